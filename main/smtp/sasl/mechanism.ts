// What a SASL mechanism is to the sign-in (RFC 4422, RFC 4954): a name and an exchange of octets.

export interface SaslExchange {
  /** The initial response (RFC 4954 4); undefined: the server speaks first. */
  readonly initial?: Buffer
  /** The answer to a challenge. Throws `SaslError` when the server does not prove what it has to, or speaks out of turn. */
  respond(challenge: Buffer): Buffer
  /** Whether the mechanism is satisfied with a 235 now: a server that still owes its proof is not believed. */
  isComplete(): boolean
  /** Why the server refuses, where it said so in a challenge: its own words as they came. */
  reason?(): string | undefined
  /** What the answers were made of so far that lets whoever reads it try passwords: it is a secret too (P25). */
  derived?(): readonly string[]
}

/** The server said something that the mechanism forbids; the exchange is cancelled with `*`. */
export class SaslError extends Error {
  override readonly name = 'SaslError'
}

export interface Credentials {
  readonly user: string
  readonly pass?: string
  readonly token?: string
}
