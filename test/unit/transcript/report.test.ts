import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { EntryExplanation } from '../../../main/api.ts'
import type { Attempt } from '../../../main/outbox/entry.ts'
import { Redactor } from '../../../main/smtp/redact.ts'
import type { TranscriptLine } from '../../../main/smtp/types.ts'
import { createPlaceholders } from '../../../main/transcript/placeholders.ts'
import { createReport, type ReportInput } from '../../../main/transcript/report.ts'
import { blobsOf, findForms, formsOf, textsIn } from '../../support/secret-forms.ts'

const all = { addresses: true, hosts: true, subject: true }
const none = { addresses: false, hosts: false, subject: false }
const known = {
  sender: 'secretary@rowing.example',
  recipients: ['jonas@regatta.example', 'nora.lindqvist@lakeside.example'],
  serverHost: 'smtp.rowing.example',
  serverName: 'Rowing club',
  user: 'rower77',
  subject: 'Minutes of November',
}

const toLines = (texts: readonly string[]): readonly TranscriptLine[] =>
  texts.map((text, seq) => ({ seq, atMs: seq, from: 'server', phase: 'rcpt', text }))

const attempt: Attempt = {
  id: 'a1',
  entryId: 'e1',
  number: 1,
  revision: 1,
  serverId: 's1',
  serverName: 'Rowing club',
  serverHost: 'smtp.rowing.example',
  remoteAddress: '192.0.2.25',
  startedAt: Date.UTC(2026, 10, 24, 9, 42, 8),
  step: 'ended',
  overall: 'partly',
  notes: [],
  counts: true,
}

const explanationOf = (over: Partial<EntryExplanation>): EntryExplanation => ({
  cause: 'recipient-unknown',
  whoseMove: 'you',
  permanent: true,
  confidence: 0.96,
  isKnown: true,
  evidence: [],
  actions: [],
  title: '',
  whatHappened: '',
  command: '',
  codeText: '',
  whoseMoveText: '',
  addresses: [],
  replyLines: [],
  ...over,
})

function hiderOf(secret: string): (text: string) => string {
  const redactor = new Redactor()
  redactor.add(secret)
  return (text) => redactor.apply(text)
}

function reportOf(over: Partial<ReportInput> = {}) {
  return createReport({
    version: '0.1.0',
    platform: 'linux',
    attempt,
    attemptCount: 1,
    stops: [{ stop: 'connect', state: 'passed', durationMs: 12 }],
    lines: toLines(['550 5.1.1 <nora.lindqvist@lakeside.example>: unknown']),
    explanations: [],
    server: {
      name: 'Rowing club',
      host: 'smtp.rowing.example',
      port: 587,
      security: 'starttls',
      user: 'rower77',
      ehloName: '',
      allowInsecureAuth: false,
      pins: [],
    },
    known,
    replace: all,
    hideSecrets: (text) => text,
    ...over,
  })
}

describe('createPlaceholders', () => {
  it('gives the same thing the same name everywhere, and other things other names', () => {
    const { apply, table } = createPlaceholders(known, all)
    expect(
      apply('<Nora.Lindqvist@lakeside.example> at lakeside.example, user nora.lindqvist, id 5.1.1'),
    ).toBe('<recipient-2@domain-1> at domain-1, user recipient-2, id 5.1.1')
    expect(apply('smtp.rowing.example [192.0.2.25] and 2001:db8::1 TLSv1.3')).toBe(
      'server-1 [ip-1] and ip-2 TLSv1.3',
    )
    expect(table()).toContainEqual({ placeholder: 'domain-1', original: 'lakeside.example' })
  })

  it('takes names with characters that mean something in a pattern', () => {
    const names = {
      ...known,
      subject: 'Re: [a-b] (1+1)/2 ^x$ {3} \\d.*?|',
      serverHost: 'smtp-out.rowing.example',
    }
    expect(createPlaceholders(names, all).apply(`${names.subject} at ${names.serverHost}`)).toBe(
      'subject-1 at server-1',
    )
  })

  it('leaves alone what is switched off', () => {
    const text = 'a@b.example 192.0.2.1 Minutes of November'
    expect(createPlaceholders(known, none).apply(text)).toBe(text)
    expect(createPlaceholders(known, { ...none, subject: true }).apply(text)).toBe(
      'a@b.example 192.0.2.1 subject-1',
    )
  })
})

