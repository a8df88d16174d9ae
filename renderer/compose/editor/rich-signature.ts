import type { LetterEditor } from './letter-editor.ts'
import { toPlainText } from './plain-text.ts'

/** The signature at the end of a text, with its line of two hyphens; null: there is none. */
function signatureOf(text: string): string | null {
  if (text.startsWith('-- \n')) return text
  const at = text.lastIndexOf('\n-- \n')
  return at < 0 ? null : text.slice(at + 1)
}

/**
 * Changes the signature of a rich text as its plain form was changed.
 * @param before Plain form as it stands. @param after Plain form with the other signature, or without one.
 */
export function putSignature(editor: LetterEditor, before: string, after: string): void {
  const root = editor.getRoot()
  const kept = before.trimEnd()
  // A longer signature may begin as the one that stands there does: only a further one comes below it.
  const isAppended = after.startsWith(kept) && /^\s*\n-- \n/.test(after.slice(kept.length))
  const standing = isAppended ? undefined : [...root.children].findLast(isSignature)
  const signature = signatureOf(after)
  editor.asOneStep(() => {
    if (signature === null) standing?.remove()
    else {
      const block = createBlock(signature)
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
    block.append(line)
  })
  return block
}
