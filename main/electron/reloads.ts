// What a window is asked to save for: to close, or to be loaded anew. A close goes before a reload, whichever was asked first.

export class Reloads<W extends object> {
  readonly #reloading = new WeakSet<W>()
  readonly #closing = new WeakSet<W>()

  /** Its page is to be loaded anew once all in it is saved; false: it closes, and is not asked. */
  ask(window: W): boolean {
    if (this.#closing.has(window)) return false
    this.#reloading.add(window)
    return true
  }

  /** It is asked to close: what the page says from now on is about that. */
  closes(window: W): void {
    this.#closing.add(window)
    this.#reloading.delete(window)
  }

  /** It could not save: neither is done. */
  stays(window: W): void {
    this.#closing.delete(window)
    this.#reloading.delete(window)
  }

  /** All in it is saved: whether it is loaded anew. */
  saved(window: W): boolean {
    return this.#reloading.delete(window)
  }
}
