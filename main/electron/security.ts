import { session, shell, type WebContents } from 'electron'
import { toWebLink } from './web-link.ts'

/** The pages need no permission of the browser: no camera, no notifications, no clipboard reading. */
export function denyPermissions(): void {
  session.defaultSession.setPermissionRequestHandler((_contents, _permission, answer) => answer(false))
  session.defaultSession.setPermissionCheckHandler(() => false)
}

/** A window stays on the page that it was opened with; a web link opens in the system's browser, anything else nowhere. */
export function confine(contents: WebContents): void {
  contents.setWindowOpenHandler(({ url }) => {
    const link = toWebLink(url)
    if (link !== null) void shell.openExternal(link)
    return { action: 'deny' }
  })
  contents.on('will-navigate', (event) => event.preventDefault())
}
