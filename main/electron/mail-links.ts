import { app } from 'electron'
import type { MailLinks } from '../shell.ts'

const scheme = 'mailto'

/** How the system starts the program for a link. On Windows behind a `--`, so that no link is taken for a switch. */
const command: [path?: string, args?: string[]] =
  process.platform === 'win32' ? [process.execPath, ['--']] : []

/** Which program opens mail links, by what the system says. */
export function createMailLinks(): MailLinks {
  return {
    // From its source it would enter the path of Electron's or Node's own binary.
    isPossible: app.isPackaged,
    isOurs: () => app.isDefaultProtocolClient(scheme, ...command),
    take: () => app.setAsDefaultProtocolClient(scheme, ...command),
  }
}
