import { expect, test } from 'vitest'
import { makeAvailable } from './support/available.ts'
import { eximPackages, startExim } from './support/exim.ts'
import { probe } from './support/probe.ts'
import { messageOf, open, sessionOf, sourceWith, transcriptOf } from './support/session.ts'
import type { Peer } from './support/facts.ts'
import { takesQueueInFlight } from './support/suite-flight.ts'
import { describeServer } from './support/suite.ts'

describeServer(
  await makeAvailable('Exim', eximPackages),
  startExim,
  {
    extensions: [
      'SIZE 100000',
      '8BITMIME',
      'DSN',
      'VRFY',
      'PIPELINING',
      'PIPECONNECT',
      'AUTH PLAIN LOGIN CRAM-MD5 SCRAM-SHA-1 SCRAM-SHA-256',
      'CHUNKING',
      'PRDR',
      'SMTPUTF8',
      'HELP',
    ],
    mechanisms: ['SCRAM-SHA-256', 'SCRAM-SHA-1', 'CRAM-MD5', 'PLAIN', 'LOGIN'],
    wrongPassword: { code: 535, text: /^535 Incorrect authentication data/ },
    accepted: /^250 OK id=\S+$/,
    hasQueueId: true,
    unknownRecipient: { code: 550, text: /Unrouteable address/ },
    deferred: { code: 450, enhanced: '4.2.1' },
    maxSize: 100_000,
    answers: {
      'MAIL FROM:<ann@mail.test> SIZE=200000': /^552 Message size exceeds maximum permitted/,
      'MAIL FROM:<ann@mail.test> / MAIL FROM:<ann@mail.test>': /^503 sender already given/,
      'MAIL FROM:<ann@mail.test> XFOO=1': /^501 .*XFOO=1/,
      'MAIL FROM:<ann@mail.test> REQUIRETLS': /^501/,
      'MAIL FROM:<ann@mail.test> / RCPT TO:<bob@mail.test> NOTIFY=NEVER,SUCCESS': /^501/,
      'MAIL FROM:<ann@mail.test> / RCPT TO:<stranger@elsewhere.test>': /^550/,
    },
    strangerAnswers: {
      'MAIL FROM:<ann@mail.test>': /^530 5\.7\.0 Authentication required/,
      'AUTH LOGIN / *': /^501 Authentication cancelled/,
      'AUTH PLAIN !!!': /^501 Invalid base64 data/,
      'AUTH XUNKNOWN': /^504/,
    },
  },
  quirks,
)

function quirks(peer: Peer): void {
  takesQueueInFlight(peer, ['CHUNKING', 'DATA'])

  test('the queue id is read from the last line of its reply to BDAT', async () => {
    const opened = await open(peer(), 'starttls')
    const session = sessionOf(opened)
    const result = await session.deliver(messageOf(sourceWith('last-line'), ['bob@mail.test']))
    await session.close()
    expect(transcriptOf(opened)).toContain('BDAT')
    expect(result.reply?.lines).toHaveLength(2)
    expect(result.reply?.lines[1]).toBe(`250 OK id=${result.queueId}`)
  })

  test('AUTH is gone from an EHLO after the sign-in', async () => {
    const client = await probe(peer())
    const again = await client.ask('EHLO client.mail.test')
    client.close()
    expect(again).toContain('PIPELINING')
    expect(again).not.toContain('AUTH')
  })

  test('DATA with every recipient refused has three lines, with the reason of the refusal in the middle', async () => {
    const client = await probe(peer())
    client.write('MAIL FROM:<ann@mail.test>\r\nRCPT TO:<nobody@mail.test>\r\nDATA\r\n')
    expect(await client.reply()).toMatch(/^250/)
    expect(await client.reply()).toMatch(/^550/)
    const data = await client.reply()
    client.close()
    expect(data?.split('\r\n')).toHaveLength(3)
    expect(data).toMatch(/^503-[^]*\r\n503-.*Unrouteable[^]*\r\n503 /)
  })

  test('takes two whole messages by BDAT in one write', async () => {
    const client = await probe(peer())
    const one = 'MAIL FROM:<ann@mail.test>\r\nRCPT TO:<bob@mail.test>\r\nBDAT 14 LAST\r\nSubject: a\r\n\r\n'
    client.write(one + one)
    const codes: (string | undefined)[] = []
    for (let count = 0; count < 6; count += 1) codes.push((await client.reply())?.slice(0, 3))
    client.close()
    expect(codes).toEqual(['250', '250', '250', '250', '250', '250'])
  })

  test('octets of a BDAT over its size limit are read as commands: why nothing follows a refused chunk', async () => {
    const client = await probe(peer())
    expect(await client.ask('MAIL FROM:<ann@mail.test>')).toMatch(/^250/)
    expect(await client.ask('RCPT TO:<bob@mail.test>')).toMatch(/^250/)
    const body = 'NOOP\r\n'.repeat(40_000)
    client.write(`BDAT ${body.length} LAST\r\n${body}`)
    expect(await client.reply()).toMatch(/^552/)
    expect(await client.reply()).toMatch(/^250/)
    client.close()
  })
}
