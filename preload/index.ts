// The one file between the page and Electron: it runs isolated, and exposes the bridge alone.
import { contextBridge, ipcRenderer, webUtils } from 'electron'
import { createBridge } from './bridge.ts'
import { toWindow } from './window-argument.ts'

contextBridge.exposeInMainWorld(
  'sendoff',
  createBridge({
    invoke: (channel, argument) => ipcRenderer.invoke(channel, argument),
    listen: (event, listener) => {
      const hear = (_event: unknown, payload: unknown): void => listener(payload)
      ipcRenderer.on(`event:${event}`, hear)
      return () => void ipcRenderer.removeListener(`event:${event}`, hear)
    },
    pathOf: (file) => webUtils.getPathForFile(file),
    window: toWindow(process.argv),
    closeWindow: () => ipcRenderer.send('window:close'),
    tellClosing: (what) => ipcRenderer.send(`window:${what}`),
    offerCommands: (ids) => ipcRenderer.send('window:commands', ids),
    onCommand: (run) =>
      void ipcRenderer.on('window:command', (_event: unknown, id: unknown) => run(String(id))),
    onClosing: (run) =>
      void ipcRenderer.on('window:closing', (_event: unknown, why: unknown) => run(why === 'reload')),
  }),
)
