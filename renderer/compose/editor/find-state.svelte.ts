import type { BodyState } from './body-state.svelte.ts'
import type { EditorState } from './editor-state.svelte.ts'
import { findAll, nextFrom, replaceAll, RichHaystack, type Found } from './find.ts'

interface Where {
  readonly body: BodyState
  readonly editing: EditorState
  /** The field of the plain text. */
  readonly field: () => HTMLTextAreaElement | null
}

/** Finding and replacing in the text of a letter; no markup. */
export class FindState {
  isOpen = $state(false)
  /** Whether the second row, for replacing, is shown. */
  isReplacing = $state(false)
  words = $state('')
  by = $state('')
  matchCase = $state(false)
  places = $state.raw<readonly Found[]>([])
  at = $state(-1)
  /** How many were replaced last; null: nothing was. */
  replaced = $state<number | null>(null)
  readonly #where: Where
  #rich: RichHaystack | null = null

  constructor(where: Where) {
    this.#where = where
  }

  /** Opens the bar with the selected words in it. */
  open(isReplacing: boolean): void {
    const selected = this.#selected()
    this.isReplacing = isReplacing || (this.isOpen && this.isReplacing)
    this.isOpen = true
    if (selected !== '' && !selected.includes('\n')) this.words = selected
    this.look()
  }

  close(): void {
    this.isOpen = false
    this.places = []
    this.at = -1
    this.#mark()
    const { editing, field } = this.#where
    if (editing.editor !== null) editing.editor.focus()
    else field()?.focus()
  }

  /** Looks again: the words or the text have changed. */
  look(): void {
    if (!this.isOpen) return
    const { editor } = this.#where.editing
    this.#rich = editor === null ? null : new RichHaystack(editor.getRoot())
    this.places = findAll(this.#rich?.text ?? this.#plain, this.words, this.matchCase)
    this.at = this.places.length === 0 ? -1 : Math.min(Math.max(0, this.at), this.places.length - 1)
    this.#mark()
  }

  /** Goes to the next place, or the one before. */
  step(by: 1 | -1): void {
    this.look()
    const { length } = this.places
    if (length === 0) return
    this.at = (this.at + by + length) % length
    this.#show()
  }

  /** From where the cursor is. */
  begin(): void {
    this.replaced = null
    this.at = 0
    this.look()
    const { editing, field } = this.#where
    const offset = editing.editor === null ? (field()?.selectionStart ?? 0) : 0
    this.at = nextFrom(this.places, offset)
    this.#show()
  }

  /** Replaces the place that is shown, and goes to the next. */
  replaceOne(): void {
    const place = this.places[this.at]
    if (place === undefined) return
    this.#replace([place])
    this.replaced = 1
    const next = nextFrom(this.places, place.start + this.by.length)
    this.at = next
    this.#show()
  }

  /** Replaces all of them in one step, which undo takes back. */
  replaceEvery(): void {
    const { length } = this.places
    this.#replace(this.places)
    this.replaced = length
  }

  #replace(places: readonly Found[]): void {
    const { editing, field } = this.#where
    if (editing.editor === null) {
      const element = field()
      if (element !== null) writeOver(element, replaceAll(element.value, places, this.by))
    } else {
      const rich = this.#rich
      const ranges = places.flatMap((place) => rich?.rangeOf(place) ?? [])
      editing.editor.asOneStep(() => {
        for (const range of ranges.reverse()) {
          // In the first of its text nodes, so that it keeps the look that the words began with.
          const { startContainer, startOffset } = range
          range.deleteContents()
          if (startContainer instanceof Text) startContainer.insertData(startOffset, this.by)
        }
      })
    }
    this.look()
  }

  #show(): void {
    this.#mark()
    const place = this.places[this.at]
    if (place === undefined) return
    const { editing, field } = this.#where
    if (editing.editor === null) {
      field()?.setSelectionRange(place.start, place.end)
      return
    }
    const range = this.#rich?.rangeOf(place)
    range?.startContainer.parentElement?.scrollIntoView({ block: 'nearest' })
  }

  /** Marks the places in the rich text without touching it. */
  #mark(): void {
    const ranges = this.#rich === null ? [] : this.places.slice(0, 2_000)
    const toRange = (place: Found) => this.#rich?.rangeOf(place) ?? []
    CSS.highlights.set('found', new Highlight(...ranges.flatMap(toRange)))
    const current = this.places[this.at]
    CSS.highlights.set(
      'found-here',
      new Highlight(...(current === undefined || this.#rich === null ? [] : [toRange(current)].flat())),
    )
  }

  get #plain(): string {
    return this.#where.body.text
  }

  #selected(): string {
    const { editing, field } = this.#where
    if (editing.editor !== null) return editing.editor.getSelection().toString()
    const element = field()
    return element === null ? '' : element.value.slice(element.selectionStart, element.selectionEnd)
  }
}

/** Puts a text into a field as if it was typed: one step for undo. */
function writeOver(field: HTMLTextAreaElement, text: string): void {
  field.focus()
  field.select()
  insertTyped(field, text)
}

/** Inserts at the cursor of a field, so that undo knows it. */
export function insertTyped(field: HTMLTextAreaElement, text: string): void {
  field.focus()
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- nothing else adds to the undo stack of a field
  document.execCommand('insertText', false, text)
}
