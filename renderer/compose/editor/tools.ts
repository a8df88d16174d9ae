// The tools of the rich editor: what each does, its sign, its key and whether it holds.
import type { IconName } from '../../shared/icons.ts'
import type { Shortcut } from '../../shared/shortcut.ts'
import { t } from '../../text/t.ts'
import type { EditorState } from './editor-state.svelte.ts'
import { setDirection } from './direction.ts'
import { setBlock, type Alignment, type BlockName, type Format } from './format.ts'

export interface Tool {
  readonly id: string
  readonly title: string
  readonly icon: IconName
  readonly shortcut?: Shortcut
  /** Undefined: it does something once and does not hold. */
  readonly isOn?: (format: Format) => boolean
  readonly isDisabled?: (state: EditorState) => boolean
  readonly run: (state: EditorState) => void
  /** Width from which it stands in the toolbar, px; below, under More. */
  readonly from: number
}

/** What needs a dialog or a panel of the window. */
export interface ToolWays {
  readonly link: () => void
  readonly picture: () => void
  readonly find: () => void
}

const title = (
  id:
    | 'bold'
    | 'bullets'
    | 'clear'
    | 'code'
    | 'find'
    | 'italic'
    | 'link'
    | 'numbers'
    | 'picture'
    | 'quote'
    | 'redo'
    | 'rule'
    | 'strike'
    | 'underline'
    | 'undo',
) => t(`editor.${id}`)

function toggle(
  id: 'bold' | 'italic' | 'strike' | 'underline',
  icon: IconName,
  shortcut: Shortcut,
  from: number,
): Tool {
  const tag = { bold: 'B', italic: 'I', underline: 'U', strike: 'S' }[id]
  return {
    ...{ id, icon, shortcut, from, title: title(id) },
    isOn: (format) => format[id],
    run: (state) =>
      state.run((editor) =>
        editor.hasFormat(tag) ? editor.changeFormat(null, { tag }) : editor.changeFormat({ tag }),
      ),
  }
}

function align(value: Alignment, icon: IconName, shortcut: Shortcut | undefined): Tool {
  return {
    ...{ id: `align-${value}`, icon, from: Infinity, title: t(`editor.align.${value}`) },
    ...(shortcut === undefined ? {} : { shortcut }),
    isOn: (format) => format.align === value,
    run: (state) => state.run((editor) => editor.setTextAlignment(value === 'left' ? '' : value)),
  }
}

function direction(value: 'ltr' | 'rtl', icon: IconName): Tool {
  return {
    ...{ id: value, icon, from: Infinity, title: t(`editor.${value}`) },
    isOn: (format) => format.direction === value,
    run: (state) =>
      state.run((editor) => setDirection(editor, state.format.direction === value ? null : value)),
  }
}

/** Groups of tools in the order of the toolbar. */
export function createTools(ways: ToolWays): readonly (readonly Tool[])[] {
  return [
    [
      toggle('bold', 'bold', 'Mod+b', 0),
      toggle('italic', 'italic', 'Mod+i', 0),
      toggle('underline', 'underline', 'Mod+u', 0),
      toggle('strike', 'strike', 'Mod+Shift+7', 760),
    ],
    [
      list('bullets', 'Mod+Shift+8'),
      list('numbers', 'Mod+Shift+9'),
      {
        ...{ id: 'quote', icon: 'quote', shortcut: 'Mod+]', from: 560, title: title('quote') },
        isOn: (format) => format.quote,
        run: (state) =>
          state.run((editor) =>
            state.format.quote ? editor.decreaseQuoteLevel() : editor.increaseQuoteLevel(),
          ),
      },
      {
        ...{ id: 'code', icon: 'code', shortcut: 'Mod+d', from: 560, title: title('code') },
        isOn: (format) => format.code,
        run: (state) => state.run((editor) => editor.toggleCode()),
      },
    ],
    [
      {
        ...{ id: 'link', icon: 'link', shortcut: 'Mod+k', from: 0, title: title('link') },
        isOn: (format) => format.link !== null,
        run: ways.link,
      },
      { ...{ id: 'picture', icon: 'image', from: 0, title: title('picture') }, run: ways.picture },
    ],
    history(),
    [
      align('left', 'alignLeft', 'Mod+Shift+l'),
      align('center', 'alignCenter', 'Mod+Shift+e'),
      align('right', 'alignRight', 'Mod+Shift+r'),
      align('justify', 'alignJustify', undefined),
    ],
    [direction('ltr', 'ltr'), direction('rtl', 'rtl')],
    [
      {
        ...{ id: 'rule', icon: 'rule', from: Infinity, title: title('rule') },
        run: (state) => state.run((editor) => editor.insertHTML('<div><hr></div><div><br></div>')),
      },
      {
        ...{ id: 'clear', icon: 'clear', shortcut: 'Mod+\\', from: Infinity, title: title('clear') },
        run: (state) => state.run((editor) => editor.removeAllFormatting()),
      },
      {
        ...{ id: 'find', icon: 'search', shortcut: 'Mod+f', from: Infinity, title: title('find') },
        run: ways.find,
      },
    ],
  ]
}

