import { findSecrets, toNeedles, type Needle } from './find-secret.ts'

/** What stands in a record in place of a credential. */
export const HIDDEN = '[hidden]'

/**
 * Removes the secrets of a session from what the server says back (P25): some servers quote what they were sent.
 * Redaction of what the client sends does not rest on this; a command line is never recorded with its credentials.
 */
export class Redactor {
  readonly #secrets = new Set<string>()
  #needles: readonly Needle[] = []

  /** From now on `secret` is hidden: as it stands, escaped, in hex and in base64, also of more than itself. */
  add(secret: string): void {
    if (this.#secrets.has(secret)) return
    this.#secrets.add(secret)
    this.#needles = [...this.#needles, ...toNeedles(secret)]
  }

  apply(text: string): string {
    if (this.#needles.length === 0) return text
    // No secret goes over the end of a line (P28).
    return text
      .split('\n')
      .map((line) => this.#hide(line))
      .join('\n')
  }

  #hide(line: string): string {
    const found = findSecrets(line, this.#needles).toSorted(([a], [b]) => a - b)
    let result = ''
    let end = 0
    for (const [from, to] of found) {
      if (from >= end) result += line.slice(end, from) + HIDDEN
      end = Math.max(end, to)
    }
    return result + line.slice(end)
  }
}
