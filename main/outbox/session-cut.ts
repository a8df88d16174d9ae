// What ends a message on a session that others may use too.
import type { OpenSession } from '../smtp/client.ts'

/** How a message that is ended leaves its session. */
export interface Cut {
  /** Resolves with nothing when the message is deleted while others are under way with it: nobody waits for its answer. */
  readonly left: Promise<undefined>
  release(): void
}

/**
 * Where the message is alone, or everything ends, the session is destroyed. Where others are under way with it the session stays: the engine
 * takes the message back as long as its last octet has not left, and the answer to one that has left is not waited for.
 */
export function createCut(session: OpenSession, signal: AbortSignal): Cut {
  let leave = (): void => undefined
  const left = new Promise<undefined>((resolve) => {
    leave = () => resolve(undefined)
  })
  const end = () => {
    const isAlone = (session.underWay ?? 0) <= 1
    if (isAlone || signal.reason === 'closing') session.abort()
    else if (signal.reason === 'deleted') leave()
  }
  signal.addEventListener('abort', end)
  // Before it is under way: the engine does not begin it, and the others stay.
  if (signal.aborted && (session.underWay ?? 0) === 0) end()
  return { left, release: () => signal.removeEventListener('abort', end) }
}
