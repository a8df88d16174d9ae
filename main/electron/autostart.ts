import { app } from 'electron'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Log } from '../core.ts'
import { autostartEntry, hiddenSwitch } from './autostart-entry.ts'

/** macOS starts a login item without arguments, and says so here. */
export function isLoginStart(): boolean {
  return process.platform === 'darwin' && app.getLoginItemSettings().wasOpenedAtLogin
}

/** Makes the system start the program at sign-in, without a window, or no longer. */
export function setAutostart(isWanted: boolean, log: Log): void {
  // A program that runs from its source has no path that would be there at the next sign-in.
  if (!app.isPackaged) return
  if (process.platform !== 'linux') {
    app.setLoginItemSettings({ openAtLogin: isWanted, args: [hiddenSwitch] })
    return
  }
  const folder = join(process.env.XDG_CONFIG_HOME ?? join(app.getPath('home'), '.config'), 'autostart')
  const file = join(folder, 'sendoff.desktop')
  try {
    if (!isWanted) {
      rmSync(file, { force: true })
      return
    }
    mkdirSync(folder, { recursive: true })
    writeFileSync(file, autostartEntry(process.env.APPIMAGE ?? app.getPath('exe')))
  } catch (error) {
    log.error('the entry that starts Sendoff at sign-in could not be written', error)
  }
}
