import type { Route } from 'playwright-core'
import type { BrowserWindow } from './browser-window.ts'
import { Chromium } from './browser/chromium.ts'
import { protocol } from './protocol.ts'
import { webRequest } from './web-request.ts'

/** The windows that are open, oldest first. */
export const openWindows: BrowserWindow[] = []

/** Serves the app's own scheme, asks about navigations, and lets the rest through to the network. */
async function onRequest(route: Route): Promise<void> {
  const request = route.request()
  if (await webRequest.cancels(route)) return route.abort('blockedbyclient')
  if (request.isNavigationRequest()) {
    const page = request.frame().page()
    const contents = openWindows.find((item) => item.webContents.owns(page))?.webContents
    if (await contents?.refuses(route)) return
  }
  if (!(await protocol.answer(route))) await route.continue()
}

export const browser = new Chromium((route) =>
  onRequest(route).catch(async (error: unknown) => {
    console.error(`No answer for ${route.request().url()}:`, error)
    await route.abort('failed').catch(() => undefined)
  }),
)
