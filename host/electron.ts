// The 'electron' module of the stand-in: what the app uses, and named errors for the rest.
import { absent } from './strict.ts'

export { app } from './app.ts'
export { BrowserWindow } from './browser-window.ts'
export { clipboard } from './clipboard.ts'
export { crashReporter } from './crash-reporter.ts'
export { powerMonitor, safeStorage, shell } from './desktop.ts'
export { dialog } from './dialog.ts'
export { ipcMain } from './ipc-main.ts'
export { Menu } from './menu.ts'
export { NativeImage as nativeImage } from './native-image.ts'
export { nativeTheme } from './native-theme.ts'
export { net } from './net.ts'
export { Notification } from './notification.ts'
export { protocol } from './protocol.ts'
export { screen } from './screen.ts'
export { session } from './session.ts'
export { Tray } from './tray.ts'

const unneeded = 'the stand-in does not have it'

export const TouchBar: never = absent('TouchBar', 'nothing of it can be seen in a Chromium window')
export const autoUpdater: never = absent('autoUpdater', 'there is no package to update')
export const globalShortcut: never = absent('globalShortcut', unneeded)
export const desktopCapturer: never = absent('desktopCapturer', unneeded)
export const contentTracing: never = absent('contentTracing', unneeded)
export const inAppPurchase: never = absent('inAppPurchase', unneeded)
export const netLog: never = absent('netLog', unneeded)
export const powerSaveBlocker: never = absent('powerSaveBlocker', unneeded)
export const pushNotifications: never = absent('pushNotifications', unneeded)
export const systemPreferences: never = absent('systemPreferences', unneeded)
export const utilityProcess: never = absent('utilityProcess', unneeded)
export const webContents: never = absent('webContents', unneeded)
export const webFrameMain: never = absent('webFrameMain', unneeded)
export const BaseWindow: never = absent('BaseWindow', unneeded)
export const BrowserView: never = absent('BrowserView', unneeded)
export const ImageView: never = absent('ImageView', unneeded)
export const MenuItem: never = absent('MenuItem', unneeded)
export const MessageChannelMain: never = absent('MessageChannelMain', unneeded)
export const ShareMenu: never = absent('ShareMenu', unneeded)
export const View: never = absent('View', unneeded)
export const WebContentsView: never = absent('WebContentsView', unneeded)
