import { expect, test } from 'vitest'
import { aiosmtpdPackages, startAiosmtpd } from './support/aiosmtpd.ts'
import { makeAvailable } from './support/available.ts'
import { probe } from './support/probe.ts'
import { messageOf, open, sessionOf, sourceWith, transcriptOf } from './support/session.ts'
import { expectStored } from './support/expectations.ts'
import type { Peer } from './support/facts.ts'
import { describeServer } from './support/suite.ts'

describeServer(
  await makeAvailable('aiosmtpd', aiosmtpdPackages),
  startAiosmtpd,
  {
    extensions: ['SIZE 100000', '8BITMIME', 'SMTPUTF8', 'AUTH LOGIN PLAIN', 'HELP'],
    mechanisms: ['PLAIN', 'LOGIN'],
    wrongPassword: { code: 535, enhanced: '5.7.8', text: /Authentication credentials invalid/ },
    accepted: /^250 2\.0\.0 Message taken$/,
    hasQueueId: false,
    unknownRecipient: { code: 550, enhanced: '5.1.1', text: /No such user here/ },
    deferred: { code: 450, enhanced: '4.2.1' },
    maxSize: 100_000,
    answers: {
      'MAIL FROM:<ann@mail.test> SIZE=100001': /^552 Error: message size/,
      'MAIL FROM:<ann@mail.test> / MAIL FROM:<ann@mail.test>': /^503 Error: nested MAIL command/,
      'MAIL FROM:<ann@mail.test> XFOO=1': /^555 MAIL FROM parameters/,
      'MAIL FROM:<ann@mail.test> REQUIRETLS': /^555/,
      'MAIL FROM:<ann@mail.test> / DATA': /^503 Error: need RCPT command/,
    },
    strangerAnswers: {
      'MAIL FROM:<ann@mail.test>': /^530 5\.7\.0 Authentication required/,
      'AUTH LOGIN / *': /^501 5\.7\.0 Auth aborted/,
      'AUTH PLAIN !!!': /^501 5\.5\.2 Can't decode base64/,
      'AUTH XUNKNOWN': /^504/,
    },
  },
  quirks,
)

function quirks(peer: Peer): void {
  test('takes lines of 998 octets and refuses longer ones, which the engine never sends', async () => {
    const session = sessionOf(await open(peer(), 'starttls'))
    const longest = sourceWith('longest-line', 'x'.repeat(998))
    expect((await session.deliver(messageOf(longest, ['bob@mail.test']))).overall).toBe('accepted')
    await expectStored(peer(), 'longest-line', longest)
    const over = await session.deliver(messageOf(sourceWith('over', 'x'.repeat(999)), ['bob@mail.test']))
    await session.close()
    expect(over).toMatchObject({ overall: 'refused-locally', failure: { kind: 'local' } })

    const client = await probe(peer())
    expect(await client.ask('MAIL FROM:<ann@mail.test>')).toMatch(/^250/)
    expect(await client.ask('RCPT TO:<bob@mail.test>')).toMatch(/^250/)
    expect(await client.ask('DATA')).toMatch(/^354/)
    expect(await client.ask(`${'x'.repeat(1200)}\r\n.`)).toMatch(/^500 Line too long/)
    client.close()
  })

  test('a line of 998 octets that begins with a dot arrives with its dot', async () => {
    const source = sourceWith('dot-line', `.${'x'.repeat(997)}`)
    const opened = await open(peer(), 'implicit')
    const session = sessionOf(opened)
    const result = await session.deliver(messageOf(source, ['bob@mail.test']))
    await session.close()
    expect(result.overall, transcriptOf(opened)).toBe('accepted')
    await expectStored(peer(), 'dot-line', source)
  })
}
