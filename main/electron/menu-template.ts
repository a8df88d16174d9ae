// The menu bar: every command of the table at its place, with its key. Pure.
import type { MenuItemConstructorOptions } from 'electron'
import { keyOf, scopeOf, type CommandId } from '../commands/command-table.ts'
import { menus, type MenuName } from '../commands/menus.ts'
import type { Settings } from '../settings/settings.ts'
import { t } from '../text/t.ts'

export interface MenuOptions {
  readonly mac: boolean
  readonly sending: Settings['sending']
  /** Ids of what the window in front can do now. */
  readonly offered: ReadonlySet<string>
  readonly choose: (id: CommandId) => void
}

type Items = MenuItemConstructorOptions[]

export function menuTemplate(options: MenuOptions): Items {
  const of = (name: MenuName): Items => itemsOf(name, options)
  const line = { type: 'separator' } as const
  return [
    ...(options.mac ? [macMenu(of('quit'))] : []),
    {
      label: t('menu.file'),
      submenu: [
        ...of('file'),
        line,
        ...(options.mac ? [{ role: 'close', label: t('menu.close') } as const] : of('quit')),
      ],
    },
    { label: t('menu.edit'), submenu: [...editItems(), line, ...of('find')] },
    {
      label: t('menu.view'),
      submenu: [
        ...of('zoom'),
        ...otherZoomKeys(options),
        line,
        { label: t('menu.theme'), submenu: of('theme') },
        { label: t('menu.language'), submenu: of('language') },
        line,
        ...of('panes'),
      ],
    },
    {
      label: t('menu.go'),
      submenu: [...of('go'), line, { label: t('menu.settings'), submenu: of('settings') }],
    },
    { label: t('menu.message'), submenu: of('message') },
    { label: t('menu.draft'), submenu: of('draft') },
    { label: t('menu.format'), submenu: of('format') },
    { label: t('menu.contacts'), submenu: of('contacts') },
    { label: t('menu.window'), submenu: windowItems() },
    { role: 'help', label: t('menu.help'), submenu: of('help') },
  ]
}

/** Whether the item acts only while the window in front offers its command. */
export function isOfWindow(id: CommandId): boolean {
  return !['program', 'main'].includes(scopeOf(id))
}

function itemsOf(name: MenuName, options: MenuOptions): Items {
  const groups: readonly (readonly CommandId[])[] = menus[name]
  return groups.flatMap((ids, index) => [
    ...(index === 0 ? [] : [{ type: 'separator' } as const]),
    ...ids.map((id) => toItem(id, options)),
  ])
}

function toItem(id: CommandId, options: MenuOptions): MenuItemConstructorOptions {
  return {
    id,
    label: titleOf(id, options.sending),
    ...acceleratorOf(id, options.mac),
    enabled: !isOfWindow(id) || options.offered.has(id),
    click: () => options.choose(id),
  }
}

/** What stops all sending is named by what a press does now. */
function titleOf(id: CommandId, sending: Settings['sending']): string {
  if (id === 'sending.pause' && sending === 'paused') return t('command.sending.resume')
  if (id === 'sending.offline' && sending === 'offline') return t('command.sending.online')
  return t(`command.${id}`)
}

/**
 * The key beside the item. Those of the program act in every window. The others are the page's, which knows where the focus is: they
 * are only shown. macOS cannot show a key that it does not take, so a key that one types in a text is left out there.
 */
function acceleratorOf(id: CommandId, mac: boolean): MenuItemConstructorOptions {
  const key = keyOf(id, mac)
  if (key === undefined || (mac && !key.includes('Mod') && !/F\d/.test(key))) return {}
  return {
    accelerator: toAccelerator(key),
    ...(scopeOf(id) === 'program' ? {} : { registerAccelerator: false }),
  }
}

/** `Mod+Shift+a` as Electron writes it. */
export function toAccelerator(key: string): string {
  return key
    .replace('Mod', 'CmdOrCtrl')
    .replace(/\+\+$/, '+Plus')
    .replace(/(?<=^|\+)[a-z]$/, (letter) => letter.toUpperCase())
}

/** Zoom in without Shift, where + is above =. */
function otherZoomKeys({ choose }: MenuOptions): Items {
  return [
    {
      label: t('command.zoom.in'),
      accelerator: 'CmdOrCtrl+=',
      visible: false,
      acceleratorWorksWhenHidden: true,
      click: () => choose('zoom.in'),
    },
  ]
}

/** Electron's own words for what has a role are English. */
function editItems(): Items {
  return [
    { role: 'undo', label: t('menu.undo') },
    { role: 'redo', label: t('menu.redo') },
    { type: 'separator' },
    { role: 'cut', label: t('menu.cut') },
    { role: 'copy', label: t('menu.copy') },
    { role: 'paste', label: t('menu.paste') },
    { role: 'delete', label: t('menu.delete') },
    { type: 'separator' },
    { role: 'selectAll', label: t('menu.selectAll') },
  ]
}

function windowItems(): Items {
  return [
    { role: 'minimize', label: t('menu.minimize') },
    { role: 'close', label: t('menu.close') },
  ]
}

/** Electron's own, but that quitting asks where mail is on its way. */
function macMenu(quit: Items): MenuItemConstructorOptions {
  return {
    role: 'appMenu',
    submenu: [
      { role: 'about' },
      { type: 'separator' },
      { role: 'services' },
      { type: 'separator' },
      { role: 'hide' },
      { role: 'hideOthers' },
      { role: 'unhide' },
      { type: 'separator' },
      ...quit,
    ],
  }
}
