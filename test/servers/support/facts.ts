// What a real server is known to answer.
import type { RealServer } from './server.ts'

export interface Answer {
  readonly code: number
  readonly enhanced?: string
  readonly text?: RegExp
}

export interface Facts {
  /** EHLO inside TLS, as listed: keyword and parameters. */
  readonly extensions: readonly string[]
  /** Mechanisms for a password that both the server and the engine have, in the engine's order. */
  readonly mechanisms: readonly string[]
  readonly wrongPassword: Answer
  /** The final 2yz. */
  readonly accepted: RegExp
  readonly hasQueueId: boolean
  readonly unknownRecipient: Answer
  /** Answer to later@mail.test, where the server has a way to defer. */
  readonly deferred?: Answer
  readonly maxSize: number
  /**
   * What it says to command lines of a client that has signed in, the last line of each answered so; lines are separated by ` / `.
   * They hold what the engine's judgement of such replies rests on.
   */
  readonly answers: Readonly<Record<string, RegExp>>
  /** The same inside TLS before a sign-in. */
  readonly strangerAnswers: Readonly<Record<string, RegExp>>
}

/** The server under test; valid inside tests only. */
export type Peer = () => RealServer
