import type { BrowserWindow } from 'electron'
import type { Log } from '../core.ts'

/** What is used of a window. */
export type LoadingWindow = Pick<BrowserWindow, 'loadURL' | 'isDestroyed'>

/** Loads a page. One that another load of the same window has cut off, or the window's end, is no fault; any other is noted. */
export function loadPage(window: LoadingWindow, url: string, log: Pick<Log, 'error'>): void {
  window.loadURL(url).catch((error: unknown) => {
    // net::ERR_ABORTED, as Electron words it.
    if (window.isDestroyed() || String(error).includes('ERR_ABORTED')) return
    log.error('a page could not be loaded', error)
  })
}
