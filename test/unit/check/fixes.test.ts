import { describe, expect, it } from 'vitest'
import { explainCheck, type CheckedServer } from '../../../main/check/explain-check.ts'
import { toSignInStory } from '../../../main/diagnosis/sign-in-story.ts'
import type { Phase, SmtpFailure } from '../../../main/smtp/types.ts'
import { ehloInside, toLines } from './lines.ts'

const server: CheckedServer = {
  values: {
    name: 'Rowing club',
    host: 'smtp.rowing.example',
    port: 587,
    user: 'secretary',
    email: 'secretary@rowing.example',
    security: 'starttls',
    options: {},
  },
  recipient: 'jonas@regatta.example',
}

const replied = (phase: Phase, line: string, command = ''): SmtpFailure => ({
  phase,
  kind: 'server-reply',
  command,
  reply: { code: Number(line.slice(0, 3)), lines: [line] },
  detail: line,
})
const refusedSignIn = replied('auth', '535 5.7.8 Error: authentication failed', 'AUTH PLAIN')

const tried = (mechanism: string, offered: string) =>
  toSignInStory(
    toLines([
      ['client', 'ehlo', 'EHLO x'],
      ['server', 'ehlo', '250-smtp.rowing.example'],
      ['server', 'ehlo', `250 AUTH ${offered}`],
      ['client', 'auth', `AUTH ${mechanism} [hidden]`],
      ['server', 'auth', '535 5.7.8 no'],
    ]),
  )

const fixesOf = (
  failure: SmtpFailure,
  over: Partial<CheckedServer> = {},
  story = tried('PLAIN', 'PLAIN LOGIN'),
) => explainCheck(failure, [], { ...server, ...over }, story).fixes

describe('what helps where a check stopped', () => {
  it.each<[string, SmtpFailure, readonly unknown[]]>([
    [
      'sign-in refused, user name is no address',
      refusedSignIn,
      [{ kind: 'use-user', user: 'secretary@rowing.example' }, { kind: 'sign-in-again' }],
    ],
    [
      'name not known',
      { phase: 'connect', kind: 'network', detail: '', errorCode: 'ENOTFOUND' },
      [{ kind: 'edit', field: 'host' }],
    ],
    [
      'port closed',
      { phase: 'connect', kind: 'network', detail: '', errorCode: 'ECONNREFUSED' },
      [{ kind: 'other-ways' }, { kind: 'edit', field: 'port' }],
    ],
    [
      'TLS not offered',
      { phase: 'starttls', kind: 'local', detail: 'the server does not offer STARTTLS' },
      [{ kind: 'other-ways' }, { kind: 'edit', field: 'security' }],
    ],
    [
      'P13: sender refused',
      replied('mail', '553 5.7.1 Sender address rejected: not owned by user secretary'),
      [{ kind: 'edit', field: 'email' }],
    ],
    ['recipient unknown', replied('rcpt', '550 5.1.1 User unknown'), [{ kind: 'edit', field: 'recipient' }]],
    [
      'nothing to do but wait',
      replied('greeting', '421 4.3.2 Too busy, try again later'),
      [{ kind: 'check-again' }],
    ],
    ['P12: not known', replied('mail', '550 zzz'), [{ kind: 'check-again' }]],
  ])('%s', (_name, failure, fixes) => {
    expect(fixesOf(failure)).toEqual(fixes)
  })

  it('does not advise the address that is used already', () => {
    const values = { ...server.values, user: 'secretary@rowing.example' }
    expect(fixesOf(refusedSignIn, { values })).toEqual([{ kind: 'sign-in-again' }])
  })

  it('shows the certificate, and never advises to go without TLS', () => {
    const certificate = {
      subject: '',
      issuer: '',
      names: [],
      validFromAt: 0,
      validToAt: 0,
      sha256: '',
      spkiSha256: '',
    }
    const failure: SmtpFailure = {
      phase: 'tls',
      kind: 'certificate',
      detail: '',
      errorCode: 'DEPTH_ZERO_SELF_SIGNED_CERT',
      certificate,
    }
    expect(fixesOf(failure)).toEqual([{ kind: 'view-certificate' }, { kind: 'edit', field: 'host' }])
  })

  it('tries a plain sign-in inside TLS where a proof was refused, and P26: only there', () => {
    const story = tried('SCRAM-SHA-256', 'SCRAM-SHA-256 PLAIN')
    const values = { ...server.values, user: 'secretary@rowing.example' }
    expect(fixesOf(refusedSignIn, { values }, story)[0]).toEqual({
      kind: 'use-mechanism',
      mechanism: 'PLAIN',
    })
    const open = { ...values, security: 'none' as const }
    expect(fixesOf(refusedSignIn, { values: open }, story)).toEqual([{ kind: 'sign-in-again' }])
  })

  it('lets go of a mechanism that the server does not have', () => {
    const none: SmtpFailure = {
      phase: 'auth',
      kind: 'local',
      detail: 'none of the mechanisms that the server offers can be used: PLAIN LOGIN',
    }
    const story = toSignInStory(toLines(ehloInside), { secret: 'password', only: 'CRAM-MD5' })
    expect(
      fixesOf(none, { values: { ...server.values, options: { mechanism: 'CRAM-MD5' } } }, story)[0],
    ).toEqual({
      kind: 'use-mechanism',
      mechanism: null,
    })
  })
})

describe('the words of a check', () => {
  it('P10: name what happened, the command with its codes, and whose move it is', () => {
    const { explanation } = explainCheck(refusedSignIn, [], server, tried('PLAIN', 'PLAIN'))
    expect(explanation).toMatchObject({
      title: 'Rowing club did not accept user name or password',
      whatHappened: 'Everything up to here worked, TLS included. The server then refused the sign-in.',
      command: 'AUTH PLAIN',
      whoseMoveText: 'Yours. Many providers want the full address as user name; yours is “secretary”.',
      replyLines: ['535 5.7.8 Error: authentication failed'],
    })
  })

  it('do not speak of TLS where there was none', () => {
    const values = { ...server.values, security: 'none' as const }
    const { explanation } = explainCheck(refusedSignIn, [], { ...server, values }, null)
    expect(explanation.whatHappened).not.toContain('TLS')
  })

  it('P16: name the recipient that was refused', () => {
    const { explanation } = explainCheck(replied('rcpt', '550 5.1.1 User unknown'), [], server, null)
    expect(explanation.addresses).toEqual(['jonas@regatta.example'])
    expect(explanation.title).toContain('jonas@regatta.example')
  })
})
