import { isSameFormat, noFormat, readFormat, type Format } from './format.ts'
import type { LetterEditor } from './letter-editor.ts'

/** Time without a key after which the tools are read anew, ms. */
const restMs = 120

/** What the tools show of the rich editor; no markup. */
export class EditorState {
  editor = $state.raw<LetterEditor | null>(null)
  format = $state.raw<Format>(noFormat)
  canUndo = $state(false)
  canRedo = $state(false)
  /** The picture that is chosen. */
  picture = $state.raw<HTMLImageElement | null>(null)
  /** Counts changes of the text, for what is drawn over it. */
  changes = $state(0)
  #frame = 0
  #rest = 0

  /** Follows an editor; returns the function that ends it. */
  follow(editor: LetterEditor): () => void {
    this.editor = editor
    for (const event of ['pathChange', 'select', 'undoStateChange', 'focus'])
      editor.addEventListener(event, () => this.#soon())
    // Each letter is a change and moves the cursor, and seldom anything that the tools show.
    for (const event of ['cursor', 'input'])
      editor.addEventListener(event, () => (this.picture === null ? this.#atRest() : this.#soon()))
    return () => {
      this.#forget()
      this.editor = null
      this.picture = null
      this.format = noFormat
    }
  }

  /** Runs a tool on the text; the cursor is in the text again afterwards. */
  run(does: (editor: LetterEditor) => void): void {
    const { editor } = this
    if (editor === null) return
    does(editor)
    editor.focus()
    this.look()
  }

  /** Reads what holds now. */
  look(): void {
    const { editor } = this
    this.#forget()
    if (editor === null) return
    const format = readFormat(editor)
    if (!isSameFormat(format, this.format)) this.format = format
    this.canUndo = editor.canUndo
    this.canRedo = editor.canRedo
    this.picture = pictureAt(editor, this.picture)
    this.changes += 1
  }

  #forget(): void {
    cancelAnimationFrame(this.#frame)
    clearTimeout(this.#rest)
  }

  /** Once the keyboard rests: reading is not part of a key press. */
  #atRest(): void {
    clearTimeout(this.#rest)
    this.#rest = window.setTimeout(() => this.look(), restMs)
  }

  /** Behind the next frame. */
  #soon(): void {
    cancelAnimationFrame(this.#frame)
    this.#frame = requestAnimationFrame(() => {
      this.#frame = requestAnimationFrame(() => this.look())
    })
  }
}

/** The one picture that is selected; a chosen one stays while the focus is elsewhere. */
function pictureAt(editor: LetterEditor, before: HTMLImageElement | null): HTMLImageElement | null {
  const root = editor.getRoot()
  const isHere = before !== null && root.contains(before)
  if (document.activeElement !== root) return isHere ? before : null
  const range = editor.getSelection()
  if (range.collapsed) return null
  const images = [...range.cloneContents().querySelectorAll('img')]
  const [only] = images
  if (images.length !== 1 || only === undefined || range.toString().trim() !== '') return null
  return [...root.querySelectorAll('img')].find((image) => range.intersectsNode(image)) ?? null
}

/** Selects a picture of the text. */
export function choosePicture(state: EditorState, image: HTMLImageElement): void {
  const { editor } = state
  if (editor === null) return
  const range = document.createRange()
  range.selectNode(image)
  editor.setSelection(range)
  state.picture = image
}
