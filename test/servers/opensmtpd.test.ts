import { expect, test } from 'vitest'
import { makeAvailable } from './support/available.ts'
import { opensmtpdPackages, startOpensmtpd } from './support/opensmtpd.ts'
import { probe } from './support/probe.ts'
import { commandsOf, messageOf, open, sessionOf, sourceWith, transcriptOf } from './support/session.ts'
import type { Peer } from './support/facts.ts'
import { describeServer } from './support/suite.ts'

describeServer(
  await makeAvailable('OpenSMTPD', opensmtpdPackages),
  startOpensmtpd,
  {
    extensions: ['8BITMIME', 'ENHANCEDSTATUSCODES', 'SIZE 100000', 'DSN', 'AUTH PLAIN LOGIN', 'HELP'],
    mechanisms: ['PLAIN', 'LOGIN'],
    wrongPassword: { code: 535, text: /^535 Authentication failed/ },
    accepted: /^250 2\.0\.0 \w+ Message accepted for delivery$/,
    hasQueueId: true,
    unknownRecipient: { code: 550, text: /Invalid recipient: <nobody@mail\.test>/ },
    deferred: { code: 450, enhanced: '4.2.1' },
    maxSize: 100_000,
    answers: {
      'MAIL FROM:<ann@mail.test> / MAIL FROM:<ann@mail.test>':
        /^503 5\.5\.1 .*Command not allowed at this point/,
      'MAIL FROM:<ann@mail.test> XFOO=1': /^503 5\.5\.4 .*Unsupported option XFOO=1/,
      'MAIL FROM:<ann@mail.test> REQUIRETLS': /^503 5\.5\.4/,
      'MAIL FROM:<ann@mail.test> / RCPT TO:<nobody@mail.test> / DATA':
        /^503 5\.5\.4 .*No recipient specified/,
      'MAIL FROM:<ann@mail.test> / RCPT TO:<bob@mail.test> NOTIFY=NEVER,SUCCESS': /^553/,
      'MAIL FROM:<ann@mail.test> / RCPT TO:<jürgen@mail.test>': /^501/,
    },
    strangerAnswers: {
      'MAIL FROM:<ann@mail.test>': /^530 5\.5\.1 .*Must issue an AUTH command first/,
      'AUTH LOGIN / *': /^501 5\.5\.2 Syntax error/,
      'AUTH PLAIN !!!': /^501 5\.5\.2 Syntax error/,
      'AUTH XUNKNOWN': /^504/,
    },
  },
  quirks,
)

function quirks(peer: Peer): void {
  test('without PIPELINING every command waits for its reply, as it must: two in one segment end the session', async () => {
    const client = await probe(peer())
    client.write('MAIL FROM:<ann@mail.test>\r\nRCPT TO:<bob@mail.test>\r\n')
    expect(await client.reply()).toMatch(/^500 5\.5\.1 .*Pipelining not supported/)
    expect(await client.reply()).toBe('')
  })

  test('asked for one flight, the engine still sends one command at a time', async () => {
    const opened = await open(peer(), 'starttls', {
      options: { pipelining: true, authInFlight: true, queueInFlight: true },
    })
    const session = sessionOf(opened)
    // The outbox gives a session no more at a time than its window says.
    expect(session.window ?? 1).toBe(1)
    for (const marker of ['lock-step-one', 'lock-step-two']) {
      const result = await session.deliver(messageOf(sourceWith(marker), ['bob@mail.test', 'ann@mail.test']))
      expect(result.overall, transcriptOf(opened)).toBe('accepted')
    }
    await session.close()
  })

  test('EHLO after the sign-in is refused by it and never sent by the engine', async () => {
    const client = await probe(peer())
    expect(await client.ask('EHLO client.mail.test')).toMatch(/^503 5\.5\.1/)
    client.close()
    const opened = await open(peer(), 'implicit')
    await sessionOf(opened).close()
    expect(commandsOf(opened).filter((command) => command.startsWith('EHLO'))).toHaveLength(1)
  })

  test('says 250 to a SIZE over its limit and refuses at the dot, with 554 5.3.4', async () => {
    const client = await probe(peer())
    expect(await client.ask('MAIL FROM:<ann@mail.test> SIZE=200000')).toMatch(/^250/)
    expect(await client.ask('RCPT TO:<bob@mail.test>')).toMatch(/^250/)
    expect(await client.ask('DATA')).toMatch(/^354/)
    client.write(`${'0123456789'.repeat(7)}\r\n`.repeat(2000))
    expect(await client.ask('.')).toMatch(/^554 5\.3\.4/)
    client.close()
  })

  test('NOTIFY=NEVER after the SUCCESS of another recipient is refused for that recipient alone', async () => {
    const opened = await open(peer(), 'starttls')
    const session = sessionOf(opened)
    const result = await session.deliver(
      messageOf(sourceWith('notify-mixed'), [], {
        to: [
          { address: 'bob@mail.test', notify: ['SUCCESS', 'FAILURE'] },
          { address: 'ann@mail.test', notify: ['NEVER'] },
        ],
      }),
    )
    await session.close()
    expect(result.overall, transcriptOf(opened)).toBe('partly')
    expect(result.recipients[1]).toMatchObject({ outcome: 'rejected', reply: { code: 553 } })
    expect(result.recipients[1]?.reply?.lines[0]).toContain('NEVER')
  })

  test('NOTIFY=NEVER for all recipients is taken', async () => {
    const opened = await open(peer(), 'starttls')
    const session = sessionOf(opened)
    const to = ['bob@mail.test', 'ann@mail.test'].map((address) => ({ address, notify: ['NEVER'] as const }))
    const result = await session.deliver(messageOf(sourceWith('notify-never'), [], { to }))
    await session.close()
    expect(result.overall, transcriptOf(opened)).toBe('accepted')
  })
}
