import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { messageWith, open, sourceOf } from './support/client.ts'
import { startPostfix } from './support/postfix.ts'
import { password, type RealServer } from './support/server.ts'

let server: RealServer

beforeAll(async () => {
  server = await startPostfix()
}, 120_000)

afterAll(async () => {
  await server.stop()
})

const auth = { user: 'ann@mail.test', pass: password }

/** The session, or the failure in the test's report. */
async function openSession(security: 'starttls' | 'implicit', credentials: typeof auth | undefined = auth) {
  const { result, lines } = await open(server, security, credentials)
  if (!result.ok) throw new Error(JSON.stringify(result.failure))
  return { session: result.session, lines }
}

describe('Postfix', () => {
  it.each(['starttls', 'implicit'] as const)(
    'P7: hands over over %s after sign-in; a refused and a deferred recipient stop nobody',
    async (security) => {
      const { session, lines } = await openSession(security)
      const marker = `postfix-${security}`
      const body = ['A dot line follows.', '.', '..two', 'From here', 'end'].join('\r\n')
      const result = await session.deliver({
        from: 'ann@mail.test',
        to: ['bob@mail.test', 'nobody@mail.test', 'later@mail.test'].map((address) => ({ address })),
        source: sourceOf(messageWith(marker, body)),
      })
      await session.close()
      expect(result.overall).toBe('partly')
      expect(result.recipients.map(({ outcome }) => outcome)).toEqual(['accepted', 'rejected', 'deferred'])
      expect(result.recipients[1]?.reply).toMatchObject({ code: 550, enhanced: '5.1.1' })
      expect(result.recipients[2]?.reply).toMatchObject({ code: 450, enhanced: '4.2.1' })
      expect(result.reply?.lines[0]).toMatch(/^250 2\.0\.0 Ok: .*queued as /)
      expect(result.queueId).toMatch(/^[0-9A-Za-z]+$/)
      expect(session.tls?.protocol).toBe('TLSv1.3')
      expect(session.tls?.verified).toBe(true)
      const stored = await server.findMessage(`<${marker}@mail.test>`)
      expect(stored.endsWith(messageWith(marker, body).replaceAll('\r\n', '\n'))).toBe(true)
      // P25: neither the password nor its base64 form stands in the transcript.
      const transcript = lines.map(({ text }) => text).join('\n')
      const initial = Buffer.from(`\0ann@mail.test\0${password}`).toString('base64')
      expect(transcript).not.toContain(password)
      expect(transcript).not.toContain(initial)
    },
    30_000,
  )

  it('P13: a wrong password is refused at AUTH, with the reply', async () => {
    const { result } = await open(server, 'starttls', { ...auth, pass: 'wrong' })
    expect(result.ok).toBe(false)
    if (result.ok) return
    expect(result.failure).toMatchObject({ phase: 'auth', kind: 'server-reply' })
    expect(result.failure.reply).toMatchObject({ code: 535, enhanced: '5.7.8' })
  }, 30_000)

  it('a certificate of an unknown CA is refused before anything is said inside TLS', async () => {
    const { result, lines } = await open({ ...server, caPem: '' }, 'starttls', auth)
    expect(result.ok).toBe(false)
    if (result.ok) return
    expect(result.failure).toMatchObject({ phase: 'tls', kind: 'certificate' })
    expect(lines.some(({ from, phase }) => from === 'client' && phase === 'auth')).toBe(false)
  }, 30_000)

  it('a message over SIZE is refused by Sendoff before MAIL (P30)', async () => {
    const { session } = await openSession('implicit')
    const large = messageWith('too-large', 'x'.repeat(70).concat('\r\n').repeat(2000))
    const result = await session.deliver({
      from: 'ann@mail.test',
      to: [{ address: 'bob@mail.test' }],
      source: sourceOf(large),
    })
    await session.close()
    expect(result).toMatchObject({ overall: 'refused-locally', phase: 'mail' })
  }, 30_000)
})
