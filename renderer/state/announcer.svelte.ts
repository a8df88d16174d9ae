/** Sentences for screen readers. The text is put into one polite live region; a repeated sentence is said again. */
export class Announcer {
  text = $state('')
  #odd = false

  say(sentence: string): void {
    this.#odd = !this.#odd
    // A live region speaks when its text changes; the no-break space makes an equal sentence differ.
    this.text = this.#odd ? sentence : `${sentence}\u00a0`
  }
}
