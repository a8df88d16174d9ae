// One window with an empty page: what every program on Electron, or its stand-in, starts with.
import { app, BrowserWindow, protocol } from 'electron'

protocol.registerSchemesAsPrivileged([{ scheme: 'app', privileges: { standard: true, secure: true } }])
const page =
  '<!doctype html><html lang="en"><title>Empty</title><main><button>New message</button></main></html>'

app.whenReady().then(() => {
  protocol.handle(
    'app',
    () => new Response(page, { headers: { 'content-type': 'text/html; charset=utf-8' } }),
  )
  const window = new BrowserWindow({
    width: 1280,
    height: 800,
    title: 'Empty',
    webPreferences: { sandbox: true, contextIsolation: true },
  })
  return window.loadURL('app://empty/index.html')
})
app.on('window-all-closed', () => app.quit())
