import { Menu, type MenuItemConstructorOptions } from 'electron'
import type { View } from '../api.ts'
import { newMessage, places, type MenuCommand } from './menu-commands.ts'

export interface MenuActions {
  readonly newMessage: () => void
  readonly show: (view: View) => void
}

/** Sets the application menu. */
export function setMenu(actions: MenuActions): void {
  const onMac = process.platform === 'darwin'
  const toItem = (command: MenuCommand): MenuItemConstructorOptions => ({
    id: command.id,
    label: command.title,
    accelerator: command.accelerator,
    click: () => run(command, actions),
  })
  Menu.setApplicationMenu(
    Menu.buildFromTemplate([
      ...(onMac ? [{ role: 'appMenu' as const }] : []),
      {
        label: 'File',
        submenu: [toItem(newMessage), { type: 'separator' }, { role: onMac ? 'close' : 'quit' }],
      },
      { role: 'editMenu' },
      {
        label: 'View',
        submenu: [
          ...places.map(toItem),
          { type: 'separator' },
          { role: 'resetZoom' },
          { role: 'zoomIn' },
          { role: 'zoomOut' },
        ],
      },
      { role: 'windowMenu' },
    ]),
  )
}

function run({ does }: MenuCommand, actions: MenuActions): void {
  if ('show' in does) actions.show(does.show)
  else actions.newMessage()
}
