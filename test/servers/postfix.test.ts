import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { missingForServers, withMissing } from './support/available.ts'
import { startPostfix } from './support/postfix.ts'
import { password, type RealServer } from './support/server.ts'
import { messageOf, open, sessionOf } from './support/session.ts'

const missing = missingForServers()

function sourceWith(marker: string): string {
  return [
    'From: Ann <ann@mail.test>',
    'To: bob@mail.test',
    `Subject: ${marker}`,
    `Message-ID: <${marker}@client.mail.test>`,
    'Date: Wed, 25 Nov 2026 12:00:00 +0000',
    '',
    'A line.',
    '.',
    '.. and a line that begins with dots',
    'From the first word on, nothing is changed.',
    'Trailing blanks stay:   ',
    '',
  ].join('\r\n')
}

describe.skipIf(missing.length > 0)(withMissing('Postfix', missing), () => {
  let server: RealServer
  beforeAll(async () => {
    server = await startPostfix()
  })
  afterAll(async () => {
    await server.stop()
  })

  for (const security of ['starttls', 'implicit'] as const) {
    test(`P7: takes a message over ${security === 'starttls' ? 'STARTTLS' : 'TLS on connect'} for the accepted recipients, refuses and defers the others`, async () => {
      const source = sourceWith(`marker-${security}`)
      const opened = await open(server, security)
      const session = sessionOf(opened)
      const beforeLastOctet = vi.fn(() => Promise.resolve())
      const recipients = ['bob@mail.test', 'nobody@mail.test', 'later@mail.test', 'ann@mail.test']
      const result = await session.deliver(messageOf(source, recipients), { beforeLastOctet })
      await session.close()

      expect(session.tls?.verified).toBe(true)
      expect(result.overall).toBe('partly')
      expect(result.reply?.lines[0]).toMatch(/^250 2\.0\.0 Ok: (\d+ bytes )?queued as \w+$/)
      expect(result.queueId).toMatch(/^\w{8,}$/)
      expect(result.recipients.map(({ outcome, reply }) => [outcome, reply?.code, reply?.enhanced])).toEqual([
        ['accepted', 250, '2.1.5'],
        ['rejected', 550, '5.1.1'],
        ['deferred', 450, '4.2.1'],
        ['accepted', 250, '2.1.5'],
      ])
      expect(beforeLastOctet).toHaveBeenCalledOnce()
      const stored = await server.findMessage(`marker-${security}@client.mail.test`)
      expect(stored.endsWith(source.replaceAll('\r\n', '\n'))).toBe(true)
    })
  }

  test('carries two messages on one session', async () => {
    const session = sessionOf(await open(server, 'starttls', { user: 'bob@mail.test' }))
    for (const marker of ['first-of-two', 'second-of-two']) {
      const result = await session.deliver(messageOf(sourceWith(marker), ['ann@mail.test']))
      expect(result.overall).toBe('accepted')
      expect(await server.findMessage(`${marker}@client.mail.test`)).toContain(marker)
    }
    await session.close()
  })

  test('P13: a wrong password is a refusal of the sign-in, with its reply', async () => {
    const { result, lines } = await open(server, 'starttls', { pass: 'wrong' })
    expect(result).toMatchObject({
      ok: false,
      failure: { phase: 'auth', kind: 'server-reply', reply: { code: 535, enhanced: '5.7.8' } },
    })
    expect(lines.map(({ text }) => text).join('\n')).toContain('535 5.7.8')
  })

  for (const mechanisms of [['PLAIN'], ['LOGIN']]) {
    test(`P25: AUTH ${mechanisms.join()} signs in, and the transcript has no password in any form`, async () => {
      const opened = await open(server, 'starttls', { mechanisms })
      const session = sessionOf(opened)
      await session.close()
      expect(session.mechanism).toBe(mechanisms[0])
      const text = opened.lines.map((line) => line.text).join('\n')
      const octets = Buffer.from(password)
      const plain = Buffer.from(`\0ann@mail.test\0${password}`)
      for (const secret of [password, octets.toString('base64'), plain.toString('base64')]) {
        expect(text).not.toContain(secret)
      }
    })
  }

  test('P26: the certificate is verified before the password goes out', async () => {
    const { result, lines } = await open({ ...server, tlsName: 'other.mail.test' }, 'starttls')
    expect(result).toMatchObject({ ok: false, failure: { phase: 'tls', kind: 'certificate' } })
    const sent = lines.filter(({ from }) => from === 'client').map(({ text }) => text)
    expect(sent).toEqual(['EHLO client.mail.test', 'STARTTLS'])
  })

  test('P26: a certificate of an unknown CA is refused before anything is said inside TLS', async () => {
    const { result, lines } = await open({ ...server, caPem: '' }, 'starttls')
    expect(result).toMatchObject({ ok: false, failure: { phase: 'tls', kind: 'certificate' } })
    expect(lines.some(({ from, phase }) => from === 'client' && phase === 'auth')).toBe(false)
  })

  test('P30: a message over SIZE is refused by Sendoff before MAIL', async () => {
    const opened = await open(server, 'implicit')
    const session = sessionOf(opened)
    const large = `${sourceWith('too-large')}${`${'x'.repeat(70)}\r\n`.repeat(2000)}`
    const result = await session.deliver(messageOf(large, ['bob@mail.test']))
    await session.close()
    expect(result).toMatchObject({ overall: 'refused-locally', phase: 'mail' })
    expect(opened.lines.some(({ text }) => text.startsWith('MAIL'))).toBe(false)
  })
})
