import { plural } from '../text/t.ts'

/** Of what happens at once so many are told in whole; the rest is counted. */
const most = 3

/**
 * Sentences for screen readers. The text is put into one polite live region; a repeated sentence is said again. What is said in one
 * turn of the event loop reaches the page as one change, so it is said together: the last alone would be heard.
 */
export class Announcer {
  text = $state('')
  #odd = false
  #together: readonly string[] = []

  say(sentence: string): void {
    if (this.#together.length === 0) queueMicrotask(() => (this.#together = []))
    this.#together = [...this.#together, sentence]
    const rest = this.#together.length - most
    const said = [...this.#together.slice(0, most), ...(rest > 0 ? [plural('announce.more', rest)] : [])]
    this.#odd = !this.#odd
    // A live region speaks when its text changes; the no-break space makes an equal sentence differ.
    this.text = `${said.join(' ')}${this.#odd ? '' : '\u00a0'}`
  }
}
