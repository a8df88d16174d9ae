// Signing in to a real server with every mechanism, with a wrong password, and with nothing that may go out.
import { expect, test } from 'vitest'
import { expectAnswer, expectStored, failed } from './expectations.ts'
import type { Facts, Peer } from './facts.ts'
import { password } from './server.ts'
import { commandsOf, messageOf, open, sessionOf, sourceWith, transcriptOf } from './session.ts'

export function signsIn(peer: Peer, { mechanisms, wrongPassword }: Facts): void {
  test('signs in with the strongest mechanism of both', async () => {
    const session = sessionOf(await open(peer(), 'starttls'))
    await session.close()
    expect(session.mechanism).toBe(mechanisms[0])
  })

  for (const mechanism of mechanisms) {
    test(`P25: AUTH ${mechanism} signs in, and the transcript has no password in any form`, async () => {
      const opened = await open(peer(), 'starttls', { mechanisms: [mechanism] })
      const session = sessionOf(opened)
      await session.close()
      expect(session.mechanism).toBe(mechanism)
      const plain = Buffer.from(`\0ann@mail.test\0${password}`)
      for (const secret of [password, Buffer.from(password).toString('base64'), plain.toString('base64')]) {
        expect(transcriptOf(opened)).not.toContain(secret)
      }
    })

    test(`P13: a wrong password with ${mechanism} is a refusal of the sign-in, with its reply`, async () => {
      const { result } = await open(peer(), 'starttls', { mechanisms: [mechanism], pass: 'wrong' })
      const { failure } = failed(result)
      expect(failure).toMatchObject({ phase: 'auth', kind: 'server-reply' })
      expectAnswer(failure.reply, wrongPassword)
    })
  }

  test('P26: the certificate is verified before the password goes out', async () => {
    const opened = await open({ ...peer(), tlsName: 'other.mail.test' }, 'starttls')
    expect(failed(opened.result).failure).toMatchObject({ phase: 'tls', kind: 'certificate' })
    expect(commandsOf(opened)).toEqual(['EHLO client.mail.test', 'STARTTLS'])
  })

  test('P26: without TLS and without permission nothing of the sign-in goes out', async () => {
    const opened = await open(peer(), 'none')
    expect(failed(opened.result).failure).toMatchObject({ phase: 'auth', kind: 'local' })
    expect(commandsOf(opened).filter((command) => command.startsWith('AUTH'))).toEqual([])
  })
}

export function signsInOnTheFly(peer: Peer): void {
  const flight = { mechanisms: ['PLAIN'], options: { authInFlight: true } }

  test('RFC 4954 4: AUTH PLAIN travels with the envelope where that is asked for', async () => {
    const opened = await open(peer(), 'starttls', flight)
    const session = sessionOf(opened)
    const result = await session.deliver(messageOf(sourceWith('in-flight'), ['bob@mail.test']))
    await session.close()
    expect(result.overall, transcriptOf(opened)).toBe('accepted')
    expect(session.mechanism).toBe('PLAIN')
    const sequence = opened.lines.map(({ from, text }) => `${from} ${text.slice(0, 4)}`)
    const auth = sequence.indexOf('client AUTH')
    expect(sequence.slice(auth, auth + 3)).toEqual(['client AUTH', 'client MAIL', 'client RCPT'])
    await expectStored(peer(), 'in-flight', sourceWith('in-flight'))
  })

  test('P13: a wrong password in that flight refuses the sign-in, and nothing is accepted', async () => {
    const opened = await open(peer(), 'starttls', { ...flight, pass: 'wrong' })
    const session = sessionOf(opened)
    const result = await session.deliver(messageOf(sourceWith('in-flight-wrong'), ['bob@mail.test']))
    session.abort()
    expect(result, transcriptOf(opened)).toMatchObject({ phase: 'auth', failure: { reply: { code: 535 } } })
    expect(result.recipients.map(({ outcome }) => outcome)).toEqual(['not-attempted'])
  })
}
