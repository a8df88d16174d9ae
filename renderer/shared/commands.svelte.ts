import { untrack } from 'svelte'
import { keyOf, type CommandId } from '../../main/commands/command-table.ts'
import { t } from '../text/t.ts'
import type { Shortcut } from './shortcut.ts'

/**
 * One thing that a person can do. Menus, buttons and keys read the same object, so that they cannot disagree.
 * A single-letter shortcut acts only while a list or the detail has the focus (design.md, Keyboard).
 */
export interface Command {
  readonly id: CommandId
  readonly title: string
  readonly shortcut?: Shortcut | undefined
  readonly enabled: () => boolean
  readonly run: () => void | Promise<void>
}

/** A command of the table (main/commands/command-table.ts) with what it does here; `enabled` is always, unless it is said. */
export function createCommand(id: CommandId, does: Pick<Command, 'run'> & Partial<Command>): Command {
  const shortcut = keyOf(id, false)
  return {
    id,
    title: t(`command.${id}`),
    ...(shortcut === undefined ? {} : { shortcut }),
    enabled: () => true,
    ...does,
  }
}

/** All commands of a window. Views add theirs while they are shown. */
export class CommandRegistry {
  #commands = $state.raw<readonly Command[]>([])

  /** Adds commands; returns the function that takes them away. A later one with the same id hides the earlier. */
  add(commands: readonly Command[]): () => void {
    // Called from effects, which must not run again because other commands came or went.
    this.#commands = [...untrack(() => this.#commands), ...commands]
    return () => {
      this.#commands = untrack(() => this.#commands).filter((command) => !commands.includes(command))
    }
  }

  get(id: CommandId): Command | undefined {
    return this.#commands.findLast((command) => command.id === id)
  }

  /** Each command once, in the order of their coming. */
  all(): readonly Command[] {
    return this.#commands.filter((command) => this.get(command.id) === command)
  }

  /** Those that can be done now: what the menu bar offers for this window. */
  offered(): readonly CommandId[] {
    return this.all().flatMap(({ id, enabled }) => (enabled() ? [id] : []))
  }

  /** Does what was chosen in the menu bar, if it can be done still. */
  run(id: string): void {
    const command = this.#commands.findLast((one) => one.id === id)
    if (command?.enabled() === true) void command.run()
  }

  /** The command of a key press, the latest added first. */
  find(matches: (shortcut: Shortcut) => boolean): Command | undefined {
    return this.#commands.findLast(
      (command) => command.shortcut !== undefined && matches(command.shortcut) && command.enabled(),
    )
  }
}
