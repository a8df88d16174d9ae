// What is on its way when a person quits. Pure.
import type { EntrySummary, OnItsWay } from '../api.ts'

/** What would be cut off, or wait until the program is open again; undefined where there is nothing to ask about. */
export function onItsWay(entries: readonly EntrySummary[]): OnItsWay | undefined {
  const sending = entries.filter(({ state }) => state === 'sending')
  const next = entries.filter(isNext)
  const scheduled = entries.filter(({ state, group }) => state === 'scheduled' && group === 'moving').length
  if (sending.length + next.length === 0) return undefined
  return { sending, next, scheduled }
}

/** Waits for nothing but its turn. */
function isNext({ state, reason }: EntrySummary): boolean {
  return state === 'queued' && ['queued', 'interrupted', 'failed-over', 'undo-window'].includes(reason.kind)
}
