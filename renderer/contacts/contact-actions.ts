import type { getWindow } from '../state/window-state.svelte.ts'
import { createCommand, type Command } from '../shared/commands.svelte.ts'
import { plural, t } from '../text/t.ts'
import { nameOf } from './contact-name.ts'
import type { ContactsState } from './contacts-state.svelte.ts'

export interface ContactActions {
  /** For buttons, keys and the palette. */
  readonly commands: Readonly<Record<'add' | 'import' | 'write' | 'edit' | 'remove', Command>>
  readonly undo: () => Promise<void>
  /** Into a file that the person names. @param ids Null: all. */
  readonly exportAs: (format: 'vcard4' | 'vcard3' | 'csv', ids: readonly string[] | null) => Promise<void>
}

type FocusFirst = (what: string) => Promise<void>

/**
 * What can be done on the contacts page; what was done is said.
 * @param focusFirst Puts the cursor into the first element of the detail that the selector matches.
 */
export function createContactActions(
  page: ContactsState,
  shell: ReturnType<typeof getWindow>,
  focusFirst: FocusFirst,
): ContactActions {
  return {
    commands: createCommands(page, focusFirst),
    undo: async () => {
      if (await page.undo()) shell.announcer.say(t('contacts.undone'))
    },
    exportAs: async (format, ids) => {
      const done = await page.export(format, ids)
      if (done?.path != null)
        shell.announcer.say(plural('contacts.exported', done.count, { path: done.path }))
    },
  }
}

function createCommands(page: ContactsState, focusFirst: FocusFirst): ContactActions['commands'] {
  const isOpen = () => page.open !== null || page.openGroup !== null
  return {
    add: {
      id: 'contacts.add',
      get title() {
        return page.kind === 'people' ? t('contacts.new') : t('contacts.newGroup')
      },
      enabled: () => true,
      run: async () => {
        page.add()
        await focusFirst('input')
      },
    },
    import: createCommand('contacts.import', { run: () => page.import.pickFile() }),
    write: {
      id: 'contacts.write',
      get title() {
        if (page.openGroup !== null) return t('contacts.writeToGroup')
        return t('contacts.writeTo', { name: page.open === null ? '' : nameOf(page.open.contact) })
      },
      enabled: isOpen,
      run: () => page.write(),
    },
    edit: createCommand('contacts.edit', {
      enabled: isOpen,
      run: async () => {
        page.edit()
        await focusFirst('input')
      },
    }),
    remove: createCommand('contacts.delete', {
      enabled: () => isOpen() && page.form === null && page.groupForm === null,
      run: () => page.remove((name) => t('contacts.deleted', { name })),
    }),
  }
}
