import { tick } from 'svelte'
import type { View } from '../main/api.ts'
import type { Command } from './shared/commands.svelte.ts'
import { helpPages } from './help/help-pages.ts'
import { pages as settingsPages } from './settings/settings-state.svelte.ts'
import { focusPane, keepFocus } from './shared/panes.ts'
import type { AppState } from './state/app-state.svelte.ts'
import type { WindowState } from './state/window-state.svelte.ts'
import { t } from './text/t.ts'

const places: readonly (readonly [view: View, title: string, shortcut?: string])[] = [
  ['outbox', t('nav.outbox'), 'Mod+1'],
  ['sent', t('nav.sent'), 'Mod+2'],
  ['drafts', t('nav.drafts'), 'Mod+3'],
  ['servers', t('nav.servers'), 'Mod+4'],
  ['practice', t('nav.practice'), 'Mod+5'],
  ['contacts', t('contacts.title'), 'Mod+6'],
  ['merge', t('merge.title')],
  ['identities', t('identities.title')],
  ['settings', t('nav.settings'), 'Mod+,'],
  ['help', t('help.title'), 'F1'],
]

const transfers = [
  ['import', t('transfer.importTitle')],
  ['export', t('transfer.exportTitle')],
] as const

/** What can be done anywhere in the main window. */
export function createShellCommands(
  app: AppState,
  shell: WindowState,
  openPalette: () => void,
): readonly Command[] {
  const always = () => true
  return [
    {
      id: 'message.new',
      title: t('nav.newMessage'),
      shortcut: 'Mod+n',
      enabled: always,
      run: () => app.newMessage(),
    },
    openFile(shell),
    ...places.map(([view, title, shortcut]) => ({
      id: `view.${view}`,
      title,
      ...(shortcut === undefined ? {} : { shortcut }),
      enabled: always,
      run: () => app.show(view),
    })),
    {
      id: 'sending.pause',
      get title() {
        return shell.settings.sending === 'paused' ? t('sending.resume') : t('sending.pauseAll')
      },
      enabled: always,
      run: () => toggleSending(shell, 'paused'),
    },
    {
      id: 'sending.offline',
      get title() {
        return shell.settings.sending === 'offline' ? t('sending.workOnline') : t('sending.workOffline')
      },
      enabled: always,
      run: () => toggleSending(shell, 'offline'),
    },
    ...transfers.map(([kind, title]) => ({
      id: `servers.${kind}`,
      title,
      enabled: always,
      run: () => app.openTransfer(kind),
    })),
    ...pageCommands(app),
    {
      id: 'palette.open',
      title: t('palette.title'),
      shortcut: 'Mod+k',
      enabled: always,
      run: openPalette,
    },
    ...panes,
  ]
}

/** Pages inside of a place, for the palette. */
function pageCommands(app: AppState): readonly Command[] {
  const enabled = () => true
  return [
    ...settingsPages.map(({ id, title }) => ({
      id: `settings.${id}`,
      title: t('settings.open', { page: title }),
      enabled,
      run: () => app.showSettings(id),
    })),
    ...helpPages.map(({ id }) => ({
      id: `help.${id}`,
      title: t('help.open', { page: t(`help.page.${id}`) }),
      enabled,
      run: () => app.showHelp(id),
    })),
  ]
}

/** The system's picker; what was chosen is shown by MessageOpener.svelte. */
function openFile({ bridge }: WindowState): Command {
  return {
    id: 'message.open',
    title: t('messages.open'),
    shortcut: 'Mod+o',
    enabled: () => true,
    run: async () => {
      await bridge.messages.pick()
    },
  }
}

const panes: readonly Command[] = [
  {
    id: 'pane.next',
    title: t('command.nextPane'),
    shortcut: 'F6',
    enabled: () => true,
    run: () => focusPane(1),
  },
  {
    id: 'pane.previous',
    title: t('command.previousPane'),
    shortcut: 'Shift+F6',
    enabled: () => true,
    run: () => focusPane(-1),
  },
]

async function toggleSending(shell: WindowState, to: 'paused' | 'offline'): Promise<void> {
  if (!(await shell.set({ sending: shell.settings.sending === to ? 'on' : to }))) return
  await tick()
  keepFocus('.banner .btn, .list .bar .btn')
}
