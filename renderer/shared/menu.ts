import type { Command } from './commands.svelte.ts'
import type { IconName } from './icons.ts'
import type { Shortcut } from './shortcut.ts'

export interface MenuItem {
  readonly label: string
  readonly icon?: IconName | undefined
  readonly shortcut?: Shortcut | undefined
  /** One of several values: whether it is the one that holds. */
  readonly checked?: boolean
  readonly run: () => void | Promise<void>
}

/** A command as an item, with its title and its key. */
export function toMenuItem(command: Command, icon?: IconName): MenuItem {
  return { label: command.title, icon, shortcut: command.shortcut, run: () => command.run() }
}

/** Items that belong together; a line stands between groups. */
export interface MenuGroup {
  /** What the group is about; a heading, and its name for readers. */
  readonly label?: string
  readonly items: readonly MenuItem[]
}

/** What a menu lets its owner do. */
export interface MenuHandle {
  show(source: HTMLElement): void
}

/**
 * The item that a key moves to; null where the key is none of the menu's.
 * @param from Index of the item with the focus; -1: none.
 */
export function stepMenu(key: string, from: number, labels: readonly string[]): number | null {
  const { length } = labels
  switch (key) {
    case 'ArrowDown':
      return (from + 1) % length
    case 'ArrowUp':
      return (Math.max(from, 0) - 1 + length) % length
    case 'Home':
      return 0
    case 'End':
      return length - 1
    default:
      return key.length === 1 ? findByLetter(key, from, labels) : null
  }
}

/** The next item that begins with the letter, from the top again after the last. */
function findByLetter(letter: string, from: number, labels: readonly string[]): number | null {
  const order = labels.map((_, index) => (from + 1 + index) % labels.length)
  const begins = (index: number) => labels[index]?.toLowerCase().startsWith(letter.toLowerCase()) === true
  return order.find(begins) ?? null
}
