import type { CDPSession } from 'playwright-core'

/**
 * Chromium's zoom cannot be set from outside. A page that is laid out in a smaller window and drawn larger looks the same, to its media
 * queries as well.
 */
export async function applyZoom(
  session: CDPSession,
  factor: number,
  { width, height, isShown }: { readonly width: number; readonly height: number; readonly isShown: boolean },
): Promise<void> {
  if (factor === 1) {
    await session.send('Emulation.clearDeviceMetricsOverride')
    return
  }
  await session.send('Emulation.setDeviceMetricsOverride', {
    width: Math.round(width / factor),
    height: Math.round(height / factor),
    // On a display the page is drawn in its own size, and what is drawn is made larger.
    ...(isShown ? { deviceScaleFactor: 0, scale: factor } : { deviceScaleFactor: factor }),
    mobile: false,
  })
}
