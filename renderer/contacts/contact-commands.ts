import type { getWindow } from '../state/window-state.svelte.ts'
import type { Command } from '../shared/commands.svelte.ts'
import { t } from '../text/t.ts'
import { nameOf } from './contact-name.ts'
import type { ContactsState } from './contacts-state.svelte.ts'

export interface ContactCommands {
  readonly add: Command
  readonly import: Command
  readonly write: Command
  readonly edit: Command
  readonly remove: Command
  readonly undo: () => Promise<void>
}

/** What can be done on the contacts page, for buttons, keys and the palette. */
export function createContactCommands(
  page: ContactsState,
  shell: ReturnType<typeof getWindow>,
  focusFirst: (what: string) => Promise<void>,
): ContactCommands {
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
    import: {
      id: 'contacts.import',
      title: t('contacts.import'),
      enabled: () => true,
      run: () => page.import.pickFile(),
    },
    write: {
      id: 'contacts.write',
      get title() {
        if (page.openGroup !== null) return t('contacts.writeToGroup')
        return t('contacts.writeTo', { name: page.open === null ? '' : nameOf(page.open.contact) })
      },
      enabled: isOpen,
      run: () => page.write(),
    },
    edit: {
      id: 'contacts.edit',
      title: t('contacts.edit'),
      enabled: isOpen,
      run: async () => {
        page.edit()
        await focusFirst('input')
      },
    },
    remove: {
      id: 'contacts.delete',
      title: t('contacts.delete'),
      shortcut: 'Delete',
      enabled: () => isOpen() && page.form === null && page.groupForm === null,
      run: () => page.remove((name) => t('contacts.deleted', { name })),
    },
    undo: async () => {
      if (await page.undo()) shell.announcer.say(t('contacts.undone'))
    },
  }
}
