// Which tests name which of the rules P1 to P30 (product.md).
import { listFiles, readText } from './imports.ts'

export interface GuardedRule {
  readonly rule: string
  /** `file: title` of each test whose title names it. */
  readonly tests: readonly string[]
}

export const RULES: readonly string[] = Array.from({ length: 30 }, (_, at) => `P${at + 1}`)

/** `it('P7: …')`, `test(`P3, P6: …`)`, `name: 'P6: …'`, and the first line of a dialogue. */
const TITLE = /(['"`])((?:P\d{1,2}(?:, |\/| and )?)+: (?:\\.|(?!\1)[^\\\n])*)\1/g
const DIALOGUE = /^[#;]*\s*((?:P\d{1,2}(?:, |\/| and )?)+: .*)$/gm

/** Reads the titles of all tests. */
export function readGuardedRules(): readonly GuardedRule[] {
  const titles = listFiles()
    .filter((file) => file.startsWith('test/') && !file.startsWith('test/rules/rule'))
    .flatMap(readTitles)
  return RULES.map((rule) => ({
    rule,
    tests: titles.filter(({ rules }) => rules.includes(rule)).map(({ file, title }) => `${file}: ${title}`),
  }))
}

function readTitles(file: string): { file: string; title: string; rules: readonly string[] }[] {
  const pattern = /\.test\.ts$|\.spec\.ts$/.test(file)
    ? TITLE
    : file.startsWith('test/dialogues/')
      ? DIALOGUE
      : undefined
  if (pattern === undefined) return []
  return [...readText(file).matchAll(pattern)].map((match) => {
    const title = (pattern === TITLE ? match[2] : match[1]) ?? ''
    return { file, title, rules: title.slice(0, title.indexOf(':')).match(/P\d+/g) ?? [] }
  })
}

/** The table as text: each rule with its tests, or a dash. */
export function formatGuardedRules(rules: readonly GuardedRule[]): string {
  return rules
    .map(({ rule, tests }) =>
      [`${rule} ${tests.length === 0 ? '-' : ''}`.trimEnd(), ...tests.map((test) => `    ${test}`)].join(
        '\n',
      ),
    )
    .join('\n')
}
