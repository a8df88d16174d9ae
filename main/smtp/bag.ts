/** Something that can be in a `Bag`. */
export interface Bagged {
  /** Its place in the bag; -1: it is in none. */
  place: number
}

/**
 * A few things that come and go thousands of times a second, in no order. A `Set` would do, but each time that it fills up V8 links its old
 * table to the new one, and one such table that has grown old keeps all that came behind it, with what they refer to, until the next full
 * collection: with twenty messages in flight that was about 8 KB for each message and a third of the time (bench/README.md).
 */
export class Bag<T extends Bagged> {
  readonly #items: T[] = []

  get size(): number {
    return this.#items.length
  }

  add(item: T): void {
    item.place = this.#items.push(item) - 1
  }

  /** Whether it was in the bag. */
  remove(item: T): boolean {
    const { place } = item
    const last = this.#items.at(-1)
    if (place === -1 || last === undefined) return false
    this.#items[place] = last
    last.place = place
    item.place = -1
    this.#items.pop()
    return true
  }

  /** Those that are in it now. */
  items(): readonly T[] {
    return [...this.#items]
  }
}
