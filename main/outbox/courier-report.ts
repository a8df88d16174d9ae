// Reports of attempts that came to no transaction.
import { isTransient, type Failure } from '../failure.ts'
import type { CourierReport } from './courier.ts'

/** No session came about: nobody was named to the server. */
export function notOpened(failure: Failure, needsSignIn = false): CourierReport {
  const refused = failure.kind === 'server-reply' ? 'rejected' : 'refused-locally'
  return {
    overall: isTransient(failure) ? 'deferred' : refused,
    phase: failure.phase,
    failure,
    reply: failure.reply,
    recipients: [],
    notes: [],
    answered: false,
    needsSignIn,
    session: {},
  }
}

/** A refusal of our own. */
export function localReport(phase: Failure['phase'], errorCode: string, detail: string): CourierReport {
  return notOpened({ phase, kind: 'local', errorCode, detail })
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
