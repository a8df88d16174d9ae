import { expect, it } from 'vitest'
import { matchLanguage, spellingLanguages } from '../../../main/settings/spelling.ts'
import { defaultSettings } from '../../../main/settings/defaults.ts'
import { settingsSchema } from '../../../main/settings/settings.ts'

const available = ['de', 'en-AU', 'en-GB', 'en-US', 'he', 'pt-BR', 'pt-PT']

it.each([
  ['en-GB', 'en-GB'],
  ['EN-gb', 'en-GB'],
  ['en', 'en-US'],
  ['en-IE', 'en-US'],
  ['pt', 'pt-PT'],
  ['de-AT', 'de'],
  ['fi', null],
])('spelling: %s is checked by the word list %s', (tag, list) => {
  expect(matchLanguage(tag, available)).toBe(list)
})

it('spelling: as it comes, no word list is used, and so none is loaded', () => {
  expect(defaultSettings.spelling).toBe(false)
  const off = { spelling: false, spellingLanguages: ['de'] }
  expect(spellingLanguages(off, available, 'he', 'en-US')).toEqual([])
})

it('spelling: the language of the message comes before those of the settings, and those before the system’s', () => {
  const on = { spelling: true, spellingLanguages: ['de', 'en-GB', 'de-AT', 'xx'] }
  expect(spellingLanguages(on, available, 'he', 'en-US')).toEqual(['he'])
  expect(spellingLanguages(on, available, null, 'en-US')).toEqual(['de', 'en-GB'])
  expect(spellingLanguages({ ...on, spellingLanguages: [] }, available, null, 'en-AU')).toEqual(['en-AU'])
})

it('spelling: a message in a language without a word list is checked by none', () => {
  expect(spellingLanguages({ spelling: true, spellingLanguages: ['de'] }, available, 'fi', 'en-US')).toEqual(
    [],
  )
})

it('spelling: a language of the settings is a plain tag, five at most', () => {
  const parse = (spellingLanguages: unknown) =>
    settingsSchema.shape.spellingLanguages.safeParse(spellingLanguages).success
  expect(parse(['en-US', 'zh-Hant', 'sr-Latn-RS', 'es-419'])).toBe(true)
  for (const bad of [['en_US'], ['de"><x'], ['e'], ['en-US-x-twain'], Array(6).fill('de')])
    expect(parse(bad), JSON.stringify(bad)).toBe(false)
})
