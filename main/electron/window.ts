import { BrowserWindow, nativeTheme } from 'electron'
import type { Clock } from '../clock.ts'
import { closingChannel } from './channels.ts'
import { pageUrl } from './origin.ts'
import type { PlaceKeeper } from './place-keeper.ts'
import { confine } from './security.ts'
import { showContextMenus } from './show-context-menu.ts'
import { toArgument, type WindowRole } from './window-role.ts'

/** How long a page may take to save before its window closes all the same; autosave has the rest. */
const closingMs = 2000

interface Size {
  readonly width: number
  readonly height: number
  readonly minWidth: number
  readonly minHeight: number
}

const sizes: Readonly<Record<WindowRole['kind'], Size>> = {
  main: { width: 1280, height: 800, minWidth: 720, minHeight: 520 },
  compose: { width: 1000, height: 720, minWidth: 440, minHeight: 480 },
}

/** The colour that is there before the page: `--paper` of tokens.css. */
const paper = { light: '#ffffff', dark: '#201f1d' } as const

export interface WindowDeps {
  /** Absolute path of the built preload. */
  readonly preload: string
  readonly clock: Clock
  readonly places: PlaceKeeper
}

/**
 * Opens a window and loads its page, which is asked to save before the window closes.
 * `open`: how many windows of its kind are there already.
 */
export function createWindow(deps: WindowDeps, role: WindowRole, open: number): BrowserWindow {
  const place = deps.places.placeOf(role.kind, open)
  const { maximized = false, ...bounds } = place ?? {}
  const window = new BrowserWindow({
    ...sizes[role.kind],
    ...bounds,
    title: 'Sendoff',
    show: false,
    backgroundColor: nativeTheme.shouldUseDarkColors ? paper.dark : paper.light,
    webPreferences: {
      preload: deps.preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      additionalArguments: [toArgument(role)],
    },
  })
  confine(window.webContents)
  showContextMenus(window)
  if (maximized) window.maximize()
  deps.places.follow(role.kind, window)
  window.once('ready-to-show', () => window.show())
  saveBeforeClose(window, deps.clock)
  void window.loadURL(pageUrl)
  return window
}

/** The first close is held until the page has answered or its time is over; `ipc.ts` destroys the window on the answer. */
function saveBeforeClose(window: BrowserWindow, clock: Clock): void {
  let asked = false
  window.on('close', (event) => {
    event.preventDefault()
    if (asked) return
    asked = true
    window.webContents.send(closingChannel)
    const timer = clock.after(closingMs, () => window.destroy())
    window.once('closed', () => timer.cancel())
  })
}
