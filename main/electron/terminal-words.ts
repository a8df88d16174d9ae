// Whether a start is meant for the terminal. Pure.

/** Commands of main/cli that need no window. `compose`, a link and a file open one. */
const commands = ['send', 'check', 'explain', 'queue', 'help', '--help', '-h', '--version'] as const

const isCommand = (word: string): boolean => (commands as readonly string[]).includes(word)

/**
 * The words for the terminal program; null where the start wants windows. Chromium's switches and a `--` stand before the
 * command (build/linux/sendoff puts them there).
 * @param given What was typed behind the program.
 */
export function terminalWords(given: readonly string[]): readonly string[] | null {
  const at = given.findIndex((word) => isCommand(word) || !word.startsWith('--'))
  const words = at < 0 ? [] : given.slice(at)
  const [first = '', ...rest] = words
  if (isCommand(first)) return words
  return first === 'compose' && rest.includes('--help') ? ['help'] : null
}
