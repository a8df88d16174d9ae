import type { Place, View } from '../api.ts'
import type { Settings } from '../settings/settings.ts'
import { t } from '../text/t.ts'

/** What the menu bar and the keys of the main window both offer; the windows list the same (renderer/shell-commands.ts). */
export interface MenuCommand {
  readonly id: string
  readonly title: string
  /** Electron's accelerator. */
  readonly accelerator?: string
  readonly does:
    | { readonly newMessage: true }
    | { readonly openMessage: true }
    | { readonly quit: true }
    | { readonly show: View }
    | { readonly reveal: Place }
    | { readonly sending: Settings['sending'] }
}

export function newMessage(): MenuCommand {
  return {
    id: 'message.new',
    title: t('menu.newMessage'),
    accelerator: 'CmdOrCtrl+N',
    does: { newMessage: true },
  }
}

export function openMessage(): MenuCommand {
  return {
    id: 'message.open',
    title: t('menu.openMessage'),
    accelerator: 'CmdOrCtrl+O',
    does: { openMessage: true },
  }
}

export function quit(): MenuCommand {
  return { id: 'app.quit', title: t('tray.quit'), accelerator: 'CmdOrCtrl+Q', does: { quit: true } }
}

const views: readonly (readonly [Exclude<View, 'routes'>, key?: string])[] = [
  ['outbox', '1'],
  ['sent', '2'],
  ['drafts', '3'],
  ['servers', '4'],
  ['practice', '5'],
  ['contacts', '6'],
  ['merge'],
  ['identities'],
  ['settings', ','],
]

export function places(): readonly MenuCommand[] {
  return views.map(([view, key]) => ({
    id: `view.${view}`,
    title: t(`menu.${view}`),
    ...(key === undefined ? {} : { accelerator: `CmdOrCtrl+${key}` }),
    does: { show: view },
  }))
}

export function help(): MenuCommand {
  return { id: 'view.help', title: t('menu.help'), accelerator: 'F1', does: { show: 'help' } }
}

/** The user guide, in the browser, from the files of the program. */
export function guide(): MenuCommand {
  return { id: 'help.guide', title: t('menu.guide'), does: { reveal: 'guide' } }
}

/** What is looked at when something is wrong; all of it is on this computer. */
export function trouble(): readonly MenuCommand[] {
  return [
    { id: 'trouble.log', title: t('menu.log'), does: { reveal: 'log' } },
    { id: 'trouble.logFolder', title: t('menu.logFolder'), does: { reveal: 'logFolder' } },
    { id: 'trouble.crashes', title: t('menu.crashes'), does: { reveal: 'crashes' } },
  ]
}

/** What stops all sending or lets it go on; named by what a press does now. */
export function sendingCommands(now: Settings['sending']): readonly MenuCommand[] {
  return [
    {
      id: 'sending.pause',
      title: now === 'paused' ? t('menu.resume') : t('menu.pauseAll'),
      does: { sending: now === 'paused' ? 'on' : 'paused' },
    },
    {
      id: 'sending.offline',
      title: now === 'offline' ? t('menu.workOnline') : t('menu.workOffline'),
      does: { sending: now === 'offline' ? 'on' : 'offline' },
    },
  ]
}
