import { expect, test } from 'vitest'
import { createDesktopApi, createUpdatesApi } from '../../../main/api/desktop-api.ts'
import { createEventBus } from '../../../main/events.ts'
import { rulesOf } from '../../../main/policy/state.ts'
import type { MailLinks, Shell } from '../../../main/shell.ts'
import { Updates } from '../../../main/updates/updates.ts'

const log = { info: () => undefined, warn: () => undefined, error: () => undefined }

function apiWith(over: Partial<Pick<Shell, 'mailLinks' | 'updates'>>, mayUpdate = true) {
  const events = createEventBus(log)
  const rules = { ...rulesOf({ kind: 'none', path: '', readAt: 0 }), updates: mayUpdate }
  const deps = { shell: over as Shell, events, policy: { rules } }
  return { desktop: createDesktopApi(deps), updates: createUpdatesApi(deps), events }
}

function linksOf(system: 'obeys' | 'refuses' | 'is slow'): MailLinks {
  let isOurs = false
  return {
    isPossible: true,
    isOurs: () => isOurs,
    take: () => {
      isOurs = system !== 'refuses'
      return system === 'obeys'
    },
  }
}

test('mail links are taken at a word, and what the system says afterwards is what counts', async () => {
  for (const system of ['obeys', 'is slow'] as const) {
    const { desktop } = apiWith({ mailLinks: linksOf(system) })
    expect(await desktop.mailLinks()).toEqual({ isPossible: true, isOurs: false })
    expect(await desktop.takeMailLinks()).toEqual({ isPossible: true, isOurs: true })
  }
  const { desktop } = apiWith({ mailLinks: linksOf('refuses') })
  await expect(desktop.takeMailLinks()).rejects.toThrow('choose it in the settings of the system')
})

test('nobody takes mail links for a program that is not installed', async () => {
  let taken = 0
  const mailLinks = { isPossible: false, isOurs: () => false, take: () => ++taken > 0 }
  for (const over of [{}, { mailLinks }]) {
    const { desktop } = apiWith(over)
    expect(await desktop.mailLinks()).toEqual({ isPossible: false, isOurs: false })
    await expect(desktop.takeMailLinks()).rejects.toThrow('Only an installed Sendoff')
  }
  expect(taken).toBe(0)
})

test('updates are told to the windows, and are off where there is no desktop', async () => {
  const none = apiWith({})
  expect(await none.updates.get()).toEqual({ state: 'off', why: 'source' })
  await expect(none.updates.check()).rejects.toThrow('does not update itself')
  const updates = new Updates({
    off: null,
    createUpdater: async () => ({
      find: async () => null,
      load: async () => undefined,
      install: () => undefined,
    }),
    quitThen: () => undefined,
    log,
  })
  const some = apiWith({ updates })
  const told: string[] = []
  some.events.on('updates.changed', ({ state }) => told.push(state))
  expect(await some.updates.check()).toEqual({ state: 'current' })
  expect(told).toEqual(['checking', 'current'])
})

test('an administrator’s policy switches updates off', async () => {
  let made = 0
  const updates = new Updates({
    off: null,
    createUpdater: async () => {
      made += 1
      return { find: async () => '9.9.9', load: async () => undefined, install: () => undefined }
    },
    quitThen: () => undefined,
    log,
  })
  const { updates: api } = apiWith({ updates }, false)
  expect(await api.get()).toEqual({ state: 'off', why: 'policy' })
  await expect(api.check()).rejects.toThrow('does not update itself')
  await expect(api.load()).rejects.toThrow('does not update itself')
  expect(made).toBe(0)
  const elsewhere = new Updates({
    off: 'package',
    createUpdater: () => Promise.reject(new Error('nobody asks')),
    quitThen: () => undefined,
    log,
  })
  expect(await apiWith({ updates: elsewhere }, false).updates.get()).toEqual({ state: 'off', why: 'package' })
})
