/** What stands in a record in place of a credential. */
export const HIDDEN = '[hidden]'

/** What may be base64 of more than a secret. */
const base64Words = /[A-Za-z0-9+/]{8,}={0,2}/g

/**
 * Removes the secrets of a session from what the server says back (P25): some servers quote what they were sent.
 * Redaction of what the client sends does not rest on this; a command line is never recorded with its credentials.
 */
export class Redactor {
  #forms: readonly string[] = []

  /** From now on `secret` is hidden: as it stands, in base64, quoted and as a URL writes it. */
  add(secret: string): void {
    const base64 = Buffer.from(secret, 'utf8').toString('base64')
    const quoted = JSON.stringify(secret).slice(1, -1)
    const forms = [secret, base64, base64.replace(/=+$/, ''), quoted, encodeURIComponent(secret)]
    // Shorter ones would hide half of an innocent line and tell more than they conceal.
    const useful = forms.filter((form) => form.length >= 4)
    this.#forms = [...new Set([...this.#forms, ...useful])].sort((a, b) => b.length - a.length)
  }

  apply(text: string): string {
    if (this.#forms.length === 0) return text
    let result = text
    for (const form of this.#forms) {
      if (result.includes(form)) result = result.replaceAll(form, HIDDEN)
    }
    return result.replace(base64Words, (word) => (this.#isCarrier(word) ? HIDDEN : word))
  }

  /** Whether `word` is base64 of a text that has a secret in it, as an OAuth error challenge may. */
  #isCarrier(word: string): boolean {
    const text = Buffer.from(word, 'base64').toString('utf8')
    return this.#forms.some((form) => text.includes(form))
  }
}
