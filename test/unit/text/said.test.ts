import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { said } from '../../../main/text/de/said/index.ts'
import { notes } from '../../../main/text/de/said/notes.ts'
import { inSpoken, toSpoken } from '../../../main/text/said.ts'
import { speak, t } from '../../../main/text/t.ts'

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

/** What is said of a session stands in many forms: every text of three words and more, but for what no window shows. */
function saidInSessions(): readonly string[] {
  const noWindow = [
    /^The server does not offer (?:DSN|DELIVERBY|MT-PRIORITY): |^(?:the proxy has connected|connected) to/, // notes: see below
    /^(?:verified without a certificate|a command without expectation|fewer expectations than commands|no reply and no fault)$/,
    /^no recipient was refused$|in a session that is|^The file does not begin a line/, // faults of ours
    /^(?:the X1 has characters|the client certificate has no X1|the name X1 X1|does not exist$|could not be looked up$|the message has X1$)/, // each by its words
  ]
  const literal = /'((?:[^'\\\n]|\\.)*)'|`((?:[^`\\])*)`/g
  return readdirSync('main/smtp', { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .flatMap((name) => {
      const source = readFileSync(join('main/smtp', name), 'utf8').replaceAll(
        /^\s*(?:\/\/|\*|\/\*\*).*$|\s\/\/ .*$/gm,
        '',
      )
      return [...source.matchAll(literal)].map(([, plain, filled]) => plain ?? filled ?? '')
    })
    .map((text) => text.replaceAll(/\$\{blanked[^]*$/g, '').replaceAll(/\$\{[^{}]*\}/g, 'X1'))
    .filter((text) => /[a-z] (?:[a-z]+|[A-Z\d]+) [a-z]/.test(text) && !text.includes('\n'))
    .filter((text) => !noWindow.some((pattern) => pattern.test(text)))
}

const folders = [
  'api',
  'check',
  'discovery',
  'merge',
  'message',
  'policy',
  'practice',
  'settings',
  'templates',
  'transfer',
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

  it('and those of sessions too', () => {
    const sentences = saidInSessions()
    expect(sentences.length).toBeGreaterThan(70)
    expect([...new Set(sentences)].filter((text) => toSpoken(text) === text)).toEqual([])
  })

  it.each([
    'the user name has characters that a sign-in does not allow (SASLprep)',
    'the client certificate has no key',
    'the name mail.example does not exist (ENOTFOUND)',
    'the message has a NUL at octet 12',
    'the proxy opened no connection: it refused the user name and password for the proxy (HTTP 407)',
    'The encrypted file could not store the secret of smtp:1 (no answer in 5 s; the keychain may be locked).',
    'The encrypted file could not delete the secret of smtp:1 (EACCES).',
    'The keychain did not give the token for Work: no answer in 5 s',
    'The mail exchanger mx.example of a.example could not be looked up (ESERVFAIL).',
  ])('%s', (text) => {
    expect(toSpoken(text)).not.toMatch(/\b(?:the|has|not|it)\b/)
  })

  it('are put into the texts that quote them', () => {
    expect(t('transfer.xml', { problem: 'has no element' })).toBe('Das XML der Datei hat kein Element.')
    expect(t('oauth.metadata.what', { detail: 'token_endpoint is missing' })).toContain(
      'token_endpoint fehlt',
    )
    expect(t('transfer.xml', { problem: 'ist anders' })).toBe('Das XML der Datei ist anders.')
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

  it('are not looked for in what servers said, nor again in a text that is known', () => {
    const answer = { lines: [{ detail: 'The file is empty.' }], reason: { detail: '550 no such user' } }
    expect(inSpoken(answer)).toBe(answer)
    const page = Array.from({ length: 100 }, (_, at) => ({
      id: at,
      reason: {
        kind: 'deferred',
        detail: `450 4.2.0 <nora${at % 10}@example.org>: greylisted, come back in ${at % 10} s`,
      },
    }))
    inSpoken(page)
    const started = performance.now()
    for (let round = 0; round < 20; round += 1) expect(inSpoken(page)).toBe(page)
    expect((performance.now() - started) / 20).toBeLessThan(5)
  })

  it('are found in a time that grows with the text alone', () => {
    const started = performance.now()
    toSpoken(`${' has "'.repeat(160)}x`)
    expect(performance.now() - started).toBeLessThan(200)
  })
})

/** Notes of sessions and couriers as they stand in the sources, with something in each place. */
function notesInSources(): readonly string[] {
  const literal = /'((?:[^'\\\n]|\\.)*)'|`((?:[^`\\])*)`/.source
  const pattern = new RegExp(String.raw`(?:\bnote\(\s*'[a-z]+',\s*|notes\.push\(\s*)(?:${literal})`, 'g')
  return ['main/smtp', 'main/outbox'].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .flatMap((name) => [...readFileSync(join(folder, name), 'utf8').matchAll(pattern)])
      .map(([, plain, filled]) =>
        (plain ?? filled ?? '').replaceAll(/\$\{[^{}]*(?:\{[^{}]*\}[^{}]*)*\}/g, 'X1'),
      )
      .map((text) => text.replace(/octetsX1$/, 'octets')) // “, unfinished” has a sentence of its own
      .filter((text) => /[a-z]{2} [a-zX]/.test(text)),
  )
}

describe('notes of a transcript', () => {
  const line = (text: string, from = 'note') => ({ seq: 1, atMs: 0, from, phase: 'connect', text })
  const saidOf = (text: string) => {
    const { lines } = inSpoken({ lines: [line(text)] }) as {
      lines: readonly { text: string; said?: string }[]
    }
    expect(lines[0]?.text).toBe(text)
    return lines[0]?.said
  }

  it('are all known in German', () => {
    const all = [...new Set(notesInSources())]
    expect(all.length).toBeGreaterThan(9)
    expect(all.filter((text) => saidOf(text) === undefined)).toEqual([])
  })

  it.each(notes)('“%s”', (english, german) => {
    const filled = (text: string) => text.replaceAll(/\{(\d)\}/g, 'v$1')
    expect(saidOf(filled(english))).toBe(filled(german))
  })

  it('say what a session says of its fault', () => {
    expect(saidOf('the server closed the connection')).toBe('der Server schloss die Verbindung')
  })

  it('are told beside their text in a comparison too', () => {
    const row = {
      difference: 'changed',
      left: line('connected to 192.0.2.1:25'),
      right: line('250 ok', 'server'),
    }
    const [told] = (inSpoken({ rows: [row] }) as { rows: readonly (typeof row)[] }).rows
    expect(told).toEqual({ ...row, left: { ...row.left, said: 'verbunden mit 192.0.2.1:25' } })
  })

  it('are the only lines that are told; in English none is', () => {
    const page = {
      lines: [line('connected to a', 'server'), line('the file is x', 'client'), line('TLSv1.3, AES')],
    }
    expect(inSpoken(page)).toBe(page)
    speak('en')
    const english = { lines: [line('connected to a')] }
    expect(inSpoken(english)).toBe(english)
  })

  it('of a long transcript are told in a time that grows with it alone', () => {
    const lines = Array.from({ length: 20_000 }, (_, at) =>
      at % 2 === 0 ? line(`RCPT TO:<a${at}@x.example>`, 'client') : line('message content, 120 octets'),
    )
    const started = performance.now()
    inSpoken({ lines })
    expect(performance.now() - started).toBeLessThan(200)
  })
})
