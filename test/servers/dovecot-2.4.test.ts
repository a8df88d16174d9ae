import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeAvailable } from './support/available.ts'
import { dovecot24Packages, startDovecot } from './support/dovecot.ts'
import { testPipelining } from './support/dovecot-quirks.ts'
import { postfixPackages } from './support/postfix.ts'
import { probe } from './support/probe.ts'
import type { RealServer } from './support/server.ts'
import { messageOf, open, sessionOf, sourceWith, transcriptOf } from './support/session.ts'
import { expectAnswer, expectStored, failed } from './support/expectations.ts'
import type { Peer } from './support/facts.ts'
import { describeServer } from './support/suite.ts'

const relay = await makeAvailable('Postfix behind it', postfixPackages)
const available = await makeAvailable('Dovecot 2.4', dovecot24Packages, relay)
const bound = ['SCRAM-SHA-256-PLUS', 'SCRAM-SHA-1-PLUS'] as const

describeServer(
  available,
  (dovecot) => startDovecot('2.4', { dovecot, postfix: relay.tree }),
  {
    extensions: [
      '8BITMIME',
      'AUTH PLAIN LOGIN SCRAM-SHA-1 SCRAM-SHA-256 SCRAM-SHA-1-PLUS SCRAM-SHA-256-PLUS',
      'BURL imap',
      'CHUNKING',
      'ENHANCEDSTATUSCODES',
      'SIZE 100000',
      'PIPELINING',
    ],
    mechanisms: [...bound, 'SCRAM-SHA-256', 'SCRAM-SHA-1', 'PLAIN', 'LOGIN'],
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
  for (const mechanism of bound) {
    test(`RFC 9266: ${mechanism} is bound by tls-exporter over TLS 1.3`, async () => {
      const opened = await open(peer(), 'implicit', { mechanisms: [mechanism] })
      const session = sessionOf(opened)
      const marker = `bound-${mechanism.toLowerCase()}`
      const result = await session.deliver(messageOf(sourceWith(marker), ['bob@mail.test']))
      await session.close()
      expect(session.tls?.protocol).toBe('TLSv1.3')
      expect(session.mechanism).toBe(mechanism)
      expect(result.overall, transcriptOf(opened)).toBe('accepted')
      await expectStored(peer(), marker, sourceWith(marker))
    })
  }

  test('lists the -PLUS mechanisms only inside TLS', async () => {
    const opened = await open(peer(), 'starttls')
    await sessionOf(opened).close()
    const lists = opened.lines.filter(({ text }) => /^250.AUTH /.test(text)).map(({ text }) => text)
    expect(lists).toHaveLength(2)
    expect(lists[0]).not.toContain('-PLUS')
    expect(lists[1]).toContain('-PLUS')
  })

  test('SMTPUTF8 and DSN appear only after the sign-in, where no one asks', async () => {
    const client = await probe(peer())
    const again = await client.ask('EHLO client.mail.test')
    client.close()
    expect(again).toContain('SMTPUTF8')
    expect(again).toContain('DSN')
  })

  test('a binding of the type tls-server-end-point makes its login process close: why it is tried last', async () => {
    const client = await probe(peer(), { isSignedIn: false })
    expect(await client.ask(`AUTH SCRAM-SHA-256-PLUS ${scramFirst('p=tls-server-end-point')}`)).toBe('')
    client.close()
  })

  test('the flag y, though it lists -PLUS, is refused: why that flag is for servers without it', async () => {
    const client = await probe(peer(), { isSignedIn: false })
    const reply = await client.ask(`AUTH SCRAM-SHA-256 ${scramFirst('y')}`)
    client.close()
    expect(reply).toMatch(/^535 5\.7\.8/)
  })

  testPipelining(peer)
}

/** The client's first message (RFC 5802 7), as an initial response. */
function scramFirst(flag: string): string {
  return Buffer.from(`${flag},,n=ann@mail.test,r=abcdefghijklmnop`).toString('base64')
}

describe.skipIf(available.isSkipped)(`${available.title} with TLS 1.2 at most`, () => {
  let server: RealServer | undefined
  beforeAll(async () => {
    server = await startDovecot('2.4', { dovecot: available.tree, postfix: relay.tree }, 'TLSv1.2')
  })
  afterAll(async () => {
    await server?.stop()
  })

  for (const mechanism of bound) {
    test(`RFC 5929 3: ${mechanism} is bound by tls-unique over TLS 1.2`, async () => {
      if (server === undefined) throw new Error('The server did not start.')
      const opened = await open(server, 'starttls', { mechanisms: [mechanism] })
      const session = sessionOf(opened)
      await session.close()
      expect(session.tls?.protocol).toBe('TLSv1.2')
      expect(session.mechanism, transcriptOf(opened)).toBe(mechanism)
    })

    test(`P13: a wrong password with ${mechanism} over TLS 1.2 is a refusal with its reply`, async () => {
      if (server === undefined) throw new Error('The server did not start.')
      const opened = await open(server, 'starttls', { mechanisms: [mechanism], pass: 'wrong' })
      expectAnswer(failed(opened.result).failure.reply, { code: 535, enhanced: '5.7.8' })
    })
  }
})