function list(id: 'bullets' | 'numbers', shortcut: Shortcut): Tool {
  return {
    ...{ id, icon: id, shortcut, from: 0, title: title(id) },
    isOn: (format) => format[id],
    run: (state) =>
      state.run((editor) => {
        if (state.format[id]) editor.removeList()
        else if (id === 'bullets') editor.makeUnorderedList()
        else editor.makeOrderedList()
      }),
  }
}

function history(): readonly Tool[] {
  return [
    {
      ...{ id: 'undo', icon: 'undo', shortcut: 'Mod+z', from: 560, title: title('undo') },
      isDisabled: (state) => !state.canUndo,
      run: (state) => state.run((editor) => editor.undo()),
    },
    {
      ...{ id: 'redo', icon: 'redo', shortcut: 'Mod+y', from: 760, title: title('redo') },
      isDisabled: (state) => !state.canRedo,
      run: (state) => state.run((editor) => editor.redo()),
    },
  ]
}

export const blockNames: readonly BlockName[] = ['div', 'h1', 'h2', 'h3', 'pre']

export function chooseBlock(state: EditorState, name: BlockName): void {
  if (name !== 'pre') state.run((editor) => setBlock(editor, name))
  else if (state.format.block !== 'pre')
    state.run((editor) => {
      // Squire makes a block of code of a selection that is collapsed.
      const range = editor.getSelection()
      if (range.startContainer === range.endContainer) range.collapse(true)
      editor.setSelection(range)
      editor.code()
    })
}

/** Faces that every computer has, each with what stands in for it. */
export const fonts: readonly { readonly name: string; readonly family: string }[] = [
  { name: 'Arial', family: 'Arial, Helvetica, sans-serif' },
  { name: 'Verdana', family: 'Verdana, Geneva, sans-serif' },
  { name: 'Trebuchet MS', family: 'Trebuchet MS, sans-serif' },
  { name: 'Georgia', family: 'Georgia, serif' },
  { name: 'Times New Roman', family: 'Times New Roman, Times, serif' },
  { name: 'Courier New', family: 'Courier New, Courier, monospace' },
]

export const sizes = [
  { id: 'small', value: '12px' },
  { id: 'normal', value: null },
  { id: 'large', value: '20px' },
  { id: 'huge', value: '28px' },
] as const

/** Text colours and highlights for white paper; styles/letter-colors.css shows them in a dark window. */
export const colors = [
  ...['#c0392b', '#b9600b', '#8a6d00', '#2e7d32', '#00796b'],
  ...['#1565c0', '#5e35b1', '#ad1457', '#6d4c41', '#616161'],
] as const
export const highlights = [
  '#fff176',
  '#ffcc80',
  '#f8bbd0',
  '#c5e1a5',
  '#b3e5fc',
  '#d1c4e9',
  '#e0e0e0',
] as const

/** The names by which Squire knows a key. */
export function squireKeys(shortcut: Shortcut, mac: boolean): readonly string[] {
  const parts = shortcut.split('+')
  const key = parts.at(-1) ?? ''
  const shift = parts.includes('Shift') ? 'Shift-' : ''
  const names = key.length === 1 ? [key, key.toUpperCase()] : [key]
  return [...new Set(names)].map((name) => `${mac ? 'Meta-' : 'Ctrl-'}${shift}${name}`)
}
