import { MediaQuery } from 'svelte/reactivity'

/** Whether a part of a page is open: as chosen by hand, else where there is room. */
export class Fold {
  readonly #short = new MediaQuery('max-height: 700px')
  #chosen = $state<boolean | null>(null)

  get open(): boolean {
    return this.#chosen ?? !this.#short.current
  }

  toggle(): void {
    this.#chosen = !this.open
  }
}
