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

export const newMessage: MenuCommand = {
  id: 'message.new',
  title: 'New message',
  accelerator: 'CmdOrCtrl+N',
  does: { newMessage: true },
}

export const openMessage: MenuCommand = {
  id: 'message.open',
  title: t('menu.openMessage'),
  accelerator: 'CmdOrCtrl+O',
  does: { openMessage: true },
}

export const quit: MenuCommand = {
  id: 'app.quit',
  title: t('tray.quit'),
  accelerator: 'CmdOrCtrl+Q',
  does: { quit: true },
}

const views: readonly (readonly [View, string, key?: string])[] = [
  ['outbox', 'Outbox', '1'],
  ['sent', 'Sent', '2'],
  ['drafts', 'Drafts', '3'],
  ['servers', 'Servers', '4'],
  ['practice', 'Practice server', '5'],
  ['contacts', 'Contacts', '6'],
  ['merge', 'Mail merge'],
  ['identities', 'Identities'],
  ['settings', 'Settings', ','],
]

export const places: readonly MenuCommand[] = views.map(([view, title, key]) => ({
  id: `view.${view}`,
  title,
  ...(key === undefined ? {} : { accelerator: `CmdOrCtrl+${key}` }),
  does: { show: view },
}))

export const help: MenuCommand = {
  id: 'view.help',
  title: 'Help',
  accelerator: 'F1',
  does: { show: 'help' },
}

/** What is looked at when something is wrong; all of it is on this computer. */
export const trouble: readonly MenuCommand[] = [
  { id: 'trouble.log', title: 'Show the log', does: { reveal: 'log' } },
  { id: 'trouble.logFolder', title: 'Open the log folder', does: { reveal: 'logFolder' } },
  { id: 'trouble.crashes', title: 'Show crash reports', does: { reveal: 'crashes' } },
]

/** What stops all sending or lets it go on; named by what a press does now. */
export function sendingCommands(now: Settings['sending']): readonly MenuCommand[] {
  return [
    {
      id: 'sending.pause',
      title: now === 'paused' ? 'Resume' : 'Pause all',
      does: { sending: now === 'paused' ? 'on' : 'paused' },
    },
    {
      id: 'sending.offline',
      title: now === 'offline' ? 'Work online' : 'Work offline',
      does: { sending: now === 'offline' ? 'on' : 'offline' },
    },
  ]
}
