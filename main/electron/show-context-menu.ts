import { clipboard, Menu, shell, type BrowserWindow } from 'electron'
import { contextMenuTemplate } from './context-menu.ts'

/** Shows the menu of the secondary mouse button in this window. */
export function showContextMenus(window: BrowserWindow): void {
  const { webContents } = window
  webContents.on('context-menu', (_event, place) => {
    const items = contextMenuTemplate(place, {
      replace: (word) => webContents.replaceMisspelling(word),
      learn: (word) => void webContents.session.addWordToSpellCheckerDictionary(word),
      copy: (text) => void clipboard.writeText(text),
      open: (address) => void shell.openExternal(address),
    })
    if (items.length > 0) Menu.buildFromTemplate([...items]).popup({ window })
  })
}
