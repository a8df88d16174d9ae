import { describe, expect, it } from 'vitest'
import { toSignInStory } from '../../../main/diagnosis/sign-in-story.ts'
import { languages } from '../../../main/text/languages.ts'
import { speak, t } from '../../../main/text/t.ts'
import { ehlo, ehloInside, signIn, startTls, toLines } from '../check/lines.ts'

const scram = [
  ['client', 'ehlo', 'EHLO x'],
  ['server', 'ehlo', '250-mail.example.org'],
  ['server', 'ehlo', '250 AUTH SCRAM-SHA-256 PLAIN XOAUTH2 GSSAPI EXTERNAL'],
  ['client', 'auth', 'AUTH SCRAM-SHA-256 [hidden]'],
  ['server', 'auth', '504 5.5.4 Mechanism not known'],
  ['client', 'auth', 'AUTH PLAIN [hidden]'],
  ['server', 'auth', '235 2.7.0 OK'],
] as const

const answered = (...lines: readonly string[]) =>
  toSignInStory(
    toLines([
      ...ehloInside,
      ['client', 'auth', 'AUTH PLAIN [hidden]'],
      ...lines.map((line) => ['server', 'auth', line] as const),
    ]),
  )

describe('the story of a sign-in', () => {
  it('tells what was offered, usable and tried, and what each answered', () => {
    expect(toSignInStory(toLines(scram))).toEqual({
      offered: ['SCRAM-SHA-256', 'PLAIN', 'XOAUTH2', 'GSSAPI', 'EXTERNAL'],
      usable: ['SCRAM-SHA-256', 'PLAIN'],
      tried: [
        { mechanism: 'SCRAM-SHA-256', outcome: 'refused', reply: ['504 5.5.4 Mechanism not known'] },
        { mechanism: 'PLAIN', outcome: 'accepted', reply: ['235 2.7.0 OK'] },
      ],
    })
  })

  it('P27: takes the offer from inside TLS', () => {
    const before = [
      ['client', 'ehlo', 'EHLO x'],
      ['server', 'ehlo', '250-x'],
      ['server', 'ehlo', '250 AUTH CRAM-MD5'],
    ] as const
    const story = toSignInStory(toLines([...before, ...startTls, ...ehloInside, ...signIn]))
    expect(story?.offered).toEqual(['PLAIN', 'LOGIN'])
  })

  it('goes over challenges, and knows an answer that never came', () => {
    const story = toSignInStory(
      toLines([
        ...ehloInside,
        ['client', 'auth', 'AUTH LOGIN'],
        ['server', 'auth', '334 VXNlcm5hbWU6'],
        ['client', 'auth', '[hidden]'],
      ]),
    )
    expect(story?.tried).toEqual([{ mechanism: 'LOGIN', outcome: 'unanswered', reply: [] }])
  })

  it('counts as usable what there is something for', () => {
    const usable = (means: Parameters<typeof toSignInStory>[1]) =>
      toSignInStory(toLines(scram), means)?.usable
    expect(usable({ secret: 'token' })).toEqual(['XOAUTH2'])
    expect(usable({ secret: 'password', hasClientCertificate: true })).toContain('EXTERNAL')
    expect(usable({ secret: 'password', only: 'PLAIN' })).toEqual(['PLAIN'])
  })

  it('says whether a token was renewed', () => {
    const means = { secret: 'token' } as const
    expect(toSignInStory(toLines(scram), means)?.token).toBe('as-it-was')
    const renewed = [...scram, ['note', 'auth', 'the access token was renewed'] as const]
    expect(toSignInStory(toLines(renewed), means)?.token).toBe('renewed')
    expect(toSignInStory(toLines(scram))).not.toHaveProperty('token')
  })

  it.each(languages)('knows a renewed token by the notes as they are in %s', (language) => {
    speak(language)
    const notes = [t('oauth.note.renewed'), t('oauth.note.refused')]
    speak('en')
    for (const note of notes)
      expect(
        toSignInStory(toLines([...scram, ['note', 'auth', note] as const]), { secret: 'token' })?.token,
      ).toBe('renewed')
  })

  it.each([
    [
      'auth-app-password-needed',
      [
        '534-5.7.9 Application-specific password required. For more information, go to',
        '534 5.7.9  https://support.google.com/mail/?p=InvalidSecondFactor',
      ],
    ],
    [
      'auth-smtp-disabled',
      ['535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the Tenant.'],
    ],
  ])('names what a provider is known for: %s', (cause, lines) => {
    expect(answered(...lines)?.speciality).toBe(cause)
  })

  it('P12: names nothing for a plain refusal', () => {
    expect(answered('535 5.7.8 Authentication failed')).not.toHaveProperty('speciality')
  })

  it('is none where no sign-in was offered or tried', () => {
    expect(toSignInStory(toLines(ehlo))).toBeNull()
  })
})
