import { expect, test } from 'vitest'
import { makeAvailable } from './support/available.ts'
import { probe } from './support/probe.ts'
import { sendmailPackages, startSendmail } from './support/sendmail.ts'
import { messageOf, open, sessionOf, sourceWith, transcriptOf } from './support/session.ts'
import { expectStored } from './support/expectations.ts'
import type { Peer } from './support/facts.ts'
import { takesQueueInFlight } from './support/suite-flight.ts'
import { describeServer } from './support/suite.ts'

describeServer(
  await makeAvailable('sendmail', sendmailPackages),
  startSendmail,
  {
    extensions: [
      'ENHANCEDSTATUSCODES',
      'PIPELINING',
      '8BITMIME',
      'SIZE 100000',
      'DSN',
      'AUTH PLAIN LOGIN CRAM-MD5 DIGEST-MD5 SCRAM-SHA-1 SCRAM-SHA-256',
      'DELIVERBY',
      'HELP',
    ],
    mechanisms: ['SCRAM-SHA-256', 'SCRAM-SHA-1', 'CRAM-MD5', 'PLAIN', 'LOGIN'],
    wrongPassword: { code: 535, enhanced: '5.7.0', text: /authentication failed/ },
    accepted: /^250 2\.0\.0 \w+ Message accepted for delivery$/,
    hasQueueId: true,
    unknownRecipient: { code: 550, enhanced: '5.1.1', text: /No such user here/ },
    deferred: { code: 450, enhanced: '4.2.1' },
    maxSize: 100_000,
    answers: {
      'MAIL FROM:<ann@mail.test> SIZE=100001': /^552 5\.2\.3 Message size exceeds fixed maximum message size/,
      'MAIL FROM:<ann@mail.test> / MAIL FROM:<ann@mail.test>': /^503 5\.5\.0 Sender already specified/,
      'MAIL FROM:<ann@mail.test> XFOO=1': /^555 5\.5\.4 XFOO parameter unrecognized/,
      'MAIL FROM:<ann@mail.test> REQUIRETLS': /^555 5\.5\.4/,
      'MAIL FROM:<ann@mail.test> / RCPT TO:<nobody@mail.test> / DATA': /^503 5\.0\.0 Need RCPT/,
      'MAIL FROM:<ann@mail.test> / RCPT TO:<bob@mail.test> NOTIFY=NEVER,SUCCESS': /^501/,
      'MAIL FROM:<ann@mail.test> / RCPT TO:<jürgen@mail.test>': /^550/,
      'MAIL FROM:<ann@mail.test> / RCPT TO:<stranger@elsewhere.test>': /^250/,
    },
    strangerAnswers: {
      'MAIL FROM:<ann@mail.test>': /^530 5\.7\.0 Authentication required/,
      'AUTH LOGIN / *': /^501 5\.0\.0 AUTH aborted/,
      'AUTH PLAIN !!!': /^501 5\.5\.4 cannot BASE64 decode/,
      'AUTH XUNKNOWN': /^504/,
    },
  },
  quirks,
)

function quirks(peer: Peer): void {
  takesQueueInFlight(peer, ['DATA'])

  test('lists other mechanisms before TLS than inside: what was said before is forgotten', async () => {
    const opened = await open(peer(), 'starttls')
    const session = sessionOf(opened)
    await session.close()
    const lists = opened.lines.filter(({ text }) => /^250.AUTH /.test(text)).map(({ text }) => text.slice(9))
    expect(lists).toHaveLength(2)
    expect(lists[0]).not.toContain('PLAIN')
    expect(lists[1]).toContain('PLAIN')
    expect(session.capabilities.get('AUTH')).toContain('PLAIN')
  })

  test('a bare LF gets 421 from it; the engine sends none', async () => {
    const client = await probe(peer())
    client.write('MAIL FROM:<ann@mail.test>\r\nRCPT TO:<bob@mail.test>\r\nDATA\r\n')
    for (const code of [/^250/, /^250/, /^354/]) expect(await client.reply()).toMatch(code)
    client.write('Subject: bare\n\nLF\r\n.\r\n')
    expect(await client.reply()).toMatch(/^421 4\.5\.0 Bare linefeed/)
    client.close()
    const source = sourceWith('no-bare-lf')
    const session = sessionOf(await open(peer(), 'starttls'))
    const result = await session.deliver(messageOf(source.replaceAll('\r\n', '\n'), ['bob@mail.test']))
    await session.close()
    expect(result.overall).toBe('accepted')
    await expectStored(peer(), 'no-bare-lf', source)
  })

  test('DSN and DELIVERBY parameters are taken', async () => {
    const opened = await open(peer(), 'starttls')
    const session = sessionOf(opened)
    const result = await session.deliver(
      messageOf(sourceWith('by-time'), [], {
        to: [{ address: 'bob@mail.test', notify: ['FAILURE', 'DELAY'], orcpt: 'rfc822;bob@mail.test' }],
        dsn: { ret: 'FULL', envid: 'QQ314159' },
        deliverBy: { seconds: 3600, mode: 'R' },
      }),
    )
    await session.close()
    expect(result.overall, transcriptOf(opened)).toBe('accepted')
    expect(transcriptOf(opened)).toContain('BY=3600;R')
    expect(result.notes).toEqual([])
  })

  test('takes the next MAIL behind the final dot', async () => {
    const client = await probe(peer())
    client.write('MAIL FROM:<ann@mail.test>\r\nRCPT TO:<bob@mail.test>\r\nDATA\r\n')
    for (const code of [/^250/, /^250/, /^354/]) expect(await client.reply()).toMatch(code)
    client.write('Subject: one\r\n\r\n.\r\nMAIL FROM:<ann@mail.test>\r\nQUIT\r\n')
    for (const code of [/^250 2\.0\.0/, /^250 2\.1\.0/, /^221/]) expect(await client.reply()).toMatch(code)
    client.close()
  })
}
