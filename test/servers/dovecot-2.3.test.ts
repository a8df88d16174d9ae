import { expect, test } from 'vitest'
import { makeAvailable } from './support/available.ts'
import { annToken, dovecot23Packages, startDovecot } from './support/dovecot.ts'
import { testPipelining } from './support/dovecot-quirks.ts'
import { postfixPackages } from './support/postfix.ts'
import { probe } from './support/probe.ts'
import { commandsOf, messageOf, open, sessionOf, sourceWith, transcriptOf } from './support/session.ts'
import { expectAnswer, expectStored, failed } from './support/expectations.ts'
import type { Peer } from './support/facts.ts'
import { describeServer } from './support/suite.ts'

const relay = await makeAvailable('Postfix behind it', postfixPackages)

describeServer(
  await makeAvailable('Dovecot 2.3', dovecot23Packages, relay),
  (dovecot) => startDovecot('2.3', { dovecot, postfix: relay.tree }),
  {
    extensions: [
      '8BITMIME',
      'AUTH PLAIN LOGIN CRAM-MD5 DIGEST-MD5 SCRAM-SHA-1 SCRAM-SHA-256 XOAUTH2 OAUTHBEARER',
      'BURL imap',
      'CHUNKING',
      'ENHANCEDSTATUSCODES',
      'SIZE 100000',
      'PIPELINING',
    ],
    mechanisms: ['SCRAM-SHA-256', 'SCRAM-SHA-1', 'CRAM-MD5', 'PLAIN', 'LOGIN'],
    wrongPassword: { code: 535, enhanced: '5.7.8', text: /Authentication failed/ },
    accepted: /^250 2\.0\.0 Ok: (\d+ bytes )?queued as \w+$/,
    hasQueueId: true,
    unknownRecipient: { code: 550, enhanced: '5.1.1', text: /Recipient address rejected/ },
    deferred: { code: 450, enhanced: '4.2.1' },
    maxSize: 100_000,
    answers: {
      'MAIL FROM:<ann@mail.test> SIZE=200000': /^552 5\.2\.3 Message size exceeds administrative limit/,
      'MAIL FROM:<ann@mail.test> / MAIL FROM:<ann@mail.test>': /^503 5\.5\.0 MAIL already given/,
      'MAIL FROM:<ann@mail.test> XFOO=1': /^555 5\.5\.4 Unsupported parameters/,
      'MAIL FROM:<ann@mail.test> REQUIRETLS': /^555 5\.5\.4/,
      'MAIL FROM:<ann@mail.test> / RCPT TO:<nobody@mail.test> / DATA': /^554 5\.5\.0 No valid recipients/,
      'MAIL FROM:<ann@mail.test> / RCPT TO:<bob@mail.test> NOTIFY=NEVER,SUCCESS': /^501/,
      'MAIL FROM:<ann@mail.test> / RCPT TO:<jürgen@mail.test>': /^501/,
    },
    strangerAnswers: {
      'AUTH LOGIN / *': /^501 5\.5\.2 Authentication aborted by client/,
      'AUTH PLAIN !!!': /^501 5\.5\.2 Invalid base64 data in initial response/,
      'AUTH XUNKNOWN': /^504/,
    },
  },
  quirks,
)

function quirks(peer: Peer): void {
  for (const mechanism of ['OAUTHBEARER', 'XOAUTH2']) {
    test(`P25: AUTH ${mechanism} signs in with a token, and the transcript does not hold it`, async () => {
      const opened = await open(peer(), 'starttls', { token: annToken, mechanisms: [mechanism] })
      const session = sessionOf(opened)
      const marker = `token-${mechanism.toLowerCase()}`
      const result = await session.deliver(messageOf(sourceWith(marker), ['bob@mail.test']))
      await session.close()
      expect(session.mechanism).toBe(mechanism)
      expect(result.overall).toBe('accepted')
      expect(transcriptOf(opened)).not.toContain(annToken)
      expect(transcriptOf(opened)).not.toContain(Buffer.from(annToken).toString('base64').slice(0, 16))
      await expectStored(peer(), marker, sourceWith(marker))
    })

    test(`a bad token with ${mechanism}: the reason comes in a 334, the refusal behind our answer to it`, async () => {
      const opened = await open(peer(), 'starttls', { token: 'expired', mechanisms: [mechanism] })
      const { failure } = failed(opened.result)
      expect(failure).toMatchObject({ phase: 'auth', kind: 'server-reply' })
      expectAnswer(failure.reply, { code: 535, enhanced: '5.7.8' })
      expect(failure.detail).toMatch(mechanism === 'XOAUTH2' ? /401/ : /invalid_token/)
      expect(opened.lines.filter(({ text }) => text.startsWith('334'))).not.toEqual([])
    })
  }

  test('a token serves OAUTHBEARER before XOAUTH2', async () => {
    const session = sessionOf(await open(peer(), 'implicit', { token: annToken }))
    await session.close()
    expect(session.mechanism).toBe('OAUTHBEARER')
  })

  test('P26: it offers AUTH before TLS on loopback; the engine does not take it up', async () => {
    const opened = await open(peer(), 'none')
    expect(transcriptOf(opened)).toMatch(/250.AUTH PLAIN/)
    expect(failed(opened.result).failure).toMatchObject({ phase: 'auth', kind: 'local' })
    expect(commandsOf(opened).filter((command) => command.startsWith('AUTH'))).toEqual([])
  })

  test('another server answers after the sign-in: DSN appears and SIZE shrinks', async () => {
    const client = await probe(peer())
    const again = await client.ask('EHLO client.mail.test')
    client.close()
    expect(again).toContain('DSN')
    expect(again).toMatch(/SIZE 98976/)
  })

  test('DSN, which it did not list, is not sent: a wish, with a note', async () => {
    const opened = await open(peer(), 'starttls')
    const session = sessionOf(opened)
    const to = [{ address: 'bob@mail.test', notify: ['SUCCESS'] as const }]
    const result = await session.deliver(messageOf(sourceWith('no-dsn'), [], { to }))
    await session.close()
    expect(result.overall, transcriptOf(opened)).toBe('accepted')
    expect(result.notes.join()).toContain('DSN')
    expect(transcriptOf(opened)).not.toContain('NOTIFY')
  })

  testPipelining(peer)
}
