import type { MessageTarget } from '../../main/api.ts'
import type { Command } from '../shared/commands.svelte.ts'
import { toMenuItem, type MenuItem } from '../shared/menu.ts'
import { t } from '../text/t.ts'
import type { Paper } from './paper.svelte.ts'

/**
 * Save as file, print and PDF of one message.
 * @param room First part of the ids: `entry`, `compose`, `drafts`.
 * @param target The message as it is when the command runs; null: there is none.
 */
export function createPaperCommands(
  room: string,
  paper: Paper,
  target: () => MessageTarget | null | Promise<MessageTarget | null>,
  enabled: () => boolean,
): readonly Command[] {
  const run = async (work: (found: MessageTarget) => Promise<void>) => {
    const found = await target()
    if (found !== null) await work(found)
  }
  return [
    {
      id: `${room}.saveFile`,
      title: t('messages.save'),
      enabled,
      run: () => run((found) => paper.save(found)),
    },
    {
      id: `${room}.print`,
      title: t('messages.print'),
      shortcut: 'Mod+p',
      enabled,
      run: () => run((found) => paper.put(found, 'print')),
    },
    {
      id: `${room}.pdf`,
      title: t('messages.pdf'),
      enabled,
      run: () => run((found) => paper.put(found, 'pdf')),
    },
  ]
}

/** The same as items of a menu. */
export function toItems(commands: readonly Command[]): readonly MenuItem[] {
  return commands.map((command) => toMenuItem(command, command.id.endsWith('.print') ? 'printer' : 'file'))
}
