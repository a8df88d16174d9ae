import { keyOf } from '../../main/commands/command-table.ts'
import type { Command } from '../shared/commands.svelte.ts'
import type { DeletionState } from '../state/deletion-state.svelte.ts'
import type { OpenEntry, SimpleAction } from '../state/entry-state.svelte.ts'
import { t } from '../text/t.ts'

export interface EntryCommandOptions {
  readonly open: OpenEntry
  readonly deletion: DeletionState
  /** Called when it was done: focus and announcement. */
  readonly done: (action: SimpleAction) => Promise<void>
}

export type EntryCommands = Readonly<Record<SimpleAction, Command>>

/** What can be done with the open message. A command is enabled where its action is possible now. */
export function createEntryCommands({ open, deletion, done }: EntryCommandOptions): EntryCommands {
  const create = (action: SimpleAction): Command => ({
    id: `entry.${action}`,
    title: t(`command.entry.${action}`),
    get shortcut() {
      // S sends: at once where that is possible, else again.
      return action === 'send-again' && open.can('send-now') ? undefined : keyOf(`entry.${action}`, false)
    },
    enabled: () => open.can(action),
    run: async () => {
      if (action === 'delete' && open.detail !== null) await deletion.delete(open.detail)
      else if (!(await open.do(action))) return
      await done(action)
    },
  })
  return {
    'send-now': create('send-now'),
    hold: create('hold'),
    release: create('release'),
    edit: create('edit'),
    'edit-address': create('edit-address'),
    'send-again': create('send-again'),
    'it-arrived': create('it-arrived'),
    'send-again-may-arrive-twice': create('send-again-may-arrive-twice'),
    'bounce-settled': create('bounce-settled'),
    'try-keychain': create('try-keychain'),
    'sign-in-again': create('sign-in-again'),
    'copy-proof': create('copy-proof'),
    cancel: create('cancel'),
    reschedule: create('reschedule'),
    undo: create('undo'),
    'make-draft': create('make-draft'),
    'edit-as-new': create('edit-as-new'),
    delete: create('delete'),
  }
}
