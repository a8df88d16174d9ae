import type { View } from '../main/api.ts'
import type { Command } from './shared/commands.svelte.ts'
import { focusPane } from './shared/panes.ts'
import type { AppState } from './state/app-state.svelte.ts'
import { t } from './text/t.ts'

const places: readonly (readonly [View, string])[] = [
  ['outbox', t('nav.outbox')],
  ['sent', t('nav.sent')],
  ['drafts', t('nav.drafts')],
  ['servers', t('nav.servers')],
  ['practice', t('nav.practice')],
]

/** What can be done anywhere in the main window. */
export function createShellCommands(app: AppState): readonly Command[] {
  const always = () => true
  return [
    {
      id: 'message.new',
      title: t('nav.newMessage'),
      shortcut: 'Mod+n',
      enabled: always,
      run: () => app.newMessage(),
    },
    ...places.map(([view, title], index) => ({
      id: `view.${view}`,
      title,
      shortcut: `Mod+${index + 1}`,
      enabled: always,
      run: () => app.show(view),
    })),
    {
      id: 'view.settings',
      title: t('nav.settings'),
      shortcut: 'Mod+,',
      enabled: always,
      run: () => app.show('settings'),
    },
    {
      id: 'pane.next',
      title: t('command.nextPane'),
      shortcut: 'F6',
      enabled: always,
      run: () => focusPane(1),
    },
    {
      id: 'pane.previous',
      title: t('command.previousPane'),
      shortcut: 'Shift+F6',
      enabled: always,
      run: () => focusPane(-1),
    },
  ]
}
