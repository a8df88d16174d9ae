// The words that the windows say, in the language of a run: scenes name them by key, so that one script goes through both.
import { german } from '../../renderer/text/de/index.ts'
import { catalogue } from '../../renderer/text/en/index.ts'
import { german as germanMain } from '../../main/text/de/index.ts'
import { english as englishMain } from '../../main/text/en/index.ts'

export const languages = ['en', 'de'] as const
export type Language = (typeof languages)[number]

export type WordKey = keyof typeof catalogue
export type MainWordKey = keyof typeof englishMain

export interface Words {
  /** The text of a window, its places filled in; a place without a value stays as it is. */
  say(key: WordKey, values?: Readonly<Record<string, string | number>>): string
  /** The text of a menu, a tray or a dialog of the system. */
  sayMain(key: MainWordKey): string
}

export function wordsOf(language: Language): Words {
  const texts: Readonly<Record<WordKey, string>> = language === 'de' ? german : catalogue
  const mainTexts: Readonly<Record<MainWordKey, string>> = language === 'de' ? germanMain : englishMain
  return {
    say: (key, values = {}) =>
      texts[key].replaceAll(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole)),
    sayMain: (key) => mainTexts[key],
  }
}
