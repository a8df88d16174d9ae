import { BrowserWindow, nativeTheme } from 'electron'
import type { Clock, Timer } from '../clock.ts'
import type { Log } from '../core.ts'
import { closingChannel } from './channels.ts'
import type { Place } from './window-place.ts'
import { loadPage } from './load-page.ts'
import { pageUrl } from './origin.ts'
import type { PlaceKeeper } from './place-keeper.ts'
import { showContextMenus } from './show-context-menu.ts'
import { spokenLanguage } from '../text/t.ts'
import { webPreferences } from './web-preferences.ts'
import { toArgument, type WindowRole } from './window-role.ts'

/** A page that does not even say that it saves is dead: its window closes after this time; autosave has the rest. */
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
  readonly log: Log
  readonly places: PlaceKeeper
}

/** What a page says when its window is asked to close. */
export interface Closing {
  /** It saves, however long that takes. */
  saving(): void
  /** It could not: the window stays open, and says why. */
  stays(): void
}

const closings = new WeakMap<BrowserWindow, Closing>()

/** How the closing of this window goes on, as its page says. */
export function closingOf(window: BrowserWindow): Closing | undefined {
  return closings.get(window)
}

/**
 * Opens a window and loads its page, which is asked to save before the window closes.
 * @param open How many windows of its kind are there already.
 * @param before Where it was before the program ended.
 */
export function createWindow(
  deps: WindowDeps,
  role: WindowRole,
  open: number,
  before?: Place,
): BrowserWindow {
  const place = deps.places.placeOf(role.kind, open, before)
  const { maximized = false, ...bounds } = place ?? {}
  const window = new BrowserWindow({
    ...sizes[role.kind],
    ...bounds,
    title: 'Sendoff',
    show: false,
    backgroundColor: nativeTheme.shouldUseDarkColors ? paper.dark : paper.light,
    webPreferences: webPreferences(deps.preload, toArgument(role)),
  })
  showContextMenus(window)
  if (maximized) window.maximize()
  deps.places.follow(role, window)
  window.once('ready-to-show', () => window.show())
  saveBeforeClose(window, deps.clock)
  loadPage(window, pageUrl(spokenLanguage()), deps.log)
  return window
}

/** A close is held until the page has answered; `ipc.ts` destroys the window when all is saved. */
function saveBeforeClose(window: BrowserWindow, clock: Clock): void {
  let unheard: Timer | undefined
  const heard = (): void => {
    unheard?.cancel()
    unheard = undefined
  }
  closings.set(window, { saving: heard, stays: heard })
  window.on('close', (event) => {
    event.preventDefault()
    if (unheard !== undefined) return
    window.webContents.send(closingChannel)
    unheard = clock.after(closingMs, () => window.destroy())
  })
  window.once('closed', heard)
}
