import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { DeliverHooks, OpenSession } from '../../main/smtp/client.ts'
import { openClient } from '../../main/smtp/session.ts'
import { createSystemClock } from '../../main/system/clock.ts'
import { scenarios } from '../../main/practice/scenarios.ts'
import { settle } from '../support/fake-clock.ts'
import { createSeededRandom } from '../support/seeded-random.ts'
import { composed } from '../unit/message/compose-input.ts'
import { openBench, type Bench } from '../unit/practice/practice-bench.ts'

let bench: Bench
const sessions: OpenSession[] = []
beforeEach(async () => {
  bench = await openBench()
})
afterEach(async () => {
  for (const session of sessions.splice(0)) session.abort()
  await bench.end()
  expect(bench.errors).toEqual([])
})

async function open(pass = 'secret') {
  const { port, spkiSha256 } = bench.lease
  const result = await openClient(
    {
      host: '127.0.0.1',
      port,
      security: 'starttls',
      tls: { pins: [spkiSha256] },
      ehloName: 'client.example',
      auth: { user: 'you', pass },
    },
    { clock: createSystemClock(), random: createSeededRandom(3), tap: () => undefined },
  )
  if (result.ok) sessions.push(result.session)
  return result
}

/** One message to `to` on a session of its own; what the practice server delays is hurried on. */
async function deliver(to: readonly string[], from = 'marit@kestrel.example', hooks: DeliverHooks = {}) {
  const result = await open()
  if (!result.ok) throw new Error(result.failure.detail)
  const bytes = await composed({ text: 'a line\n'.repeat(10) })
  let done = false
  const delivered = result.session
    .deliver(
      {
        from,
        to: to.map((address) => ({ address })),
        source: { size: bytes.length, open: () => Readable.from([bytes], { objectMode: false }) },
      },
      hooks,
    )
    .finally(() => (done = true))
  const hurry = async () => {
    while (!done) {
      await settle()
      if (bench.clock.pending()[0] === 8000) await bench.clock.advance(8000)
    }
  }
  await hurry()
  return delivered
}

describe('the engine at the practice server', () => {
  it('hands over, with TLS by pin and sign-in, the octets that were composed', async () => {
    const result = await deliver(['you@practice.test'])
    const [row] = await bench.server.received()
    expect(result).toMatchObject({ overall: 'accepted', phase: 'done', queueId: row?.id })
    const received = await bench.server.read(row?.id ?? '')
    const sent = await composed({ text: 'a line\n'.repeat(10) })
    const digest = (octets: string | Buffer) => createHash('sha256').update(octets).digest('hex')
    expect(digest(received?.source.replace(/^Received:[^\r]*\r\n\t[^\r]*\r\n/, '') ?? '')).toBe(digest(sent))
  })

  it('P7: a refused recipient never stops the accepted ones', async () => {
    const result = await deliver(['you@practice.test', 'unknown@practice.test'])
    expect(result.overall).toBe('partly')
    expect(
      result.recipients.map(({ address, outcome, reply }) => [address, outcome, reply?.enhanced]),
    ).toEqual([
      ['you@practice.test', 'accepted', expect.anything()],
      ['unknown@practice.test', 'rejected', '5.1.1'],
    ])
    expect((await bench.server.received())[0]).toMatchObject({
      rcptTo: ['you@practice.test'],
      refused: ['unknown@practice.test'],
    })
  })

  const overallOf = {
    failed: 'rejected',
    deferred: 'deferred',
    sent: 'accepted',
    unconfirmed: 'unconfirmed',
  } as const

  it.each(scenarios.filter(({ kind }) => kind === 'recipient'))(
    '$name@: $shows',
    async ({ name, answer, expected }) => {
      const result = await deliver([`${name}@practice.test`])
      const { reply } = result.recipients[0] ?? {}
      expect(result.overall).toBe(overallOf[expected as keyof typeof overallOf])
      if (answer !== '' && expected !== 'sent')
        expect(`${reply?.code ?? 0} ${reply?.enhanced ?? ''}`).toBe(answer)
    },
  )

  it('refused@ as sender', async () => {
    const result = await deliver(['you@practice.test'], 'refused@kestrel.example')
    expect(result).toMatchObject({
      overall: 'rejected',
      phase: 'mail',
      reply: { code: 550, enhanced: '5.7.1' },
    })
  })

  it('wrong as password', async () => {
    const result = await open('wrong')
    expect(!result.ok && result.failure).toMatchObject({
      phase: 'auth',
      reply: { code: 535, enhanced: '5.7.8' },
    })
  })

  it('greylisted@ is handed over at the second try', async () => {
    expect((await deliver(['greylisted@practice.test'])).overall).toBe('deferred')
    expect((await deliver(['greylisted@practice.test'])).overall).toBe('accepted')
  })

  it('P6: hangs-up@ is never unconfirmed when the last octet waits for the disk', async () => {
    const beforeLastOctet = () => settle(2)
    for (let round = 0; round < 20; round += 1) {
      const result = await deliver(['hangs-up@practice.test'], undefined, { beforeLastOctet })
      expect(result.overall).toBe('deferred')
    }
  })

  it('P3: drops-after-dot@ is unconfirmed, and a person can see that it did arrive', async () => {
    const result = await deliver(['drops-after-dot@practice.test'])
    expect(result.overall).toBe('unconfirmed')
    expect((await bench.server.received())[0]?.rcptTo).toEqual(['drops-after-dot@practice.test'])
  })
})
