import type { LetterEditor } from './letter-editor.ts'
import { toPlainText } from './plain-text.ts'
import { toSignatureBlock } from './rich-text.ts'
import { toLetter } from './sanitise.ts'

/** The signature at the end of a text, with its line of two hyphens; null: there is none. */
function signatureOf(text: string): string | null {
  if (text.startsWith('-- \n')) return text
  const at = text.lastIndexOf('\n-- \n')
  return at < 0 ? null : text.slice(at + 1)
}

/**
 * Changes the signature of a rich text as its plain form was changed.
 * @param before Plain form as it stands. @param after Plain form with the other signature, or without one.
 * @param richForm HTML of the other signature; left out: it is plain.
 */
export function putSignature(editor: LetterEditor, before: string, after: string, richForm?: string): void {
  const root = editor.getRoot()
  const kept = before.trimEnd()
  // A longer signature may begin as the one that stands there does: only a further one comes below it.
  const isAppended = after.startsWith(kept) && /^\s*\n-- \n/.test(after.slice(kept.length))
  const standing = isAppended ? undefined : [...root.children].findLast(isSignature)
  const signature = signatureOf(after)
  editor.asOneStep(() => {
    if (signature === null) standing?.remove()
    else {
      const block =
        richForm === undefined ? createBlock(signature) : editor.toNodes(toSignatureBlock('', richForm))
      if (standing !== undefined) standing.replaceWith(block)
      else {
        while (root.lastElementChild !== root.firstElementChild && isBlank(root.lastElementChild))
          root.lastElementChild?.remove()
        root.append(editor.createDefaultBlock(), block)
      }
    }
  })
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
