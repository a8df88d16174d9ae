import type { FailureKind } from '../smtp/types.ts'
import type { Diagnosis } from './diagnosis.ts'

/** What is known about a failure. `phase` is a Phase, or written as in data/replies.visible.jsonl (`RCPT`, `end-of-data`). */
export interface DiagnosisInput {
  readonly phase: string
  /** The whole reply, as received; left out where no reply explains the fault. */
  readonly lines?: readonly string[]
  /** Code and enhanced code, where the caller has parsed them; else they are read from the lines. */
  readonly code?: number
  readonly enhanced?: string
  readonly kind?: FailureKind
  /** Node's or OpenSSL's error code, e.g. `ECONNREFUSED`. */
  readonly errorCode?: string
  /** One line for people about a fault that is no reply. */
  readonly detail?: string
  /** The last octet had left and no reply came: nobody knows whether the server took it. */
  readonly unconfirmed?: boolean
}

/**
 * Finds the one cause of a failure, whose move it is and what helps. Pure; never throws, whatever the server wrote.
 * With no rule that fits it answers `unknown` with a low confidence (P12).
 */
export function diagnose(input: DiagnosisInput): Diagnosis {
  return {
    cause: 'unknown',
    whoseMove: 'their provider',
    permanent: (input.code ?? 0) >= 500,
    confidence: 0.2,
    actions: [],
  }
}
