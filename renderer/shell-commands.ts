import { tick } from 'svelte'
import type { View } from '../main/api.ts'
import type { Settings } from '../main/settings/settings.ts'
import { zoomed, type ZoomChange } from '../main/settings/zoom.ts'
import { createCommand, type Command } from './shared/commands.svelte.ts'
import { helpPages } from './help/help-pages.ts'
import { pages as settingsPages } from './settings/settings-state.svelte.ts'
import { focusPane, keepFocus } from './shared/panes.ts'
import type { AppState } from './state/app-state.svelte.ts'
import type { WindowState } from './state/window-state.svelte.ts'
import { t } from './text/t.ts'

const places = [
  ...(['outbox', 'sent', 'drafts', 'servers', 'practice', 'contacts'] as const),
  ...(['merge', 'identities', 'routes', 'settings', 'help'] as const),
] satisfies readonly View[]

/** What can be done anywhere in the main window. */
export function createShellCommands(
  app: AppState,
  shell: WindowState,
  openPalette: () => void,
): readonly Command[] {
  return [
    createCommand('message.new', { run: () => app.newMessage() }),
    // The system's picker; what was chosen is shown by MessageOpener.svelte.
    createCommand('message.open', {
      run: async () => {
        await shell.bridge.messages.pick()
      },
    }),
    ...places.map((view) => createCommand(`view.${view}`, { run: () => app.show(view) })),
    ...sendingCommands(shell),
    ...(['import', 'export'] as const).map((kind) =>
      createCommand(`servers.${kind}`, { run: () => app.openTransfer(kind) }),
    ),
    ...settingsPages.map(({ id }) => createCommand(`settings.${id}`, { run: () => app.showSettings(id) })),
    ...helpPages.map(({ id }) => createCommand(`help.${id}`, { run: () => app.showHelp(id) })),
    ...(['guide', 'log', 'logFolder', 'crashes'] as const).map((what) =>
      createCommand(`trouble.${what}`, {
        run: async () => {
          await shell.bridge.app.reveal({ what })
        },
      }),
    ),
    ...lookCommands(shell),
    createCommand('palette.open', { run: openPalette }),
    createCommand('pane.next', { run: () => focusPane(1) }),
    createCommand('pane.previous', { run: () => focusPane(-1) }),
  ]
}

/** Named by what a press does now. */
function sendingCommands(shell: WindowState): readonly Command[] {
  const enabled = () => true
  return [
    {
      id: 'sending.pause',
      get title() {
        return shell.settings.sending === 'paused' ? t('command.sending.resume') : t('command.sending.pause')
      },
      enabled,
      run: () => toggleSending(shell, 'paused'),
    },
    {
      id: 'sending.offline',
      get title() {
        return shell.settings.sending === 'offline'
          ? t('command.sending.online')
          : t('command.sending.offline')
      },
      enabled,
      run: () => toggleSending(shell, 'offline'),
    },
  ]
}

/** How everything looks: zoom, theme, language. What the administrator has locked, and what holds already, is not offered. */
function lookCommands(shell: WindowState): readonly Command[] {
  const mayChange = (name: keyof Settings) =>
    shell.policy?.settings.some((one) => one.name === name && one.isLocked) !== true
  const next = (change: ZoomChange) => zoomed(shell.settings.zoom, change)
  const set = async (change: Partial<Settings>) => {
    await shell.set(change)
  }
  return [
    ...(['in', 'out', 'reset'] as const).map((change) =>
      createCommand(`zoom.${change}`, {
        enabled: () => mayChange('zoom') && next(change) !== shell.settings.zoom,
        run: () => set({ zoom: next(change) }),
      }),
    ),
    ...(['system', 'light', 'dark'] as const).map((theme) =>
      createCommand(`theme.${theme}`, {
        enabled: () => mayChange('theme') && shell.settings.theme !== theme,
        run: () => set({ theme }),
      }),
    ),
    ...(['system', 'en', 'de'] as const).map((language) =>
      createCommand(`language.${language}`, {
        enabled: () => mayChange('language') && shell.settings.language !== language,
        run: () => set({ language }),
      }),
    ),
  ]
}

async function toggleSending(shell: WindowState, to: 'paused' | 'offline'): Promise<void> {
  if (!(await shell.set({ sending: shell.settings.sending === to ? 'on' : to }))) return
  await tick()
  keepFocus('.banner .btn, .list .bar .btn')
}
