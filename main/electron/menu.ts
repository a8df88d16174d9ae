import { Menu, type MenuItemConstructorOptions } from 'electron'
import type { View } from '../api.ts'
import type { Settings } from '../settings/settings.ts'
import { newMessage, places, sendingCommands, type MenuCommand } from './menu-commands.ts'

export interface MenuActions {
  readonly newMessage: () => void
  readonly show: (view: View) => void
  readonly setSending: (sending: Settings['sending']) => void
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
      ...(onMac ? [{ role: 'appMenu' as const }] : []),
      {
        label: 'File',
        submenu: [
          toItem(newMessage),
          { type: 'separator' },
          ...sendingCommands(sending).map(toItem),
          { type: 'separator' },
          { role: onMac ? 'close' : 'quit' },
        ],
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
  else if ('sending' in does) actions.setSending(does.sending)
  else actions.newMessage()
}
