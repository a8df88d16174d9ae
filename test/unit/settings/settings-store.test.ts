import { expect, test } from 'vitest'
import { defaultSettings } from '../../../main/settings/defaults.ts'
import { createSettingsStore, parseSettings } from '../../../main/settings/settings-store.ts'
import { createTempProfile } from '../../support/temp-profile.ts'

test('a new profile has the defaults', async () => {
  const { store } = await (await createTempProfile()).open()
  expect(await createSettingsStore(store.settings).get()).toEqual(defaultSettings)
})

test('a change is there after a restart and leaves the other fields alone', async () => {
  const profile = await createTempProfile()
  const { store } = await profile.open()
  expect(await createSettingsStore(store.settings).set({ theme: 'dark' })).toEqual({
    ...defaultSettings,
    theme: 'dark',
  })
  await store.close()
  const again = (await profile.open()).store
  expect(await createSettingsStore(again.settings).get()).toEqual({ ...defaultSettings, theme: 'dark' })
})

test('a field that does not parse falls back alone; one that is not known is left out', () => {
  expect(parseSettings({ theme: 'purple', letterShortcuts: false, old: 1 })).toEqual({
    ...defaultSettings,
    letterShortcuts: false,
  })
})
