import { toLanguage } from '../text/languages.ts'
import { speak } from '../text/t.ts'

/**
 * What the terminal program tells people is in the language of the environment; what programs read never changes.
 * POSIX: the first of these that is set and not empty holds.
 */
export function speakFor(
  argv: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): void {
  const isForPrograms = argv[0] === 'explain' || argv.some((word) => /^--(?:json|jobs)(?:=|$)/.test(word))
  const { LC_ALL = '', LC_MESSAGES = '', LANG = '' } = environment
  speak(isForPrograms ? 'en' : toLanguage('system', LC_ALL || LC_MESSAGES || LANG))
}
