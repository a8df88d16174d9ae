import type { CommandRegistry } from './commands.svelte.ts'
import { isPlainKey, isShortcut } from './shortcut.ts'

export interface KeyOptions {
  readonly commands: CommandRegistry
  readonly mac: boolean
  /** Whether single letters act at all (settings). */
  readonly letters: () => boolean
}

function isEditable(target: Element | null): boolean {
  return target?.closest('input, textarea, select, [contenteditable]') != null
}

/** Single letters act only while a list or the detail has the focus; these carry `data-keys`. */
function takesPlainKeys(target: Element | null): boolean {
  return !isEditable(target) && target?.closest('[data-keys]') != null
}

/** Enter is what presses a button. */
function isPress(event: KeyboardEvent, target: Element | null): boolean {
  return event.key === 'Enter' && target?.closest('button, summary') != null
}

/** Escape closes the dialog that has the focus; what lies behind it stays. */
function leavesDialog(event: KeyboardEvent, target: Element | null): boolean {
  return event.key === 'Escape' && target?.closest('dialog[open]') != null
}

/** Handles keydown for a whole window: finds the command of the key and runs it. */
export function createKeyHandler(options: KeyOptions): (event: KeyboardEvent) => void {
  const { commands, mac, letters } = options
  return (event) => {
    if (event.defaultPrevented || event.isComposing) return
    const target = event.target instanceof Element ? event.target : null
    if (leavesDialog(event, target)) return
    const command = commands.find((shortcut) => {
      if (!isShortcut(event, shortcut, mac)) return false
      return !isPlainKey(shortcut) || (letters() && takesPlainKeys(target) && !isPress(event, target))
    })
    if (command === undefined) return
    event.preventDefault()
    void command.run()
  }
}
