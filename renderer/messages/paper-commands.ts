import type { MessageTarget } from '../../main/api.ts'
import { createCommand, type Command } from '../shared/commands.svelte.ts'
import { toMenuItem, type MenuItem } from '../shared/menu.ts'
import type { Paper } from './paper.svelte.ts'

/**
 * Save as file, print and PDF of one message.
 * @param target The message as it is when the command runs; null: there is none.
 */
export function createPaperCommands(
  paper: Paper,
  target: () => MessageTarget | null | Promise<MessageTarget | null>,
  enabled: () => boolean,
): readonly Command[] {
  const run = async (work: (found: MessageTarget) => Promise<void>) => {
    const found = await target()
    if (found !== null) await work(found)
  }
  return [
    createCommand('message.saveFile', { enabled, run: () => run((found) => paper.save(found)) }),
    createCommand('message.print', { enabled, run: () => run((found) => paper.put(found, 'print')) }),
    createCommand('message.pdf', { enabled, run: () => run((found) => paper.put(found, 'pdf')) }),
  ]
}

/** The same as items of a menu. */
export function toItems(commands: readonly Command[]): readonly MenuItem[] {
  return commands.map((command) => toMenuItem(command, command.id === 'message.print' ? 'printer' : 'file'))
}
