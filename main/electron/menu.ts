import { Menu, type MenuItemConstructorOptions } from 'electron'
import type { View } from '../api.ts'

export interface MenuActions {
  readonly newMessage: () => void
  readonly show: (view: View) => void
}

/** Places of the View menu with their keys (design.md, Keyboard). */
const places: readonly { readonly view: View; readonly label: string }[] = [
  { view: 'outbox', label: 'Outbox' },
  { view: 'sent', label: 'Sent' },
  { view: 'drafts', label: 'Drafts' },
  { view: 'servers', label: 'Servers' },
  { view: 'practice', label: 'Practice server' },
]

/** Sets the application menu. */
export function setMenu(actions: MenuActions): void {
  const template: MenuItemConstructorOptions[] = [
    ...(process.platform === 'darwin' ? [{ role: 'appMenu' } as const] : []),
    {
      label: 'File',
      submenu: [
        { label: 'New message', accelerator: 'CmdOrCtrl+N', click: actions.newMessage },
        { type: 'separator' },
        { role: process.platform === 'darwin' ? 'close' : 'quit' },
      ],
    },
    { role: 'editMenu' },
    {
      label: 'View',
      submenu: [
        ...places.map(({ view, label }, index) => ({
          label,
          accelerator: `CmdOrCtrl+${index + 1}`,
          click: () => actions.show(view),
        })),
        { type: 'separator' as const },
        { role: 'resetZoom' as const },
        { role: 'zoomIn' as const },
        { role: 'zoomOut' as const },
      ],
    },
    { role: 'windowMenu' },
  ]
  Menu.setApplicationMenu(Menu.buildFromTemplate(template))
}
