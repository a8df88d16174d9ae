import { describe, expect, test } from 'vitest'
import type { ProxyTarget } from '../../../main/smtp/client.ts'
import { SessionFault } from '../../../main/smtp/fault.ts'
import { tunnel } from '../../../main/smtp/proxy.ts'
import { WireEnd } from '../../support/wire-pair.ts'
import { settle } from '../../support/fake-clock.ts'

interface Played {
  /** What the client wrote, in hex or text. */
  readonly wrote: Buffer
  readonly error?: unknown
  readonly rest: string
}

/** Plays a proxy that gives one answer after each write of the client. */
async function playProxy(
  proxy: Partial<ProxyTarget>,
  answers: readonly (Buffer | 'close')[],
  host = 'mail.example.org',
): Promise<Played> {
  const [client, server] = WireEnd.pair()
  const wrote: Buffer[] = []
  server.on('data', (chunk: Buffer) => wrote.push(chunk))
  client.on('error', () => undefined)
  const full: ProxyTarget = { kind: 'socks5', host: 'proxy.example', port: 1080, ...proxy }
  const result = tunnel(client, full, { host, port: 587 }).then(
    () => undefined,
    (error: unknown) => error,
  )
  for (const answer of answers) {
    await settle()
    if (answer === 'close') server.end()
    else server.write(answer)
  }
  const error = await result
  await settle()
  const rest: unknown = client.read()
  return { wrote: Buffer.concat(wrote), error, rest: Buffer.isBuffer(rest) ? rest.toString() : '' }
}

const hex = (text: string) => Buffer.from(text.replaceAll(' ', ''), 'hex')

describe('SOCKS5', () => {
  test('asks for the name, and leaves the greeting of the server in the stream', async () => {
    const answer = Buffer.concat([hex('05 00 00 01 7f000001 0000'), Buffer.from('220 mail')])
    const { wrote, error, rest } = await playProxy({}, [hex('05 00'), answer])
    expect(error).toBeUndefined()
    const name = Buffer.from('mail.example.org')
    expect(wrote).toEqual(
      Buffer.concat([hex('05 01 00 05 01 00 03'), Buffer.from([name.length]), name, hex('024b')]),
    )
    expect(rest).toBe('220 mail')
  })

  test('signs in where the proxy asks for it (RFC 1929)', async () => {
    const answers = [hex('05 02'), hex('01 00'), hex('05 00 00 03 01 61 0000')]
    const { wrote, error } = await playProxy({ user: 'ann', pass: 'pw' }, answers, '192.0.2.1')
    expect(error).toBeUndefined()
    expect(wrote.toString('hex')).toBe('0502000201' + '03616e6e' + '027077' + '05010001c0000201024b')
  })

  test('an IPv6 address goes as 16 octets', async () => {
    const { wrote } = await playProxy({}, [hex('05 00'), hex('05 00 00 04'), Buffer.alloc(18)], '2001:db8::1')
    expect(wrote.toString('hex')).toBe('050100' + '05010004' + '20010db8000000000000000000000001' + '024b')
  })

  test.each([
    [[hex('05 ff')], 'wants a user name and password'],
    [[hex('04 00')], 'no SOCKS5'],
    [[hex('05 00'), hex('05 05 00 01')], 'refused'],
    [[hex('05 02')], 'wants a user name and password'],
    [[hex('05 05')], 'a way to sign in that was not offered'],
    [['close' as const], 'closed the connection'],
  ])('answers %# fail in the phase connect', async (answers, why) => {
    const { error } = await playProxy({}, answers)
    expect(error).toBeInstanceOf(SessionFault)
    const { failure } = error as SessionFault
    expect(failure).toMatchObject({ phase: 'connect', kind: 'network' })
    expect(failure.detail).toContain(why)
  })
})

describe('HTTP CONNECT', () => {
  test('opens a tunnel at any 2xx, and leaves the greeting of the server in the stream', async () => {
    const answer = Buffer.from('HTTP/1.1 200 Connected\r\nVia: x\r\n\r\n220 mail')
    const { wrote, error, rest } = await playProxy({ kind: 'http', user: 'ann', pass: 'pw' }, [answer])
    expect(error).toBeUndefined()
    expect(wrote.toString()).toBe(
      'CONNECT mail.example.org:587 HTTP/1.1\r\nHost: mail.example.org:587\r\nProxy-Authorization: Basic YW5uOnB3\r\n\r\n',
    )
    expect(rest).toBe('220 mail')
  })

  test.each([
    ['HTTP/1.1 407 Proxy Authentication Required\r\n\r\n', 'HTTP 407'],
    ['SSH-2.0\r\n\r\n', 'no HTTP'],
    [`HTTP/1.1 200 ${'x'.repeat(20_000)}`, 'too long'],
  ])('answer %# fails', async (answer, why) => {
    const { error } = await playProxy({ kind: 'http' }, [Buffer.from(answer)])
    expect((error as SessionFault).failure.detail).toContain(why)
  })
})
