import { afterEach, expect, it } from 'vitest'
import { speakFor } from '../../../main/cli/language.ts'
import { speak, spokenLanguage } from '../../../main/text/t.ts'

afterEach(() => speak('en'))

it.each([
  [['queue'], { LANG: 'de_DE.UTF-8' }, 'de'],
  [['queue'], { LANG: 'en_GB.UTF-8', LC_MESSAGES: 'de_AT.UTF-8' }, 'de'],
  [['queue'], { LANG: 'de_DE.UTF-8', LC_ALL: 'C' }, 'en'],
  [['queue'], { LANG: 'de_DE.UTF-8', LC_ALL: '' }, 'de'],
  [['queue'], {}, 'en'],
  [['queue', 'list', '--json'], { LANG: 'de_DE.UTF-8' }, 'en'],
  [['send', '--jobs', '-'], { LANG: 'de_DE.UTF-8' }, 'en'],
  [['send', '--jobs=x'], { LANG: 'de_DE.UTF-8' }, 'en'],
  [['explain'], { LANG: 'de_DE.UTF-8' }, 'en'],
] as const)('%j with %j speaks %s', (argv, environment, language) => {
  speak('en')
  speakFor(argv, environment)
  expect(spokenLanguage()).toBe(language)
})
