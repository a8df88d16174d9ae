import { join } from 'node:path'
import type { SpokenLanguage } from '../text/languages.ts'

/**
 * The first page of the user guide, in the language that is spoken; where it has none of its own, in English.
 * @param folder where the build put the pages (scripts/support/write-guide.ts)
 */
export function guidePath(folder: string, language: SpokenLanguage): string {
  return language === 'de' ? join(folder, 'de', 'index.html') : join(folder, 'index.html')
}
