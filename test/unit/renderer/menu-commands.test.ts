import { describe, expect, it } from 'vitest'
import {
  help,
  newMessage,
  openMessage,
  places,
  sendingCommands,
} from '../../../main/electron/menu-commands.ts'
import { createShellCommands } from '../../../renderer/shell-commands.ts'
import { AppState } from '../../../renderer/state/app-state.svelte.ts'
import { WindowState } from '../../../renderer/state/window-state.svelte.ts'
import { createFakeBridge } from './fake-bridge.ts'
import { now } from './sample.ts'

// Only the commands' names are read; none is run.
const noState = Object.create(AppState.prototype) as AppState
const shell = new WindowState(createFakeBridge({}).bridge, { now: () => now, mac: false })

const toAccelerator = (shortcut: string | undefined) =>
  shortcut?.replace('Mod', 'CmdOrCtrl').replace(/\+([a-z])$/, (_, key: string) => `+${key.toUpperCase()}`)

const windows = createShellCommands(noState, shell, () => undefined)

describe('the menu bar and the windows name the same commands', () => {
  it('with the same title and key', () => {
    const named = windows.map(({ id, title, shortcut }) => ({
      id,
      title,
      accelerator: toAccelerator(shortcut),
    }))
    const menu = [newMessage, openMessage, ...places, help].map(({ id, title, accelerator }) => ({
      id,
      title,
      accelerator,
    }))
    expect(named.filter(({ id }) => id.startsWith('view.') || id.startsWith('message.'))).toEqual(menu)
  })

  it.each(['on', 'paused', 'offline'] as const)('for sending, while it is %s', (sending) => {
    shell.settings = { ...shell.settings, sending }
    const menu = sendingCommands(sending).map(({ id, title }) => ({ id, title }))
    const named = windows.map(({ id, title }) => ({ id, title }))
    expect(named.filter(({ id }) => id.startsWith('sending.'))).toEqual(menu)
  })
})
