// How large the windows show everything. Pure.

/** Percent, in the steps of a browser. */
export const zoomSteps = [50, 67, 75, 80, 90, 100, 110, 125, 150, 175, 200, 250, 300] as const

export const [leastZoom] = zoomSteps
export const mostZoom = 300

export type ZoomChange = 'in' | 'out' | 'reset'

/** The next step from here, in percent; at the end of the steps it stays. */
export function zoomed(now: number, change: ZoomChange): number {
  if (change === 'reset') return 100
  const next =
    change === 'in' ? zoomSteps.find((step) => step > now) : zoomSteps.findLast((step) => step < now)
  return next ?? now
}
