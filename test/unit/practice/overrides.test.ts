import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { armedSchema, createOverrides } from '../../../main/practice/overrides.ts'
import { armedPhases, imitations, type Armed } from '../../../main/practice/practice.ts'
import { createFakeClock } from '../../support/fake-clock.ts'
import { openBench, type Bench } from './practice-bench.ts'
import { openRaw, openSignedIn, type RawClient } from './practice-client.ts'

let bench: Bench
const clients: RawClient[] = []
beforeEach(async () => {
  bench = await openBench()
})
afterEach(async () => {
  for (const client of clients.splice(0)) client.destroy()
  await bench.end()
  expect(bench.errors).toEqual([])
})

const track = <C extends RawClient>(client: C): C => {
  clients.push(client)
  return client
}
const signedIn = async () => track(await openSignedIn(bench.lease))
const reply = (phase: Armed['phase'], ...lines: string[]): Armed => ({
  phase,
  action: { kind: 'reply', lines },
  delayMs: 0,
})

const act = (phase: Armed['phase'], kind: Exclude<Armed['action']['kind'], 'reply'>): Armed => ({
  phase,
  action: { kind },
  delayMs: 0,
})

describe('what is answered next', () => {
  it('is given once: the next RCPT gets 452 4.5.3, the one after it is taken', async () => {
    const client = await signedIn()
    bench.server.overrides.arm(reply('rcpt', '452 4.5.3 Too many recipients'))
    await client.ask('MAIL FROM:<you@practice.test>')
    expect(await client.ask('RCPT TO:<anna@practice.test>')).toBe('452 4.5.3 Too many recipients')
    expect(await client.ask('RCPT TO:<anna@practice.test>')).toBe('250 2.1.5 Ok')
    expect(bench.server.overrides.armed()).toEqual([])
  })

  it('P14: can be a greeting that refuses, with which the connection ends', async () => {
    bench.server.overrides.arm(reply('greeting', '421 4.3.2 Not now'))
    const client = track(await openRaw(bench.lease.port))
    expect(client.greeting).toBe('421 4.3.2 Not now')
    expect(await client.closed()).toBe(true)
  })

  it.each<[string, Armed['phase'], string]>([
    ['MAIL', 'mail', 'MAIL FROM:<you@practice.test>'],
    ['AUTH', 'auth', 'AUTH PLAIN'],
    ['EHLO', 'ehlo', 'EHLO client.example'],
  ])('can be several lines at %s', async (_, phase, command) => {
    bench.server.overrides.arm(reply(phase, '550-5.7.1 first', '550 5.7.1 second'))
    const client = phase === 'mail' ? await signedIn() : track(await openRaw(bench.lease.port))
    const secure = phase === 'auth' ? track(await secured(client)) : client
    expect(await secure.ask(command)).toBe('550-5.7.1 first\n550 5.7.1 second')
  })

  it('P3: takes the message and loses the final reply', async () => {
    const client = await signedIn()
    bench.server.overrides.arm({ phase: 'message', action: { kind: 'lose-reply' }, delayMs: 0 })
    await client.ask('MAIL FROM:<you@practice.test>')
    await client.ask('RCPT TO:<anna@practice.test>')
    await client.ask('DATA')
    expect(await client.ask('Subject: x\r\n\r\ny\r\n.')).toBe('closed')
    expect(await bench.server.received()).toHaveLength(1)
  })

  it('can be a handshake that breaks', async () => {
    bench.server.overrides.arm({ phase: 'starttls', action: { kind: 'break-tls' }, delayMs: 0 })
    const client = track(await openRaw(bench.lease.port))
    await client.ask('EHLO client.example')
    await expect(client.startTls(bench.lease.certificatePem)).rejects.toThrow()
  })

  it('is told when it was used, before the answer is given', async () => {
    const client = await signedIn()
    const told: number[] = []
    bench.server.overrides.arm(reply('mail', '450 4.3.0 Later'))
    bench.server.onChanged(() => told.push(bench.server.overrides.armed().length))
    await client.ask('MAIL FROM:<you@practice.test>')
    expect(told).toEqual([0])
  })

  it('waits as long as it was told', async () => {
    const clock = createFakeClock()
    const overrides = createOverrides(clock)
    overrides.arm({ ...reply('mail', '450 later'), delayMs: 5000 })
    let answered = false
    const answer = overrides.answer('mail', () => Promise.resolve({})).then(() => (answered = true))
    await clock.advance(4999)
    expect(answered).toBe(false)
    await clock.advance(1)
    await answer
    expect(answered).toBe(true)
  })
})

