// Where the caret of a rich text is, told so that it holds for the same text loaded anew: its text nodes are others then.
import { leaves } from './direction.ts'

export interface CaretPlace {
  /** Paragraph, from 0. */
  readonly block: number
  /** Characters before it in the paragraph (UTF-16); a line break or a picture counts as one. */
  readonly sign: number
}

const signs = NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT
/** Squire puts them in while one types; they are not stored. */
const unseen = /\u200b/g

/** Where this end of a range is in the text below `root`; its beginning, where it is in no paragraph. */
export function placeOf(root: HTMLElement, node: Node, offset: number): CaretPlace {
  const inner = node === root ? (root.childNodes[Math.min(offset, root.childNodes.length - 1)] ?? root) : node
  const blocks = blocksOf(root)
  const index = blocks.findIndex((block) => block.contains(inner))
  const block = blocks[index]
  return block === undefined
    ? { block: 0, sign: 0 }
    : { block: index, sign: signsBefore(block, node, offset) }
}

/** The collapsed range at this place; the nearest one where the text is shorter by now. */
export function rangeAt(root: HTMLElement, { block: index, sign }: CaretPlace): Range {
  const range = document.createRange()
  const blocks = blocksOf(root)
  const block = blocks[Math.min(index, blocks.length - 1)] ?? root
  let left = sign
  for (const node of nodesIn(block)) {
    const length = lengthOf(node)
    if (length === 0 && !(node instanceof Text)) continue
    if (node instanceof Text && left <= length) {
      range.setStart(node, offsetIn(node.data, left))
      return range
    }
    if (left === 0) {
      range.setStartBefore(node)
      return range
    }
    left = Math.max(0, left - length)
  }
  range.selectNodeContents(block)
  range.collapse(false)
  return range
}

/** The paragraphs in their order: the innermost blocks. */
function blocksOf(root: HTMLElement): readonly HTMLElement[] {
  return [...root.querySelectorAll<HTMLElement>(leaves)].filter(
    (block) => block.querySelector(leaves) === null,
  )
}

function* nodesIn(block: Node): Generator<ChildNode> {
  const walker = document.createTreeWalker(block, signs)
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) yield node as ChildNode
}

function lengthOf(node: Node): number {
  if (node instanceof Text) return node.data.replaceAll(unseen, '').length
  return node instanceof HTMLBRElement || node instanceof HTMLImageElement ? 1 : 0
}

/** Offset behind so many seen characters. */
function offsetIn(text: string, seen: number): number {
  if (!text.includes('\u200b')) return seen
  let left = seen
  let at = 0
  for (; at < text.length && left > 0; at += 1) if (text[at] !== '\u200b') left -= 1
  return at
}

function signsBefore(block: HTMLElement, node: Node, offset: number): number {
  const end = document.createRange()
  end.setStart(node, offset)
  let count = 0
  for (const one of nodesIn(block)) {
    if (one === node && one instanceof Text)
      return count + one.data.slice(0, offset).replaceAll(unseen, '').length
    // Not before the caret any more.
    if (end.comparePoint(one.parentNode ?? block, indexOf(one)) >= 0) return count
    count += lengthOf(one)
  }
  return count
}

function indexOf(node: ChildNode): number {
  return node.parentNode === null ? 0 : [...node.parentNode.childNodes].indexOf(node)
}
