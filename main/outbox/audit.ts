// The outbox audits itself at start: what a crash left sending becomes queued or unconfirmed, by the step stored last.
import type { Clock } from '../clock.ts'
import type { Attempt, Entry } from './entry.ts'
import { transition } from './transition.ts'

export interface Audited {
  readonly entry: Entry
  /** The attempt that was cut off, closed by the audit. */
  readonly attempt?: Attempt
}

/**
 * What the entry becomes at start; undefined where nothing was cut off.
 * `attempt` is the entry's running attempt as it was stored, undefined where it is missing: then the worst is taken,
 * for nothing may be sent a second time without the person's word (P3).
 */
export function auditEntry(entry: Entry, attempt: Attempt | undefined, clock: Clock): Audited | undefined {
  if (entry.sendingAttemptId === undefined) return undefined
  const now = clock.now()
  const step = attempt?.step ?? 'about-to-complete'
  const after = transition(
    entry,
    { type: 'interrupted', attemptId: entry.sendingAttemptId, step, refused: attempt?.refused ?? [] },
    now,
  )
  if (attempt === undefined) return { entry: after }
  return { entry: after, attempt: closedAttempt(attempt, now) }
}

function closedAttempt(attempt: Attempt, now: number): Attempt {
  const mayHaveLeft = attempt.step === 'about-to-complete'
  return {
    ...attempt,
    // The step stays as it was stored: it is the evidence.
    endedAt: now,
    overall: mayHaveLeft ? 'unconfirmed' : 'deferred',
    phase: mayHaveLeft ? 'message' : 'local',
    counts: mayHaveLeft,
    failure: {
      phase: mayHaveLeft ? 'message' : 'local',
      kind: 'local',
      errorCode: 'INTERRUPTED',
      detail: mayHaveLeft
        ? 'The program ended after the final dot may have been written, before a reply was stored.'
        : 'The program ended before the message was handed over.',
    },
  }
}