/** From MAIL to RCPT, on a session that is signed in. */
async function beforeData(): Promise<RawClient> {
  const client = await signedIn()
  await client.ask('MAIL FROM:<you@practice.test>')
  await client.ask('RCPT TO:<anna@practice.test>')
  return client
}

describe('DATA', () => {
  it('loses its 354: no content was asked for, none is kept', async () => {
    const client = await beforeData()
    bench.server.overrides.arm(act('data', 'lose-reply'))
    expect(await client.ask('DATA')).toBe('closed')
    expect(await bench.server.received()).toEqual([])
  })

  it('hangs up', async () => {
    const client = await beforeData()
    bench.server.overrides.arm(act('data', 'hang-up'))
    expect(await client.ask('DATA')).toBe('closed')
  })

  it('asks for the content in other words', async () => {
    const client = await beforeData()
    bench.server.overrides.arm(reply('data', '354 Go on'))
    expect(await client.ask('DATA')).toBe('354 Go on')
    expect(await client.ask('Subject: x\r\n\r\ny\r\n.')).toMatch(/^250/)
  })

  it('with another positive code asks for none: commands follow', async () => {
    const client = await beforeData()
    bench.server.overrides.arm(reply('data', '250 2.0.0 Fine'))
    expect(await client.ask('DATA')).toBe('250 2.0.0 Fine')
    expect(await client.ask('NOOP')).toBe('250 2.0.0 Ok')
  })

  it('ends the connection during the transfer, and keeps nothing', async () => {
    const client = await beforeData()
    bench.server.overrides.arm(act('transfer', 'hang-up'))
    expect(await client.ask('DATA')).toMatch(/^354/)
    expect(await client.closed()).toBe(true)
    expect(await bench.server.received()).toEqual([])
  })
})

describe('RSET and QUIT', () => {
  it.each<[Armed['phase'], string]>([
    ['rset', 'RSET'],
    ['quit', 'QUIT'],
  ])('%s: get any reply, a lost one, or none', async (phase, command) => {
    for (const armed of [
      reply(phase, '450 4.3.0 Not now'),
      act(phase, 'lose-reply'),
      act(phase, 'hang-up'),
    ]) {
      const client = await signedIn()
      bench.server.overrides.arm(armed)
      expect(await client.ask(command)).toBe(armed.action.kind === 'reply' ? '450 4.3.0 Not now' : 'closed')
    }
  })
})

describe('what can be armed', () => {
  it.each([
    ['a control character', reply('rcpt', '550 a\r\nb')],
    ['no code', reply('rcpt', 'no')],
    ['two codes', reply('rcpt', '550-a', '551 b')],
    ['a last line with a hyphen', reply('rcpt', '550-a')],
    ['broken TLS at MAIL', { phase: 'mail', action: { kind: 'break-tls' }, delayMs: 0 }],
    ['an expired certificate at EHLO', act('ehlo', 'expired-certificate')],
    ['a reply during the transfer', reply('transfer', '451 4.3.0 Stop')],
    ['a lost reply during the transfer', act('transfer', 'lose-reply')],
    ['an endless wait', { ...reply('mail', '450 x'), delayMs: 1e9 }],
    ['an over-long line', reply('mail', `450 ${'x'.repeat(600)}`)],
  ])('is not %s', (_, armed) => {
    expect(armedSchema.safeParse(armed).success).toBe(false)
  })

  it('is any code from 200 to 599 at any step that is answered', () => {
    const code = fc.integer({ min: 200, max: 599 })
    const answered = armedPhases.filter((phase) => phase !== 'transfer')
    fc.assert(
      fc.property(fc.constantFrom(...answered), code, (phase, number) => {
        expect(armedSchema.safeParse(reply(phase, `${number} text`)).success).toBe(true)
      }),
    )
  })
})

describe('a server that is imitated', () => {
  it.each(imitations)(
    '%s: offers STARTTLS before TLS and AUTH inside it only, and no more octets than are taken',
    async (server) => {
      bench.server.overrides.imitate(server)
      const plain = track(await openRaw(bench.lease.port))
      const before = await plain.ask('EHLO client.example')
      expect(before).toContain('STARTTLS')
      expect(before).not.toContain('AUTH')
      expect(Number(/SIZE (\d+)/.exec(before)?.[1])).toBeLessThanOrEqual(36_700_160)
      const inside = await track(await plain.startTls(bench.lease.certificatePem)).ask('EHLO client.example')
      expect(inside).toContain('AUTH PLAIN LOGIN')
      expect(inside).not.toContain('STARTTLS')
    },
  )
})

async function secured(client: RawClient): Promise<RawClient> {
  await client.ask('EHLO client.example')
  const secure = await client.startTls(bench.lease.certificatePem)
  await secure.ask('EHLO client.example')
  return secure
}
