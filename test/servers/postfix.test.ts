import { expect, test } from 'vitest'
import { makeAvailable } from './support/available.ts'
import { postfixPackages, startPostfix } from './support/postfix.ts'
import { probe } from './support/probe.ts'
import { commandsOf, messageOf, open, sessionOf, sourceWith, transcriptOf } from './support/session.ts'
import { expectStored } from './support/expectations.ts'
import { takesQueueInFlight } from './support/suite-flight.ts'
import { describeServer } from './support/suite.ts'

describeServer(
  await makeAvailable('Postfix', postfixPackages),
  startPostfix,
  {
    extensions: [
      'PIPELINING',
      'SIZE 100000',
      'VRFY',
      'ETRN',
      'AUTH PLAIN LOGIN CRAM-MD5 DIGEST-MD5 SCRAM-SHA-1 SCRAM-SHA-256',
      'ENHANCEDSTATUSCODES',
      '8BITMIME',
      'DSN',
      'SMTPUTF8',
      'CHUNKING',
    ],
    mechanisms: ['SCRAM-SHA-256', 'SCRAM-SHA-1', 'CRAM-MD5', 'PLAIN', 'LOGIN'],
    wrongPassword: { code: 535, enhanced: '5.7.8', text: /authentication failed/ },
    accepted: /^250 2\.0\.0 Ok: (\d+ bytes )?queued as \w+$/,
    hasQueueId: true,
    unknownRecipient: { code: 550, enhanced: '5.1.1', text: /User unknown in virtual mailbox table/ },
    deferred: { code: 450, enhanced: '4.2.1' },
    maxSize: 100_000,
    answers: {
      'MAIL FROM:<ann@mail.test> SIZE=100001': /^552 5\.3\.4 Message size exceeds fixed limit/,
      'MAIL FROM:<ann@mail.test> / MAIL FROM:<ann@mail.test>': /^503 5\.5\.1 Error: nested MAIL command/,
      'MAIL FROM:<ann@mail.test> XFOO=1': /^555 5\.5\.4 Unsupported option: XFOO=1/,
      'MAIL FROM:<ann@mail.test> REQUIRETLS': /^555 5\.5\.4/,
      'MAIL FROM:<ann@mail.test> / RCPT TO:<nobody@mail.test> / DATA':
        /^554 5\.5\.1 Error: no valid recipients/,
      'MAIL FROM:<ann@mail.test> / RCPT TO:<bob@mail.test> NOTIFY=NEVER,SUCCESS': /^501/,
      'MAIL FROM:<ann@mail.test> / RCPT TO:<stranger@elsewhere.test>': /^250/,
    },
    strangerAnswers: {
      'MAIL FROM:<ann@mail.test> / RCPT TO:<bob@mail.test>': /^554 5\.7\.1 .*Access denied/,
      'AUTH LOGIN / *': /^501 5\.7\.0 Authentication aborted/,
      'AUTH PLAIN !!!': /^535 5\.7\.8/,
      'AUTH XUNKNOWN': /^535/,
    },
  },
  (peer) => {
    takesQueueInFlight(peer, ['CHUNKING', 'DATA'])

    test('lists no AUTH before TLS and demands TLS', async () => {
      const opened = await open(peer(), 'none', { allowInsecure: true })
      expect(opened.result).toMatchObject({ ok: false, failure: { phase: 'auth', kind: 'local' } })
      expect(transcriptOf(opened)).not.toContain('AUTH')
    })

    test('DSN parameters go with each recipient', async () => {
      const opened = await open(peer(), 'starttls')
      const session = sessionOf(opened)
      const result = await session.deliver(
        messageOf(sourceWith('dsn'), [], {
          to: [
            { address: 'bob@mail.test', notify: ['SUCCESS', 'FAILURE'], orcpt: 'rfc822;b+o=b@mail.test' },
            { address: 'ann@mail.test', notify: ['NEVER'] },
          ],
          dsn: { ret: 'HDRS', envid: 'an envelope' },
        }),
      )
      await session.close()
      expect(result.overall, transcriptOf(opened)).toBe('accepted')
      expect(result.notes).toEqual([])
      expect(transcriptOf(opened)).toContain('ORCPT=rfc822;b+2Bo+3Db@mail.test')
    })

    test('a message over several chunks and flights arrives whole', async () => {
      const body = Array.from({ length: 1200 }, (_, number) => `${number} ${'.'.repeat(60)}`).join('\r\n')
      for (const chunking of [true, false]) {
        const marker = `large-${chunking ? 'bdat' : 'data'}`
        const opened = await open(peer(), 'starttls', { options: { chunking } })
        const session = sessionOf(opened)
        const result = await session.deliver(messageOf(sourceWith(marker, body), ['bob@mail.test']))
        await session.close()
        expect(result.overall, transcriptOf(opened)).toBe('accepted')
        expect(commandsOf(opened).some((command) => command.startsWith('BDAT'))).toBe(chunking)
        await expectStored(peer(), marker, sourceWith(marker, body))
      }
    })

    test('takes the next MAIL behind BDAT LAST, in one write', async () => {
      const client = await probe(peer())
      const one = `MAIL FROM:<ann@mail.test>\r\nRCPT TO:<bob@mail.test>\r\nBDAT 14 LAST\r\nSubject: a\r\n\r\n`
      client.write(one + one)
      const codes: string[] = []
      for (let count = 0; count < 6; count += 1) codes.push((await client.reply())?.slice(0, 3) ?? 'none')
      client.close()
      expect(codes).toEqual(['250', '250', '250', '250', '250', '250'])
    })
  },
)
