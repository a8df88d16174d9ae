import { app, session, type WebContents } from 'electron'

/** The pages need no permission of the browser: no camera, no notifications, no clipboard reading, no device. */
export function denyPermissions(): void {
  const { defaultSession } = session
  defaultSession.setPermissionRequestHandler((_contents, _permission, answer) => answer(false))
  defaultSession.setPermissionCheckHandler(() => false)
  defaultSession.setDevicePermissionHandler(() => false)
}

/** Whatever shows a page from here on is confined, also what nobody thought of yet. Before the first window. */
export function confinePages(): void {
  app.on('web-contents-created', (_event, contents) => confine(contents))
}

/** A page stays where it was loaded, opens no window, embeds none and finds no device. Links go by `app.openLink`. */
function confine(contents: WebContents): void {
  contents.setWindowOpenHandler(() => ({ action: 'deny' }))
  contents.on('will-navigate', (event) => event.preventDefault())
  contents.on('will-frame-navigate', (event) => event.preventDefault())
  contents.on('will-attach-webview', (event) => event.preventDefault())
  // Left alone, Electron takes the first device that it finds.
  contents.on('select-bluetooth-device', (event, _devices, choose) => {
    event.preventDefault()
    choose('')
  })
}
