import { z } from 'zod'
import { spokenLanguage } from './spoken.ts'

const german = z.locales.de().localeError

/** What zod says of a file that does not fit, in the language that is spoken: the last argument of `safeParse`. */
export function schemaWords(): { readonly error?: typeof german } {
  return spokenLanguage() === 'de' ? { error: german } : {}
}
