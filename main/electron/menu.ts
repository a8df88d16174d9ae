import { Menu, type MenuItemConstructorOptions } from 'electron'
import type { Place, View } from '../api.ts'
import type { Settings } from '../settings/settings.ts'
import { t } from '../text/t.ts'
import {
  guide,
  help,
  newMessage,
  openMessage,
  places,
  quit,
  sendingCommands,
  trouble,
  type MenuCommand,
} from './menu-commands.ts'

export interface MenuActions {
  readonly newMessage: () => void
  readonly openMessage: () => void
  readonly show: (view: View) => void
  readonly reveal: (place: Place) => void
  readonly setSending: (sending: Settings['sending']) => void
  readonly quit: () => void
}

/** Sets the application menu; its words for stopping all sending follow the setting. */
export function setMenu(actions: MenuActions, sending: Settings['sending']): void {
  const onMac = process.platform === 'darwin'
  const toItem = (command: MenuCommand): MenuItemConstructorOptions => ({
    id: command.id,
    label: command.title,
    ...(command.accelerator === undefined ? {} : { accelerator: command.accelerator }),
    click: () => run(command, actions),
  })
  Menu.setApplicationMenu(
    Menu.buildFromTemplate([
      ...(onMac ? [macMenu(actions)] : []),
      {
        label: t('menu.file'),
        submenu: [
          toItem(newMessage()),
          toItem(openMessage()),
          { type: 'separator' },
          ...sendingCommands(sending).map(toItem),
          { type: 'separator' },
          onMac ? { role: 'close', label: t('menu.close') } : toItem(quit()),
        ],
      },
      { label: t('menu.edit'), submenu: editItems() },
      {
        label: t('menu.view'),
        submenu: [
          ...places().map(toItem),
          { type: 'separator' },
          { role: 'resetZoom', label: t('menu.resetZoom') },
          { role: 'zoomIn', label: t('menu.zoomIn') },
          { role: 'zoomOut', label: t('menu.zoomOut') },
        ],
      },
      { label: t('menu.window'), submenu: windowItems() },
      {
        role: 'help',
        label: help().title,
        submenu: [
          toItem(guide()),
          toItem({ ...help(), title: t('menu.glossary') }),
          { type: 'separator' },
          ...trouble().map(toItem),
        ],
      },
    ]),
  )
}

/** Electron's own words for what has a role are English. */
function editItems(): MenuItemConstructorOptions[] {
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

function windowItems(): MenuItemConstructorOptions[] {
  return [
    { role: 'minimize', label: t('menu.minimize') },
    { role: 'close', label: t('menu.close') },
  ]
}

/** Electron's own, but that quitting asks where mail is on its way. */
function macMenu(actions: MenuActions): MenuItemConstructorOptions {
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
      { label: quit().title, accelerator: 'Cmd+Q', click: actions.quit },
    ],
  }
}

function run({ does }: MenuCommand, actions: MenuActions): void {
  if ('show' in does) actions.show(does.show)
  else if ('reveal' in does) actions.reveal(does.reveal)
  else if ('sending' in does) actions.setSending(does.sending)
  else if ('quit' in does) actions.quit()
  else if ('openMessage' in does) actions.openMessage()
  else actions.newMessage()
}
