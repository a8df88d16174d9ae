import type { LetterEditor } from './letter-editor.ts'

export type BlockName = 'div' | 'h1' | 'h2' | 'h3' | 'pre'
export type Alignment = 'left' | 'center' | 'right' | 'justify'

/** What holds where the cursor is. */
export interface Format {
  readonly bold: boolean
  readonly italic: boolean
  readonly underline: boolean
  readonly strike: boolean
  readonly code: boolean
  readonly bullets: boolean
  readonly numbers: boolean
  readonly quote: boolean
  readonly block: BlockName
  readonly align: Alignment
  readonly direction: 'ltr' | 'rtl' | null
  readonly font: string
  readonly size: string
  readonly color: string
  readonly highlight: string
  readonly link: HTMLAnchorElement | null
}

export const noFormat: Format = {
  ...{ bold: false, italic: false, underline: false, strike: false, code: false },
  ...{ bullets: false, numbers: false, quote: false, block: 'div', align: 'left', direction: null },
  ...{ font: '', size: '', color: '', highlight: '', link: null },
}

/** Reads what holds at the selection. */
export function readFormat(editor: LetterEditor): Format {
  const range = editor.getSelection()
  const root = editor.getRoot()
  const chain = ancestors(range.startContainer, root)
  const has = (...tags: readonly string[]) => chain.some(({ localName }) => tags.includes(localName))
  const list = chain.find(({ localName }) => localName === 'ul' || localName === 'ol')?.localName
  const align = chain.map(({ style }) => style.textAlign).find((value) => value !== '')
  const direction = chain.map(({ dir }) => dir).find((value) => value === 'ltr' || value === 'rtl')
  const { fontFamily = '', fontSize = '', color = '', backgroundColor = '' } = editor.getFontInfo(range)
  return {
    bold: editor.hasFormat('B', null, range),
    italic: editor.hasFormat('I', null, range),
    underline: editor.hasFormat('U', null, range),
    strike: editor.hasFormat('S', null, range),
    code: has('code', 'pre'),
    bullets: list === 'ul',
    numbers: list === 'ol',
    quote: has('blockquote'),
    block: (['pre', 'h1', 'h2', 'h3'] as const).find((name) => has(name)) ?? 'div',
    align: align === 'center' || align === 'right' || align === 'justify' ? align : 'left',
    direction: direction === 'rtl' || direction === 'ltr' ? direction : null,
    ...{ font: fontFamily, size: fontSize, color, highlight: backgroundColor },
    link: (chain.find(({ localName }) => localName === 'a') as HTMLAnchorElement | undefined) ?? null,
  }
}

export function isSameFormat(one: Format, other: Format): boolean {
  return (Object.keys(one) as (keyof Format)[]).every((key) => one[key] === other[key])
}

function ancestors(from: Node, root: HTMLElement): readonly HTMLElement[] {
  const chain: HTMLElement[] = []
  for (let node: Node | null = from; node !== null && node !== root; node = node.parentNode) {
    if (node instanceof HTMLElement) chain.push(node)
  }
  return chain
}

/** Makes the selected blocks headings, or plain again. */
export function setBlock(editor: LetterEditor, name: Exclude<BlockName, 'pre'>): void {
  if (editor.hasFormat('PRE')) editor.removeCode()
  editor.modifyBlocks((fragment) => {
    for (const block of fragment.querySelectorAll<HTMLElement>('div, p, h1, h2, h3, h4, h5, h6')) {
      if (block.querySelector('div, p, ul, ol, table, blockquote, pre') !== null) continue
      const renamed = document.createElement(name)
      for (const { name: key, value } of block.attributes) renamed.setAttribute(key, value)
      renamed.append(...block.childNodes)
      block.replaceWith(renamed)
    }
    return fragment
  })
  editor.focus()
}

/** Whether plain text would lose something of it: more than lines, spaces and quotes. */
export function hasFormatting(root: ParentNode): boolean {
  const plain = 'div:not([style]):not([dir]), br, p:not([style]):not([dir]), blockquote'
  return root.querySelector(`*:not(${plain})`) !== null
}
