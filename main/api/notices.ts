import type { Notice } from '../api.ts'
import type { EventBus } from '../events.ts'

export interface Notices {
  list(): readonly Notice[]
  /** Replaces one of the same id. */
  add(notice: Notice): void
  dismiss(id: string): void
}

/** The states of the whole program that a banner shows until they are settled. */
export function createNotices(events: EventBus, first: readonly Notice[]): Notices {
  let notices = first
  const set = (next: readonly Notice[]) => {
    notices = next
    events.emit('notices.changed', { notices })
  }
  return {
    list: () => notices,
    add: (notice) => set([...notices.filter(({ id }) => id !== notice.id), notice]),
    dismiss: (id) => set(notices.filter((notice) => notice.id !== id)),
  }
}
