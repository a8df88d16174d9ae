// What a window is asked to save for: to close, to be loaded anew, or for nothing else. A close goes before the others, whichever was asked first.

/** What becomes of a window whose page says that all in it is saved. */
export type Saved = 'closes' | 'reloads' | 'goes-on'

export class Reloads<W extends object> {
  readonly #reloading = new WeakSet<W>()
  readonly #closing = new WeakSet<W>()
  readonly #saving = new WeakSet<W>()

  /** Its page is to be loaded anew once all in it is saved; false: it closes, and is not asked. */
  ask(window: W): boolean {
    if (this.#closing.has(window)) return false
    this.#reloading.add(window)
    return true
  }

  /** It is to save and to go on as it is; false: it is asked to save already. */
  askToSave(window: W): boolean {
    if ([this.#closing, this.#reloading, this.#saving].some((asked) => asked.has(window))) return false
    this.#saving.add(window)
    return true
  }

  /** It is asked to close: what the page says from now on is about that. */
  closes(window: W): void {
    this.#closing.add(window)
    this.#reloading.delete(window)
    this.#saving.delete(window)
  }

  isClosing(window: W): boolean {
    return this.#closing.has(window)
  }

  /** It could not save, or its page is another one: nothing of all that is done. */
  stays(window: W): void {
    this.#closing.delete(window)
    this.#reloading.delete(window)
    this.#saving.delete(window)
  }

  /** All in it is saved. */
  saved(window: W): Saved {
    const isSaving = this.#saving.delete(window)
    if (this.#reloading.delete(window)) return 'reloads'
    return isSaving ? 'goes-on' : 'closes'
  }
}
