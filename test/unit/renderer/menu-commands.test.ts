import { expect, it } from 'vitest'
import { newMessage, places } from '../../../main/electron/menu-commands.ts'
import { createShellCommands } from '../../../renderer/shell-commands.ts'
import { AppState } from '../../../renderer/state/app-state.svelte.ts'

// Only the commands' names are read; none is run.
const noState = Object.create(AppState.prototype) as AppState

const toAccelerator = (shortcut: string | undefined) =>
  shortcut?.replace('Mod', 'CmdOrCtrl').replace(/\+([a-z])$/, (_, key: string) => `+${key.toUpperCase()}`)

it('the menu bar and the windows name the same commands, with the same title and key', () => {
  const windows = createShellCommands(noState).map(({ id, title, shortcut }) => ({
    id,
    title,
    accelerator: toAccelerator(shortcut),
  }))
  const menu = [newMessage, ...places].map(({ id, title, accelerator }) => ({ id, title, accelerator }))
  expect(windows).toEqual(expect.arrayContaining(menu))
  const inBoth = windows.filter(({ id }) => id.startsWith('view.') || id.startsWith('message.'))
  expect(inBoth).toEqual(menu)
})
