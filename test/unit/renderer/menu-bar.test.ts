import { describe, expect, it } from 'vitest'
import type { MenuItemConstructorOptions } from 'electron'
import {
  commandIds,
  commandTable,
  keyOf,
  scopeOf,
  type CommandId,
  type Scope,
} from '../../../main/commands/command-table.ts'
import { menus, notInMenu } from '../../../main/commands/menus.ts'
import { menuTemplate, toAccelerator, type MenuOptions } from '../../../main/electron/menu-template.ts'
import { createShellCommands } from '../../../renderer/shell-commands.ts'
import { AppState } from '../../../renderer/state/app-state.svelte.ts'
import { WindowState } from '../../../renderer/state/window-state.svelte.ts'
import { createFakeBridge } from './fake-bridge.ts'
import { now } from './sample.ts'

const options: MenuOptions = { mac: false, sending: 'on', offered: new Set(), choose: () => undefined }

function flat(items: readonly MenuItemConstructorOptions[]): readonly MenuItemConstructorOptions[] {
  return items.flatMap((item) => [item, ...(Array.isArray(item.submenu) ? flat(item.submenu) : [])])
}

const itemOf = (id: CommandId, over: Partial<MenuOptions> = {}) =>
  flat(menuTemplate({ ...options, ...over })).find((item) => item.id === id)

// Only the commands' names are read; none is run.
const noState = Object.create(AppState.prototype) as AppState
const shell = new WindowState(createFakeBridge({}).bridge, { now: () => now, mac: false })
const offeredAnywhere = createShellCommands(noState, shell, () => undefined)

describe('the menu bar', () => {
  it.each([false, true])('has every command once, or says why not (macOS: %s)', (mac) => {
    const inMenu = flat(menuTemplate({ ...options, mac })).flatMap(({ id }) => id ?? [])
    expect(inMenu.toSorted()).toEqual(commandIds.filter((id) => notInMenu[id] === undefined).toSorted())
  })

  it('shows the same title and key as palette, buttons and the page of keys', () => {
    for (const { id, title, shortcut } of offeredAnywhere.filter((one) => notInMenu[one.id] === undefined)) {
      const item = itemOf(id)
      expect([id, item?.label]).toEqual([id, title])
      expect([id, item?.accelerator]).toEqual([
        id,
        shortcut === undefined ? undefined : toAccelerator(shortcut),
      ])
    }
  })

  it.each(['on', 'paused', 'offline'] as const)(
    'names what stops all sending as it is while %s',
    (sending) => {
      shell.settings = { ...shell.settings, sending }
      for (const { id, title } of offeredAnywhere.filter((one) => one.id.startsWith('sending.')))
        expect(itemOf(id, { sending })?.label).toBe(title)
    },
  )

  it('offers what the window in front can do, and what the program can do always', () => {
    const offered = new Set(['entry.hold'])
    expect(itemOf('entry.hold', { offered })?.enabled).toBe(true)
    expect(itemOf('entry.edit', { offered })?.enabled).toBe(false)
    expect(itemOf('message.new', { offered })?.enabled).toBe(true)
    expect(itemOf('settings.about', { offered })?.enabled).toBe(true)
  })

  it('takes no key that the page has to take: it is only shown, and on macOS not where one types it', () => {
    expect(itemOf('message.new')).toMatchObject({ accelerator: 'CmdOrCtrl+N' })
    expect(itemOf('message.new')?.registerAccelerator).toBeUndefined()
    for (const id of ['palette.open', 'entry.hold', 'format.link', 'find'] as const)
      expect(itemOf(id)?.registerAccelerator).toBe(false)
    for (const id of ['entry.hold', 'entry.delete', 'view.back', 'drafts.continue'] as const)
      expect(itemOf(id, { mac: true })?.accelerator).toBeUndefined()
  })

  it('chooses by id', () => {
    const chosen: CommandId[] = []
    itemOf('zoom.in', { choose: (id) => void chosen.push(id) })?.click?.(
      undefined as never,
      undefined,
      undefined as never,
    )
    expect(chosen).toEqual(['zoom.in'])
  })

  it('writes keys as Electron does', () => {
    expect(['Mod+n', 'Mod+Shift+a', 'Mod++', 'Mod+-', 'F6', 's', 'Mod+.'].map(toAccelerator)).toEqual([
      'CmdOrCtrl+N',
      'CmdOrCtrl+Shift+A',
      'CmdOrCtrl+Plus',
      'CmdOrCtrl+-',
      'F6',
      'S',
      'CmdOrCtrl+.',
    ])
  })
})

/** Scopes whose keys hold at the same time, in one window. */
const together: readonly (readonly Scope[])[] = [
  ['program', 'main', 'window', 'message', 'transcript', 'compare'],
  ['program', 'main', 'window', 'drafts'],
  ['program', 'main', 'window', 'contacts'],
  ['program', 'window', 'compose', 'format'],
]

/** Never possible at once: by the state of the message, or by what is open of it. */
const either: readonly (readonly CommandId[])[] = [
  ['entry.send-now', 'entry.send-again'],
  ['entry.hold', 'entry.release'],
  ['entry.copy-proof', 'reply.copy'],
]

/** What Squire does with a key by itself, where no tool of ours has it (squire-rte, KeyHandlers); and the menu's roles. */
const fixed = [
  ...[
    'Mod+Shift+5',
    'Mod+Shift+6',
    'Mod+[',
    'Mod+Shift+z',
    'Enter',
    'Shift+Enter',
    'Mod+x',
    'Mod+c',
    'Mod+v',
  ],
  ...['Mod+Shift+v', 'Mod+a', 'Mod+w', 'Mod+m'],
]
const fixedOnMac = [...fixed, 'Mod+Shift+h', 'Mod+h'].filter((key) => key !== 'Mod+Shift+h')

describe('keys', () => {
  it.each(together.flatMap((scopes) => [[scopes, false] as const, [scopes, true] as const]))(
    'are used once among %s (macOS: %s), and none is the editor’s or the system’s',
    (scopes, mac) => {
      const used = new Map<string, CommandId[]>()
      for (const id of commandIds.filter((one) => scopes.includes(scopeOf(one)))) {
        const key = keyOf(id, mac)?.toLowerCase()
        if (key !== undefined) used.set(key, [...(used.get(key) ?? []), id])
      }
      const isEither = (ids: readonly CommandId[]) =>
        either.some((pair) => ids.every((id) => pair.includes(id)))
      expect([...used].filter(([, ids]) => ids.length > 1 && !isEither(ids))).toEqual([])
      const taken = (scopes.includes('format') ? (mac ? fixedOnMac : fixed) : ['Mod+w', 'Mod+m']).map((key) =>
        key.toLowerCase(),
      )
      expect([...used.keys()].filter((key) => taken.includes(key))).toEqual([])
    },
  )

  it('find a key that is used twice', () => {
    expect(keyOf('palette.open', false)).toBe(keyOf('format.link', false))
    expect(together.some((scopes) => scopes.includes('main') && scopes.includes('format'))).toBe(false)
  })
})

it('no menu names a command twice, and none that has a reason not to be there', () => {
  const named: readonly CommandId[] = Object.values(menus).flatMap((groups) =>
    groups.flatMap((ids: readonly CommandId[]) => [...ids]),
  )
  expect(named.length).toBe(new Set(named).size)
  expect(named.filter((id) => notInMenu[id] !== undefined)).toEqual([])
  expect(Object.keys(commandTable).length).toBeGreaterThan(100)
})