describe('createReport', () => {
  it('has transcript, timings, settings and version, and none of the names', () => {
    const { text } = reportOf()
    expect(text).toContain('# Support report, Sendoff 0.1.0')
    expect(text).toContain('550 5.1.1 <recipient-2@')
    expect(text).toContain('- connect: 12 ms, passed')
    expect(text).toContain('port 587, security starttls')
    expect(text).not.toMatch(/lakeside|rowing|nora|secretary|rower77|Minutes|192\.0\.2\.25/i)
  })

  it('has the same as JSON, and none of the names in it either', () => {
    const { text } = reportOf({ format: 'json' })
    expect(JSON.parse(text)).toMatchObject({
      sendoff: '0.1.0',
      outcome: 'partly',
      subject: 'subject-1',
      timingsMs: { connect: 12 },
      server: { port: 587, security: 'starttls', signsIn: true },
      transcript: [{ text: expect.stringContaining('550 5.1.1 <recipient-2@') as string }],
    })
    expect(text).not.toMatch(/lakeside|rowing|nora|secretary|rower77|Minutes|192\.0\.2\.25/i)
  })

  const reports = [
    { name: 'Markdown with placeholders', format: 'markdown', replace: all },
    { name: 'Markdown without placeholders', format: 'markdown', replace: none },
    { name: 'JSON with placeholders', format: 'json', replace: all },
    { name: 'JSON without placeholders', format: 'json', replace: none },
  ] as const

  /** Every string in the report; those of JSON are read back, for it writes quotes in its own way. */
  const stringsOf = (text: string, format: 'markdown' | 'json'): readonly string[] =>
    format === 'json' ? [text, ...textsIn(JSON.parse(text))] : [text]

  it.each(reports)(
    'P25: $name: a secret never enters it, in whatever form and wherever a server said it',
    ({ format, replace }) => {
      // The last one would be torn apart if placeholders came first.
      for (const secret of [
        'Kr4ke "n\\est" 100% sécret/+?ÿ>',
        'ya29.a0Af~H6+SMBx/_k-Z==',
        'kr4ke@rowing.example',
      ]) {
        for (const [name, form] of [...formsOf(secret), ...blobsOf('rower77', secret)]) {
          const said = `no such pass ${form} here`
          const { text, replaced } = reportOf({
            lines: toLines([`535 5.7.8 ${said}`, `535-${form}`, `535 x=${form}&y`]),
            attempt: { ...attempt, serverHost: form, queueId: said, mechanism: 'PLAIN' },
            explanations: [explanationOf({ title: said, command: said, codeText: said })],
            known: { ...known, subject: said },
            replace,
            format,
            hideSecrets: hiderOf(secret),
          })
          const found = [...stringsOf(text, format), ...textsIn(replaced)].flatMap((part) =>
            findForms(secret, name, part),
          )
          expect(found).toEqual([])
          expect(text).toContain('no such pass [hidden] here')
        }
      }
    },
  )

  it('P25: any secret, in any form, with and without placeholders', () => {
    const secret = fc
      .string({ minLength: 6, maxLength: 40, unit: 'grapheme-ascii' })
      .filter((text) => text.trim() === text)
    fc.assert(
      fc.property(secret, fc.constantFrom(...reports), (password, { format, replace }) => {
        const { text } = reportOf({
          lines: toLines([...formsOf(password).values()].map((form) => `535 no such pass ${form} here`)),
          replace,
          format,
          hideSecrets: hiderOf(password),
        })
        for (const part of stringsOf(text, format)) expect(findForms(password, 'report', part)).toEqual([])
      }),
    )
  })

  it('tells the story of the sign-in by names and codes alone', () => {
    const story = {
      offered: ['SCRAM-SHA-256', 'PLAIN', 'rower77'],
      usable: ['SCRAM-SHA-256', 'PLAIN'],
      tried: [
        { mechanism: 'PLAIN', outcome: 'refused', reply: ['535 5.7.8 rower77: no'] },
        { mechanism: 'LOGIN', outcome: 'unanswered', reply: [] },
      ],
      speciality: 'auth-app-password-needed',
    } as const
    const { text } = reportOf({ story })
    expect(text).toContain('- Mechanisms offered: SCRAM-SHA-256 PLAIN ')
    expect(text).toContain('- Tried: PLAIN, refused (535 5.7.8)\n- Tried: LOGIN, unanswered\n')
    expect(text).toContain('- Known of the provider: auth-app-password-needed')
    expect(text).not.toContain('rower77')
    const json = reportOf({ story, format: 'json' }).text
    expect(JSON.parse(json)).toMatchObject({
      session: { signIn: { tried: [{ code: '535 5.7.8' }, { code: null }] } },
    })
    expect(json).not.toContain('rower77')
  })

  it('P25: user name and settings of the sign-in are not put in', () => {
    expect(reportOf({ replace: none }).text).not.toContain('rower77')
  })

  it('leaves its own words alone, whatever a mailbox is called', () => {
    const { text } = reportOf({
      known: { ...known, recipients: ['unknown@lakeside.example'], user: 'port' },
      explanations: [
        explanationOf({
          title: 'There is no mailbox unknown@lakeside.example',
          command: 'RCPT TO:<unknown@lakeside.example>',
          codeText: 'Code 550',
        }),
      ],
      lines: toLines(['250-mx.lakeside.example greets you']),
    })
    expect(text).toContain(
      '- There is no mailbox recipient-1@domain-1\n  Cause recipient-unknown, confidence 0.96',
    )
    expect(text).toContain('port 587')
    expect(text).toContain('250-host-1 greets you')
  })

  it('lets no server paint over the report', () => {
    expect(reportOf({ lines: toLines(['550 \u001b[2J\u202eno']) }).text).toContain('550 \\x1b[2J\\u{202e}no')
  })
})
