import type { Later } from './deletion-state.svelte.ts'

/** The window's own timer. */
export const later: Later = (ms, run) => {
  const timer = setTimeout(run, ms)
  return () => clearTimeout(timer)
}
