// The tools of the rich editor: what each does, its sign, its key and whether it holds.
import type { IconName } from '../../shared/icons.ts'
import { keyOf, type CommandId } from '../../../main/commands/command-table.ts'
import type { Shortcut } from '../../shared/shortcut.ts'
import { t } from '../../text/t.ts'
import type { EditorState } from './editor-state.svelte.ts'
import { setDirection } from './direction.ts'
import { setBlock, type Alignment, type BlockName, type Format } from './format.ts'

export interface Tool {
  readonly id: string
  readonly title: string
  readonly icon: IconName
  readonly shortcut?: Shortcut | undefined
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

type FormatName = CommandId extends infer I ? (I extends `format.${infer N}` ? N : never) : never

/** Its title, and its key in the table of commands. */
function named(id: FormatName): Pick<Tool, 'id' | 'title' | 'shortcut'> {
  const shortcut = keyOf(`format.${id}`, false)
  return { id, title: t(`command.format.${id}`), ...(shortcut === undefined ? {} : { shortcut }) }
}

function toggle(id: 'bold' | 'italic' | 'strike' | 'underline', icon: IconName, from: number): Tool {
  const tag = { bold: 'B', italic: 'I', underline: 'U', strike: 'S' }[id]
  return {
    ...{ ...named(id), icon, from },
    isOn: (format) => format[id],
    run: (state) =>
      state.run((editor) =>
        editor.hasFormat(tag) ? editor.changeFormat(null, { tag }) : editor.changeFormat({ tag }),
      ),
  }
}

function align(value: Alignment, icon: IconName): Tool {
  return {
    ...{ ...named(`align-${value}`), icon, from: Infinity },
    isOn: (format) => format.align === value,
    run: (state) => state.run((editor) => editor.setTextAlignment(value === 'left' ? '' : value)),
  }
}

function direction(value: 'ltr' | 'rtl', icon: IconName): Tool {
  return {
    ...{ ...named(value), icon, from: Infinity },
    isOn: (format) => format.direction === value,
    run: (state) =>
      state.run((editor) => setDirection(editor, state.format.direction === value ? null : value)),
  }
}

/** Groups of tools in the order of the toolbar. */
export function createTools(ways: ToolWays): readonly (readonly Tool[])[] {
  return [
    [
      toggle('bold', 'bold', 0),
      toggle('italic', 'italic', 0),
      toggle('underline', 'underline', 0),
      toggle('strike', 'strike', 760),
    ],
    [
      list('bullets'),
      list('numbers'),
      {
        ...{ ...named('quote'), icon: 'quote', from: 560 },
        isOn: (format) => format.quote,
        run: (state) =>
          state.run((editor) =>
            state.format.quote ? editor.decreaseQuoteLevel() : editor.increaseQuoteLevel(),
          ),
      },
      {
        ...{ ...named('code'), icon: 'code', from: 560 },
        isOn: (format) => format.code,
        run: (state) => state.run((editor) => editor.toggleCode()),
      },
    ],
    [
      {
        ...{ ...named('link'), icon: 'link', from: 0 },
        isOn: (format) => format.link !== null,
        run: ways.link,
      },
      { ...{ ...named('picture'), icon: 'image', from: 0 }, run: ways.picture },
    ],
    history(),
    [
      align('left', 'alignLeft'),
      align('center', 'alignCenter'),
      align('right', 'alignRight'),
      align('justify', 'alignJustify'),
    ],
    [direction('ltr', 'ltr'), direction('rtl', 'rtl')],
    rest(ways),
  ]
}

function rest(ways: ToolWays): readonly Tool[] {
  return [
    {
      ...{ ...named('rule'), icon: 'rule', from: Infinity },
      run: (state) => state.run((editor) => editor.insertHTML('<div><hr></div><div><br></div>')),
    },
    {
      ...{ ...named('clear'), icon: 'clear', from: Infinity },
      run: (state) => state.run((editor) => editor.removeAllFormatting()),
    },
    {
      ...{
        id: 'find',
        title: t('editor.find'),
        shortcut: keyOf('find', false),
        icon: 'search',
        from: Infinity,
      },
      run: ways.find,
    },
  ]
}

function list(id: 'bullets' | 'numbers'): Tool {
  return {
    ...{ ...named(id), icon: id, from: 0 },
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
      ...{ ...named('undo'), icon: 'undo', from: 560 },
      isDisabled: (state) => !state.canUndo,
      run: (state) => state.run((editor) => editor.undo()),
    },
    {
      ...{ ...named('redo'), icon: 'redo', from: 760 },
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
