import type { View } from '../api.ts'

/** What the menu bar and the keys of the main window both offer; the windows list the same (renderer/shell-commands.ts). */
export interface MenuCommand {
  readonly id: string
  readonly title: string
  /** Electron's accelerator. */
  readonly accelerator: string
  readonly does: { readonly newMessage: true } | { readonly show: View }
}

export const newMessage: MenuCommand = {
  id: 'message.new',
  title: 'New message',
  accelerator: 'CmdOrCtrl+N',
  does: { newMessage: true },
}

const views: readonly (readonly [View, string, string])[] = [
  ['outbox', 'Outbox', '1'],
  ['sent', 'Sent', '2'],
  ['drafts', 'Drafts', '3'],
  ['servers', 'Servers', '4'],
  ['practice', 'Practice server', '5'],
  ['settings', 'Settings', ','],
]

export const places: readonly MenuCommand[] = views.map(([view, title, key]) => ({
  id: `view.${view}`,
  title,
  accelerator: `CmdOrCtrl+${key}`,
  does: { show: view },
}))
