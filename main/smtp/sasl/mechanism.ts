// What a SASL mechanism is to the sign-in (RFC 4422, RFC 4954): a name and an exchange of octets.

export interface SaslExchange {
  /** The initial response (RFC 4954 4); undefined: the server speaks first. */
  readonly initial?: Buffer
  /** The answer to a challenge. Throws `SaslError` when the server does not prove what it has to, or speaks out of turn. */
  respond(challenge: Buffer): Buffer
  /** Whether the mechanism is satisfied with a 235 now: a server that still owes its proof is not believed. */
  isComplete(): boolean
  /** Why the server refuses, where it said so in a challenge. */
  reason?(): string | undefined
}

/** The server said something that the mechanism forbids; the exchange is cancelled with `*`. Its message holds no secret. */
export class SaslError extends Error {
  override readonly name = 'SaslError'
}

export interface Credentials {
  readonly user: string
  readonly pass?: string
  readonly token?: string
}
