import type { LetterEditor } from './letter-editor.ts'
import { toPlainText } from './plain-text.ts'
import { toSignatureBlock } from './rich-text.ts'
import { toLetter } from './sanitise.ts'

/** The signature at the end of a text, with its line of two hyphens; null: there is none. */
export function signatureOf(text: string): string | null {
  if (text.startsWith('-- \n')) return text
  const at = text.lastIndexOf('\n-- \n')
  return at < 0 ? null : text.slice(at + 1)
}

export interface SignatureChange {
  /** Plain form as it stands. */
  readonly before: string
  /** Plain form with the other signature, or without one. */
  readonly after: string
  /** That signature with its line of two hyphens; null: none. */
  readonly signature: string | null
  /** Its HTML below that line; left out: it is plain. */
  readonly richForm?: string | undefined
}

/** Changes the signature of a rich text as its plain form was changed. */
export function putSignature(
  editor: LetterEditor,
  { before, after, signature, richForm }: SignatureChange,
): void {
  const root = editor.getRoot()
  const kept = before.trimEnd()
  // A longer signature may begin as the one that stands there does: only a further one comes below it.
  const isAppended = after.startsWith(kept) && /^\s*\n-- \n/.test(after.slice(kept.length))
  const standing = isAppended ? undefined : [...root.children].findLast(isSignature)
  editor.asOneStep(() => {
    if (signature === null) standing?.remove()
    else {
      const block =
        richForm === undefined ? createBlock(signature) : editor.toNodes(toSignatureBlock('', richForm))
      if (standing !== undefined) standing.replaceWith(block)
      else {
        const answered = after.endsWith(signature) ? null : findAnswered(root)
        if (answered !== null) {
          answered.before(block, editor.createDefaultBlock())
          return
        }
        while (root.lastElementChild !== root.firstElementChild && isBlank(root.lastElementChild))
          root.lastElementChild?.remove()
        root.append(editor.createDefaultBlock(), block)
      }
    }
  })
}

/** The line that names the writer of a quote, or that a forwarded message begins with. */
function findAnswered(root: Element): Element | null {
  const forwarded = [...root.children].find((block) => /^-{6,} .* -{6,}/.test(block.textContent))
  return forwarded ?? root.querySelector(':scope > blockquote')?.previousElementSibling ?? null
}

function isSignature(block: Element): boolean {
  return toPlainText(block).startsWith('-- \n')
}

function isBlank(block: Element | null): boolean {
  return block !== null && block.textContent.trim() === '' && block.querySelector('img, hr, table') === null
}

function createBlock(text: string): HTMLElement {
  const block = document.createElement('div')
  text.split('\n').forEach((line, index) => {
    if (index > 0) block.append(document.createElement('br'))
    // A space at the end of a line is nothing in HTML.
    block.append(line.replace(/ $/, '\u00a0'))
  })
  return block
}

/** The words of a rich signature as its letter gives them. */
export function plainFormOf(html: string): string {
  const noPictures = { addressOf: () => undefined, cidOf: () => undefined }
  return toPlainText(toLetter(html, noPictures)).replace(/\n+$/, '')
}
