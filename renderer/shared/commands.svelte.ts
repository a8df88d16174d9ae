import { untrack } from 'svelte'
import type { Shortcut } from './shortcut.ts'

/**
 * One thing that a person can do. Menus, buttons and keys read the same object, so that they cannot disagree.
 * A single-letter shortcut acts only while a list or the detail has the focus (design.md, Keyboard).
 */
export interface Command {
  readonly id: string
  readonly title: string
  readonly shortcut?: Shortcut | undefined
  readonly enabled: () => boolean
  readonly run: () => void | Promise<void>
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

  get(id: string): Command | undefined {
    return this.#commands.findLast((command) => command.id === id)
  }

  /** Each command once, in the order of their coming. */
  all(): readonly Command[] {
    return this.#commands.filter((command) => this.get(command.id) === command)
  }

  /** The command of a key press, the latest added first. */
  find(matches: (shortcut: Shortcut) => boolean): Command | undefined {
    return this.#commands.findLast(
      (command) => command.shortcut !== undefined && matches(command.shortcut) && command.enabled(),
    )
  }
}
