// Which type of the stand-in is behind which name of Electron's. A test compares the members that the app uses with it.
import type { App } from './app.ts'
import type { RendererElectron } from './bridge/isolated-world.ts'
import type { BrowserWindow } from './browser-window.ts'
import type { Clipboard } from './clipboard.ts'
import type { PowerMonitor, safeStorage, shell } from './desktop.ts'
import type { crashReporter } from './crash-reporter.ts'
import type { Dialogs } from './dialog.ts'
import type { PreventableEvent } from './event.ts'
import type { IpcMain } from './ipc-main.ts'
import type { Menu, MenuItem } from './menu.ts'
import type { NativeImage } from './native-image.ts'
import type { NativeTheme } from './native-theme.ts'
import type { net } from './net.ts'
import type { Notification } from './notification.ts'
import type { addedToProcess } from './process.ts'
import type { Protocol } from './protocol.ts'
import type { Screen } from './screen.ts'
import type { Session } from './session.ts'
import type { Tray } from './tray.ts'
import type { MessageEvent, SentEvent, WebContents } from './web-contents.ts'
import type { WebFrameMain } from './web-frame.ts'
import type { WebRequest } from './web-request.ts'

/** Instances, by the name of Electron's interface or class. */
export interface Shape {
  readonly App: App
  readonly BrowserWindow: BrowserWindow
  readonly Clipboard: Clipboard
  readonly CommandLine: App['commandLine']
  readonly ContextBridge: RendererElectron['contextBridge']
  readonly CrashReporter: typeof crashReporter
  readonly Dialog: Dialogs
  readonly Event: PreventableEvent
  readonly IpcMain: IpcMain
  readonly IpcMainEvent: SentEvent
  readonly IpcMainInvokeEvent: MessageEvent
  readonly IpcRenderer: RendererElectron['ipcRenderer']
  readonly LoginItemSettings: Electron.LoginItemSettings
  readonly Menu: Menu
  readonly MenuItem: MenuItem
  readonly NativeImage: NativeImage
  readonly NativeTheme: NativeTheme
  readonly Net: typeof net
  readonly Notification: Notification
  readonly PowerMonitor: PowerMonitor
  readonly Process: typeof addedToProcess
  readonly Protocol: Protocol
  readonly SafeStorage: typeof safeStorage
  readonly Screen: Screen
  readonly Session: Session
  readonly Shell: typeof shell
  readonly Tray: Tray
  readonly WebContents: WebContents
  readonly WebFrameMain: WebFrameMain
  readonly WebRequest: WebRequest
  readonly WebUtils: RendererElectron['webUtils']
}

/** Classes with static members. */
export interface Statics {
  readonly BrowserWindow: typeof BrowserWindow
  readonly Menu: typeof Menu
  readonly NativeImage: typeof NativeImage
  readonly Notification: typeof Notification
  readonly Session: { readonly defaultSession: Session }
  readonly Tray: typeof Tray
}
