import type { LetterEditor } from './letter-editor.ts'

export type Direction = 'ltr' | 'rtl'

/** Blocks that a line of text may stand in. */
export const leaves = 'div, p, h1, h2, h3, h4, li, pre, td, th, dd, dt'
const boxes = 'ul, ol, blockquote'

/**
 * Sets the direction of the selected paragraphs, as one step. A list goes with them: its signs stand on one side.
 * @param value Null: by the first letter again.
 */
export function setDirection(editor: LetterEditor, value: Direction | null): void {
  const range = editor.getSelection()
  const root = editor.getRoot()
  const touched = [...root.querySelectorAll<HTMLElement>(leaves)].filter(
    (block) => range.intersectsNode(block) && block.querySelector(leaves) === null,
  )
  editor.asOneStep(() => {
    for (const block of touched) {
      set(block, value)
      for (let box = block.parentElement; box !== null && box !== root; box = box.parentElement)
        if (box.matches('li')) set(box, value)
        else if (box.matches(boxes) && isAlike(box, value)) set(box, value ?? 'auto')
    }
  })
}

function set(element: HTMLElement, value: string | null): void {
  if (value === null) element.removeAttribute('dir')
  else element.setAttribute('dir', value)
}

/** Whether the paragraphs of a quote all run so; a list is of one direction always. */
function isAlike(box: HTMLElement, value: 'ltr' | 'rtl' | null): boolean {
  if (!box.matches('blockquote')) return true
  const inner = [...box.querySelectorAll(leaves)].filter((block) => block.querySelector(leaves) === null)
  return inner.every((block) => block.getAttribute('dir') === value)
}
