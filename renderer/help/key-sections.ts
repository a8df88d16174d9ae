// The keys of the program by where they act, from the table of commands. Pure.
import { commandIds, keyOf, scopeOf, type CommandId, type Scope } from '../../main/commands/command-table.ts'
import { t, type TextKey } from '../text/t.ts'

export interface KeyLine {
  readonly id: string
  readonly title: string
  /** One or more keys, as in shared/shortcut.ts. */
  readonly keys: readonly string[]
}

export interface KeySection {
  readonly id: string
  readonly title: string
  readonly lines: readonly KeyLine[]
}

/** Keys that move, and belong to no command. */
type Fixed = readonly (readonly [text: Extract<TextKey, `help.keys.${string}`>, ...keys: string[]])[]

const sections: readonly {
  readonly id: 'everywhere' | 'lists' | 'message' | 'compose' | 'recipients' | 'format'
  readonly scopes: readonly Scope[]
  readonly fixed?: Fixed
}[] = [
  { id: 'everywhere', scopes: ['program', 'main', 'window'] },
  {
    id: 'lists',
    scopes: ['drafts', 'contacts'],
    fixed: [
      ['help.keys.move', 'ArrowUp', 'ArrowDown'],
      ['help.keys.ends', 'Home', 'End'],
      ['help.keys.open', 'Enter'],
      ['help.keys.menu', 'Shift+F10'],
    ],
  },
  {
    id: 'message',
    scopes: ['message', 'transcript', 'compare'],
    fixed: [['help.keys.fold', 'ArrowLeft', 'ArrowRight']],
  },
  { id: 'compose', scopes: ['compose'] },
  {
    id: 'recipients',
    scopes: [],
    fixed: [
      ['help.keys.editAddress', 'Enter'],
      ['help.keys.removeAddress', 'Delete'],
      ['help.keys.moveAddress', 'Alt+ArrowUp', 'Alt+ArrowDown'],
      ['help.keys.forgetAddress', 'Shift+Delete'],
    ],
  },
  { id: 'format', scopes: ['format'] },
]

/** Every key, in its section; `has` narrows the lines to those whose title is looked for. */
export function keySections(
  mac: boolean,
  has: (title: string) => boolean = () => true,
): readonly KeySection[] {
  return sections
    .map(({ id, scopes, fixed = [] }) => ({
      id,
      title: t(`help.keys.${id}`),
      lines: [
        ...fixed.map(([text, ...keys]) => ({ id: text, title: t(text), keys })),
        ...merged(
          commandIds.filter((one) => scopes.includes(scopeOf(one))),
          mac,
        ),
      ].filter(({ title }) => has(title)),
    }))
    .filter(({ lines }) => lines.length > 0)
}

/** Commands of one title and key (Delete of a draft, of a contact) are one line. */
function merged(ids: readonly CommandId[], mac: boolean): readonly KeyLine[] {
  const lines = new Map<string, KeyLine>()
  for (const id of ids) {
    const key = keyOf(id, mac)
    const title = t(`command.${id}`)
    if (key !== undefined && !lines.has(`${title} ${key}`))
      lines.set(`${title} ${key}`, { id, title, keys: [key] })
  }
  return [...lines.values()]
}
