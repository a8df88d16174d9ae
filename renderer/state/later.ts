/** Runs something later; returns the function that forgets it. */
export type Later = (ms: number, run: () => void) => () => void

/** The window's own timer. */
export const later: Later = (ms, run) => {
  const timer = setTimeout(run, ms)
  return () => clearTimeout(timer)
}
