import type { Notice } from '../api.ts'
import type { EventBus } from '../events.ts'

/** What is told, as it is told now: it may be asked again after another language was chosen. */
export type Telling = Notice | (() => Notice)

export interface Notices {
  list(): readonly Notice[]
  /** Replaces one of the same id. */
  add(notice: Telling): void
  dismiss(id: string): void
}

/** The states of the whole program that a banner shows until they are settled. */
export function createNotices(events: EventBus, first: readonly Telling[]): Notices {
  let tellings = first
  const list = () => tellings.map(tell)
  const set = (next: readonly Telling[]) => {
    tellings = next
    events.emit('notices.changed', { notices: list() })
  }
  const without = (id: string) => tellings.filter((one) => tell(one).id !== id)
  return {
    list,
    add: (notice) => set([...without(tell(notice).id), notice]),
    dismiss: (id) => set(without(id)),
  }
}

function tell(telling: Telling): Notice {
  return typeof telling === 'function' ? telling() : telling
}
