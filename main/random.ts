/** The source of chance: identifiers, nonces, jitter. Tests give a seeded one. */
export interface Random {
  /** `length` unpredictable octets. */
  bytes(length: number): Uint8Array
  /** A number in [0, 1). */
  fraction(): number
}
