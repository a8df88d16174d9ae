import { expect, test } from 'vitest'
import { makeAvailable } from './support/available.ts'
import { chasquidPackages, startChasquid } from './support/chasquid.ts'
import { probe } from './support/probe.ts'
import { messageOf, open, sessionOf, sourceWith, transcriptOf } from './support/session.ts'
import { expectStored } from './support/expectations.ts'
import type { Peer } from './support/facts.ts'
import { isTrueInFlight } from './support/suite-flight.ts'
import { describeServer } from './support/suite.ts'

describeServer(
  await makeAvailable('chasquid', chasquidPackages),
  startChasquid,
  {
    extensions: [
      '8BITMIME',
      'PIPELINING',
      'SMTPUTF8',
      'ENHANCEDSTATUSCODES',
      'SIZE 1048576',
      'AUTH PLAIN',
      'HELP',
    ],
    mechanisms: ['PLAIN'],
    wrongPassword: { code: 535, enhanced: '5.7.8', text: /Incorrect user or password/ },
    accepted: /^250 2\.0\.0 /,
    hasQueueId: false,
    unknownRecipient: { code: 550, enhanced: '5.1.1', text: /Destination address is unknown/ },
    maxSize: 1_048_576,
    answers: {
      'MAIL FROM:<ann@mail.test> SIZE=99999999 REQUIRETLS XFOO=1': /^250/,
    },
    strangerAnswers: {
      'MAIL FROM:<ann@mail.test>': /^550 5\.7\.9 Mail to submission port must be authenticated/,
      'AUTH PLAIN / *': /^501 5\.5\.2 Error decoding AUTH response/,
      'AUTH XUNKNOWN': /^534/,
    },
  },
  quirks,
)

function quirks(peer: Peer): void {
  test('swallows what stands behind the final dot, QUIT included: why nothing follows the last octet', async () => {
    const client = await probe(peer())
    client.write('MAIL FROM:<ann@mail.test>\r\nRCPT TO:<bob@mail.test>\r\nDATA\r\n')
    for (const code of [/^250/, /^250/, /^354/]) expect(await client.reply()).toMatch(code)
    client.write('Subject: swallowed\r\n\r\n.\r\nQUIT\r\n')
    expect(await client.reply()).toMatch(/^250/)
    expect(await client.reply(500)).toBeUndefined()
    client.close()
  })

  isTrueInFlight(peer, ['DATA'])

  test('three messages on one session: each waits for the reply to the one before, and QUIT is answered', async () => {
    const opened = await open(peer(), 'starttls')
    const session = sessionOf(opened)
    for (const marker of ['three-1', 'three-2', 'three-3']) {
      const result = await session.deliver(messageOf(sourceWith(marker), ['bob@mail.test']))
      expect(result.overall, transcriptOf(opened)).toBe('accepted')
      await expectStored(peer(), marker, sourceWith(marker))
    }
    await session.close()
    expect(opened.lines.at(-1)?.text).toMatch(/^221/)
  })

  test('three refused recipients end the session: they stay refused, the accepted one is deferred', async () => {
    const opened = await open(peer(), 'starttls')
    const session = sessionOf(opened)
    const recipients = ['nobody@mail.test', 'no1@mail.test', 'no2@mail.test', 'bob@mail.test']
    const result = await session.deliver(messageOf(sourceWith('three-errors'), recipients))
    expect(session.usable, transcriptOf(opened)).toBe(false)
    await session.close()
    const outcomes = result.recipients.map(({ outcome }) => outcome)
    expect(outcomes.slice(0, 2)).toEqual(['rejected', 'rejected'])
    expect(outcomes).not.toContain('accepted')
    expect(outcomes).not.toContain('unconfirmed')
    expect(result.overall).toBe('deferred')
  })

  test('DSN is a wish that it does not offer: sent without, with a note', async () => {
    const session = sessionOf(await open(peer(), 'starttls'))
    const to = [{ address: 'bob@mail.test', notify: ['SUCCESS'] as const }]
    const result = await session.deliver(messageOf(sourceWith('no-dsn'), [], { to }))
    await session.close()
    expect(result.overall).toBe('accepted')
    expect(result.notes.join()).toContain('DSN')
  })
}
