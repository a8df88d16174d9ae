// One clock for a server that is at fault: its lane waits as a whole, and one entry asks when the wait is over.

/** How a lane stands with its server. Pure. */
export interface Backoff {
  /** Faults in a row. */
  readonly faults: number
  /** Nothing is sent on its own before this, epoch ms. */
  readonly until: number
}

/** Nothing is wrong with the server. */
export const noBackoff: Backoff = { faults: 0, until: 0 }

/** After an attempt: a fault makes the wait, a server that served ends it, what tells nothing leaves it. */
export function backoffAfter(
  before: Backoff,
  news: { readonly faultUntil?: number; readonly served: boolean },
): Backoff {
  if (news.faultUntil !== undefined) return { faults: before.faults + 1, until: news.faultUntil }
  return news.served ? noBackoff : before
}

/** When an entry that is due at `dueAt` goes: not before its server's wait is over. */
export function dueWith({ until }: Backoff, dueAt: number): number {
  return Math.max(dueAt, until)
}
