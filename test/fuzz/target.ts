/** One parser under attack. */
export interface FuzzTarget {
  readonly name: string
  /** Inputs that reach deep; the attack begins with them. */
  readonly seeds: readonly (string | Uint8Array)[]
  /** Pieces that the parser's grammar cares for. */
  readonly words: readonly string[]
  /**
   * Parses one input. Throws only what is a defect: an error by which the parser refuses is caught here.
   * @returns a short word for what came out; inputs with a new word are kept and bred further.
   */
  readonly run: (input: Buffer) => string | Promise<string>
}
