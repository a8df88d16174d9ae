import type { EntryState } from '../outbox/entry.ts'

/** A recipient, sender or password that makes the practice server misbehave. */
export interface PracticeScenario {
  /** `unknown`, `full`, …: what it shows stands in main/text under `practice.shows.` and this. */
  readonly id: string
  /** What stands before the @ of practice.test; for kind `sender` the local part of From, for `password` the password itself. */
  readonly kind: 'recipient' | 'sender' | 'password'
  readonly name: string
  /** The answer it gives, e.g. `550 5.1.1`; '' is no reply. */
  readonly answer: string
  readonly expected: EntryState
}

/** Steps whose answer can be armed. `transfer` is the content behind a 354; `message` is the reply to the final dot. */
export const armedPhases = [
  'greeting',
  'ehlo',
  'starttls',
  'auth',
  'mail',
  'rcpt',
  'data',
  'transfer',
  'message',
  'rset',
  'quit',
] as const
export type ArmedPhase = (typeof armedPhases)[number]

/** Servers whose answer to EHLO the practice server can give. */
export const imitations = [
  'sendoff',
  'postfix',
  'exim',
  'exchange',
  'gmail',
  'sendmail',
  'opensmtpd',
] as const
export type Imitation = (typeof imitations)[number]

/** How a handshake behind STARTTLS can go wrong; `break-tls`: what is answered is no TLS. */
export const tlsFaults = ['break-tls', 'expired-certificate', 'other-name', 'old-tls'] as const
export type TlsFault = (typeof tlsFaults)[number]

/** What the next command of a step is answered with, once. */
export interface Armed {
  readonly phase: ArmedPhase
  readonly action:
    | { readonly kind: 'reply'; readonly lines: readonly string[] }
    /** The connection ends without a word. */
    | { readonly kind: 'hang-up' }
    /** The command is carried out, and its reply never comes. */
    | { readonly kind: 'lose-reply' }
    /** STARTTLS is taken, and the handshake has this fault. */
    | { readonly kind: TlsFault }
  /** Wait before it, in ms; at most ten minutes. */
  readonly delayMs: number
}

export interface ArmedView {
  readonly armed: readonly Armed[]
  readonly imitated: Imitation
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
