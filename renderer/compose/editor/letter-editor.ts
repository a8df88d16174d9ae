// Squire with what this program needs of it: no string reaches the page unsanitised, and no key does what nobody expects.
import SquireRte from 'squire-rte'
import { cleanPaste, ownMark, type PasteWays } from './clean-paste.ts'
import { purify, settlePictures, toLetter, toStored } from './sanitise.ts'
import { toPlainText } from './plain-text.ts'

/** Undo keeps whole texts: of a long one, so many. */
const undo = { documentSizeThreshold: 100_000, undoLimit: 120 }

/** The side of signs and lines follows the first letter. What is sent says it in words (main/message/direction.ts). */
const auto = { dir: 'auto' }
/** A longer rest between two keys parts them. */
const burstMs = 1000

export interface EditorOptions extends PasteWays {
  /** Told of what went wrong inside the editor. */
  readonly failed: (error: unknown) => void
}

/** The editor of one letter. */
export class LetterEditor extends SquireRte {
  // Fields of a subclass are set after the constructor of Squire, which already calls the methods below.
  declare private ways: EditorOptions | undefined
  declare private isPasting: boolean | undefined
  declare private unlisten: (() => void) | undefined
  declare private isErasingOn: boolean | undefined
  declare private lastKey: { readonly key: string; readonly timeStamp: number } | undefined

  constructor(root: HTMLElement, options: EditorOptions) {
    super(root, {
      undo,
      tagAttributes: { blockquote: auto, ol: auto, ul: auto },
      sanitizeToDOMFragment: (html: string, editor: unknown) => (editor as LetterEditor).sanitise(html),
      willCutCopy: (html: string) => ownMark + toStored(html),
      didError: options.failed,
    })
    this.ways = options
    // Its handles swallow every key and cannot be used without a pointer; ImageBar.svelte has others.
    this._imageResizer.destroy()
    // Squire's jump to the ends of the text; everywhere else these keys turn pages.
    this.setKeyHandler('PageUp', null)
    this.setKeyHandler('PageDown', null)
    // Before Squire, which listens at the text itself.
    const listen = (event: KeyboardEvent) => {
      this.noteErasing(event)
      this.clearAll(event)
    }
    document.addEventListener('keydown', listen, true)
    this.unlisten = () => document.removeEventListener('keydown', listen, true)
  }

  override destroy(): void {
    this.unlisten?.()
    super.destroy()
  }

  /** All was selected and is deleted: nothing of it stays, neither a table nor a picture's paragraph. */
  private clearAll(event: KeyboardEvent): void {
    if (event.target !== this._root || (event.key !== 'Delete' && event.key !== 'Backspace')) return
    const selection = document.getSelection()
    const range = selection?.rangeCount === 1 ? selection.getRangeAt(0) : undefined
    if (range === undefined || range.collapsed || !this.coversAll(range)) return
    event.preventDefault()
    event.stopImmediatePropagation()
    this.asOneStep(() => this._root.replaceChildren(this.createDefaultBlock()))
    this.moveCursorToStart()
    this.fireEvent('input')
  }

  private coversAll(range: Range): boolean {
    if (!this._root.contains(range.commonAncestorContainer)) return false
    const [before, after] = [document.createRange(), document.createRange()]
    before.selectNodeContents(this._root)
    before.setEnd(range.startContainer, range.startOffset)
    after.selectNodeContents(this._root)
    after.setStart(range.endContainer, range.endOffset)
    return [before, after].every(
      (rest) => rest.toString().trim() === '' && rest.cloneContents().querySelector('img, hr') === null,
    )
  }

  private sanitise(html: string): DocumentFragment {
    const { ways } = this
    if (ways === undefined) return document.createDocumentFragment()
    if (this.isPasting === true && !html.includes(ownMark)) return cleanPaste(html, ways)
    return toLetter(html, ways.pictures)
  }

  override insertHTML(html: string, isPaste?: boolean): this {
    this.isPasting = isPaste === true
    try {
      super.insertHTML(html, isPaste)
    } finally {
      this.isPasting = false
    }
    return this
  }

  /** Undo and redo put whole texts back: by nodes, since the page takes no string (Trusted Types). */
  override _setRawHTML(html: string): this {
    const { ways } = this
    const fragment = restore(html)
    if (ways !== undefined) settlePictures(fragment, ways.pictures)
    this._root.replaceChildren(fragment)
    this._ensureBottomLine()
    this._ignoreChange = true
    return this
  }

  /** Nodes of HTML that comes from the program itself, cleaned as any other. */
  toNodes(html: string): DocumentFragment {
    return this.sanitise(html)
  }

  /** Squire walks through every node of the text for these signs, at each Enter and Backspace. */
  override _removeZWS(): void {
    if (this._mayHaveZWS && this._root.textContent.includes('\u200b')) super._removeZWS()
    else this._mayHaveZWS = false
  }

  /** Squire keeps the whole text at each Backspace; a burst of them is one step, as a burst of letters is. */
  override saveUndoState(range?: Range): this {
    if (this.isErasingOn !== true || range?.collapsed !== true) super.saveUndoState(range)
    return this
  }

  /** Notes whether this key erases on: neither another key nor a rest came between. */
  private noteErasing({ key, timeStamp }: KeyboardEvent): void {
    const { lastKey } = this
    const isSoon = lastKey?.key === key && timeStamp - lastKey.timeStamp < burstMs
    this.lastKey = { key, timeStamp }
    if (!isSoon || (key !== 'Backspace' && key !== 'Delete')) return
    this.isErasingOn = true
    // Of this key alone: what a tool does next is a step of its own.
    setTimeout(() => (this.isErasingOn = false))
  }

  /** The letter as it is stored. */
  stored(): string {
    return toStored(this.getHTML())
  }

  plainText(): string {
    return toPlainText(this._root)
  }

  /** Runs what changes the text as one step that undo takes back. */
  asOneStep(change: () => void): void {
    this.saveUndoState()
    change()
    this._docWasChanged()
  }

  get canUndo(): boolean {
    return this._undoIndex > 0 || !this._isInUndoState
  }

  get canRedo(): boolean {
    return this._isInUndoState && this._undoIndex + 1 < this._undoStackLength
  }
}

/** Texts of the undo stack: the editor's own, with the two marks of the selection in them. */
function restore(html: string): DocumentFragment {
  const marks = ['squire-selection-start', 'squire-selection-end']
  const coded = html.replaceAll(
    /<input\b[^>]*\bid="(squire-selection-(?:start|end))"[^>]*>/g,
    (_, id: string) => {
      return `<bdo class="${id}"></bdo>`
    },
  )
  const fragment = purify(coded)
  for (const id of marks) {
    const mark = fragment.querySelector(`bdo.${id}`)
    const input = document.createElement('input')
    input.id = id
    input.type = 'hidden'
    mark?.replaceWith(input)
  }
  return fragment
}
