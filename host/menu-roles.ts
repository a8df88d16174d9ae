import { app } from './app.ts'
import type { BrowserWindow } from './browser-window.ts'
import type { Item } from './menu.ts'
import { NotStoodIn } from './strict.ts'

const roles: Readonly<Record<string, (window: BrowserWindow) => void>> = {
  quit: () => app.quit(),
  close: (window) => window.close(),
  minimize: (window) => window.minimize(),
  reload: (window) => window.webContents.reload(),
  toggledevtools: (window) => window.webContents.toggleDevTools(),
}

/** Does what choosing the item would do. Throws for a role that the stand-in does not know. */
export function runMenuItem(item: Item, window: BrowserWindow): void {
  const { click, role } = item.options
  if (click) {
    const chosen = item.options as unknown as Electron.MenuItem
    click(chosen, window as unknown as Electron.BrowserWindow, {})
    return
  }
  const run = role === undefined ? undefined : roles[role.toLowerCase()]
  if (!run) throw new NotStoodIn(`Menu role ${role ?? 'undefined'}`)
  run(window)
}
