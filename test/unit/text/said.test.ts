import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { said } from '../../../main/text/de/said/index.ts'
import { inSpoken, toSpoken } from '../../../main/text/said.ts'
import { speak } from '../../../main/text/t.ts'

beforeEach(() => speak('de'))
afterEach(() => speak('en'))

/** Sentences of refusals and problems as they stand in the sources, with something in each place. */
function saidInSources(folders: readonly string[]): readonly string[] {
  const files = folders.flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .map((name) => join(folder, name)),
  )
  const literal = /'((?:[^'\\\n]|\\.)*)'|`((?:[^`\\$]|\\.|\$\{[^`{}]*\})*)`/.source
  const pattern = new RegExp(
    `(?:CallError\\(\\s*'[a-z-]+',\\s*|\\bmessage: |\\bfail\\(|\\breport\\('[A-Za-z]+', )(?:${literal})`,
    'g',
  )
  return files.flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(pattern)]
      .map(([, plain, filled]) => (plain ?? filled ?? '').replaceAll(/\$\{[^{}]*\}/g, 'X1'))
      .filter((text) => /[a-z] [a-z]/.test(text) && !text.startsWith('X1 X1') && !text.endsWith('.X1')),
  )
}

const folders = [
  'api',
  'identities',
  'contacts',
  'drafts',
  'servers',
  'storage',
  'secrets',
  'outbox',
  'bounces',
  'oauth',
  'electron',
  'system',
  'updates',
]

describe('sentences of the rooms below the catalogue', () => {
  it('are all known in German', () => {
    const sentences = saidInSources(folders.map((folder) => `main/${folder}`))
    expect(sentences.length).toBeGreaterThan(80)
    expect([...new Set(sentences)].filter((text) => toSpoken(text) === text)).toEqual([])
  })

  it.each(said)('“%s” is not taken for another', (english, german) => {
    const filled = (text: string) => text.replaceAll(/\{(\d)\}/g, 'v$1')
    expect(toSpoken(filled(english))).toBe(filled(german))
  })

  it('keep what varies, and put into German what stands there', () => {
    expect(toSpoken('nora@ has nothing after the @ sign.')).toBe('In nora@ steht nach dem @ nichts.')
    expect(toSpoken('The subject "x" contains a control character (U+000D).')).toBe(
      'Der Betreff „x“ enthält ein Steuerzeichen (U+000D).',
    )
  })

  it('may stand one after the other', () => {
    expect(toSpoken('Only “mail.example” is the host: type that here. “587” goes under Port.')).toBe(
      'Nur „mail.example“ ist der Host: Tippen Sie das hier ein. „587“ gehört unter „Port“.',
    )
  })

  it('stay as they are where they are not known, and in English', () => {
    expect(toSpoken('550 5.1.1 No such user here')).toBe('550 5.1.1 No such user here')
    speak('en')
    expect(toSpoken('The file is empty.')).toBe('The file is empty.')
  })

  it('are looked for in what windows are told, and nowhere else in it', () => {
    const answer = {
      ok: false,
      failure: { code: 'file', message: 'The file is empty.' },
      subject: 'The file is empty.',
    }
    expect(inSpoken(answer)).toEqual({ ...answer, failure: { code: 'file', message: 'Die Datei ist leer.' } })
    const bytes = new Uint8Array([1])
    expect(inSpoken({ bytes })).toEqual({ bytes })
  })

  it('leave an answer without one as it is, uncopied', () => {
    const answer = { ok: true, value: { lines: [{ text: 'The file is empty.', detail: '250 ok' }] } }
    expect(inSpoken(answer)).toBe(answer)
    const mixed = { lines: answer.value.lines, problems: ['250 ok', 'The file is empty.'] }
    const spoken = inSpoken(mixed) as typeof mixed
    expect(spoken.problems).toEqual(['250 ok', 'Die Datei ist leer.'])
    expect(spoken.lines).toBe(mixed.lines)
    expect(mixed.problems[1]).toBe('The file is empty.')
  })

  it('are found in a time that grows with the text alone', () => {
    const started = performance.now()
    toSpoken(`${' has "'.repeat(160)}x`)
    expect(performance.now() - started).toBeLessThan(200)
  })
})
