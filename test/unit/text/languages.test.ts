import { afterEach, describe, expect, it } from 'vitest'
import enhancedCodes from '../../../main/diagnosis/data/enhanced-status-codes.json' with { type: 'json' }
import replyCodes from '../../../main/diagnosis/data/reply-codes.json' with { type: 'json' }
import { glossary } from '../../../main/diagnosis/glossary.ts'
import { codeNames } from '../../../main/text/de/codes.ts'
import { enhancedMeanings } from '../../../main/text/de/enhanced-meanings.ts'
import { german } from '../../../main/text/de/index.ts'
import { replyMeanings } from '../../../main/text/de/reply-meanings.ts'
import { english } from '../../../main/text/en/index.ts'
import { formatDay, formatNumber } from '../../../main/text/clock-time.ts'
import { isolate, toLanguage, toPseudo } from '../../../main/text/languages.ts'
import { speak, t } from '../../../main/text/t.ts'
import { german as germanOfWindows } from '../../../renderer/text/de/index.ts'
import { catalogue } from '../../../renderer/text/en/index.ts'

afterEach(() => speak('en'))

const placesOf = (text: string) => [...new Set(text.match(/\{\w+\}/g))].toSorted()

type Texts = Readonly<Record<string, string>>

/** Keys whose German text has other places than the English one. */
function differing(from: Texts, to: Texts): readonly string[] {
  return Object.keys(from).filter((key) => {
    return placesOf(from[key] ?? '').join() !== placesOf(to[key] ?? '').join()
  })
}

describe('the German catalogues', () => {
  it('have the places of the English ones, each key for itself', () => {
    expect(differing(english, german)).toEqual([])
    expect(differing(catalogue, germanOfWindows)).toEqual([])
  })

  it('notice a place that is missing', () => {
    expect(differing({ a: 'to {host}' }, { a: 'an {hots}' })).toEqual(['a'])
  })

  it('P5: promise no more than the hand-over', () => {
    const all = [...Object.entries(german), ...Object.entries(germanOfWindows)]
    expect(all.filter(([, text]) => /zugestellt|erfolgreich|leider\b|ausgeliefert/i.test(text))).toEqual([])
  })
})

describe('the names of codes', () => {
  it('have a German one each', () => {
    const codes = [...enhancedCodes, ...replyCodes].map(({ code }) => code)
    expect(codes.filter((code) => codeNames[code] === undefined)).toEqual([])
    expect(Object.keys(codeNames).filter((code) => !codes.includes(code))).toEqual([])
  })
})

describe('the glossary', () => {
  const inLanguage = (language: 'en' | 'de') => {
    speak(language)
    return glossary()
  }

  it('has each title, meaning, command and source in German too, and no row of a code that it has not', () => {
    const [english, spoken] = [inLanguage('en'), inLanguage('de')]
    expect(spoken.map(({ code }) => code)).toEqual(english.map(({ code }) => code))
    const same = spoken.filter(({ title, meaning }, at) => {
      return meaning === english[at]?.meaning || title === english[at]?.title
    })
    expect(same.map(({ code }) => code)).toEqual([])
    const codes = new Set(english.map(({ code }) => code))
    const named = [...Object.keys(replyMeanings), ...Object.keys(enhancedMeanings)]
    expect(named.filter((code) => !codes.has(code))).toEqual([])
    const commands = new Set(spoken.flatMap(({ phases }) => phases))
    expect([...commands].filter((command) => command !== command.toUpperCase()).toSorted()).toEqual([
      'Begrüßung',
      'Ende der Daten',
      'Verbindung',
    ])
    expect(spoken.filter(({ reference }) => reference.includes('registry'))).toEqual([])
  })

  it('P5: promises no more than the hand-over in either language', () => {
    const all = (['en', 'de'] as const).flatMap(inLanguage).map(({ meaning }) => meaning)
    expect(all.filter((text) => /\bdelivered\b|zugestellt|ausgeliefert/i.test(text))).toEqual([])
  })
})

describe('the language that is spoken', () => {
  it.each([
    ['system', 'de-AT', 'de'],
    ['system', 'de_DE.UTF-8', 'de'],
    ['system', 'fr-FR', 'en'],
    ['system', 'C', 'en'],
    ['system', 'en-XA', 'en-XA'],
    ['en', 'de-DE', 'en'],
    ['de', 'en-GB', 'de'],
  ] as const)('is for the setting %s on a system of %s: %s', (chosen, system, language) => {
    expect(toLanguage(chosen, system)).toBe(language)
  })

  it('is that of texts, days and numbers from then on', () => {
    const day = new Date(2026, 10, 26, 12).getTime()
    expect([t('tray.quit'), formatDay(day), formatNumber(9.44, 1)]).toEqual([
      'Quit',
      'Thursday 26 November',
      '9.4',
    ])
    speak('de')
    expect([t('tray.quit'), formatDay(day), formatNumber(9.44, 1)]).toEqual([
      'Beenden',
      'Donnerstag, 26. November',
      '9,4',
    ])
  })
})

describe('the pseudo-language', () => {
  it('is longer, in brackets, and leaves places alone', () => {
    expect(toPseudo('Send {n}')).toBe('[Šéñd {n}····]')
  })

  it('from right to left keeps what is put in apart, and elsewhere adds nothing', () => {
    expect(isolate('550 5.1.1', 'ar-XB')).toBe('\u2068550 5.1.1\u2069')
    expect(isolate('550 5.1.1', 'de')).toBe('550 5.1.1')
  })
})
