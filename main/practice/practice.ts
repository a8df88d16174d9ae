import type { EntryState } from '../outbox/entry.ts'

/** A recipient, sender or password that makes the practice server misbehave. */
export interface PracticeScenario {
  readonly id: string // `unknown`, `full`, …
  /** What stands before the @ of practice.test; for kind `sender` the local part of From, for `password` the password itself. */
  readonly kind: 'recipient' | 'sender' | 'password'
  readonly name: string
  /** What it shows, one line. */
  readonly shows: string
  /** The answer it gives, e.g. `550 5.1.1`; '' is no reply. */
  readonly answer: string
  readonly expected: EntryState
}

export interface PracticeStatus {
  readonly running: boolean
  readonly host: string
  readonly port: number | null
  readonly receivedCount: number
}

export interface ReceivedSummary {
  readonly id: string
  readonly at: number
  readonly mailFrom: string
  readonly rcptTo: readonly string[]
  readonly refused: readonly string[]
  readonly subject: string
  readonly from: string
  readonly size: number
}

export interface ReceivedMessage extends ReceivedSummary {
  readonly source: string
  readonly text: string
}
