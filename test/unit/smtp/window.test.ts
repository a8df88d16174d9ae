// A window of messages (queueInFlight): whatever the server answers and wherever the connection ends, what is told of each message is so.
import { Readable } from 'node:stream'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ClientDeps, DeliverHooks, OpenSession, OutgoingMessage } from '../../../main/smtp/client.ts'
import { openClient } from '../../../main/smtp/session.ts'
import type { DeliveryResult, TranscriptLine } from '../../../main/smtp/types.ts'
import { createFakeClock, settle } from '../../support/fake-clock.ts'
import { startFlightServer, type FlightServer, type Verdict } from '../../support/flight-server.ts'
import { createSeededRandom } from '../../support/seeded-random.ts'

async function openWindow({ client }: FlightServer, deps: Partial<ClientDeps> = {}): Promise<OpenSession> {
  const opened = await openClient(
    { host: 'mail.example.org', port: 25, security: 'none', ehloName: 'client.example' },
    {
      clock: createFakeClock(),
      random: createSeededRandom(),
      tap: () => undefined,
      network: {
        lookup: () => Promise.resolve([{ address: '192.0.2.1', family: 4 }]),
        connect: () => ({ opened: Promise.resolve(client), cancel: () => undefined }),
      },
      options: { queueInFlight: true },
      ...deps,
    },
  )
  if (!opened.ok) throw new Error(opened.failure.detail)
  return opened.session
}

function letter(number: number, recipients = 1, octets = 40): OutgoingMessage {
  const content = Buffer.from(
    `Subject: ${number}\r\n\r\n${'x'.repeat(octets % 900)}\r\n`.padEnd(octets, '.\r\n'),
  )
  const whole = content.toString().endsWith('\r\n') ? content : Buffer.concat([content, Buffer.from('\r\n')])
  return {
    from: `m${number}@example.org`,
    to: Array.from({ length: recipients }, (_, place) => ({ address: `r${place}@example.net` })),
    source: { size: whole.length, open: () => Readable.from([whole]) },
  }
}

const accepts: Verdict = { mail: undefined, rcpt: [undefined], final: undefined }

const refusal = fc.constantFrom('451 4.3.0 Not now' as const, '553 5.1.8 Not so' as const)
const rarely = fc.oneof({ weight: 4, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: refusal })
const finally421 = fc.oneof(
  { weight: 12, arbitrary: rarely },
  { weight: 1, arbitrary: fc.constant('421 4.3.2 Going down' as const) },
)
const verdict: fc.Arbitrary<Verdict> = fc.record({
  mail: rarely,
  rcpt: fc.array(rarely, { minLength: 1, maxLength: 3 }),
  final: finally421,
})

/** What is told of a message against what became of it. */
function judge(result: DeliveryResult, { truths }: FlightServer, number: number): void {
  const truth = truths.get(number) ?? { isComplete: false, accepted: false }
  const { overall, failure } = result
  const why = JSON.stringify({ result, truth })
  if (overall === 'accepted' || overall === 'partly') {
    expect(truth.accepted && truth.final !== undefined, why).toBe(true)
    expect(result.queueId, why).toBe(`Q${number}`)
  } else if (overall === 'unconfirmed') {
    expect(truth.final, why).toBeUndefined()
    expect(failure?.kind, why).toBe('network')
  } else if (failure?.kind === 'server-reply') {
    // Refused in words: nobody has it, or the refusal is the answer to the content.
    expect(truth.accepted, why).toBe(false)
  } else {
    expect(truth.isComplete, why).toBe(false)
  }
  // The other way round: what was answered whole is told.
  if (truth.accepted && truth.final !== undefined) expect(['accepted', 'partly'], why).toContain(overall)
}

describe('a window of messages', () => {
  it('P3, P6: random replies and cuts give each message its own outcome', async () => {
    const counts = { accepted: 0, unconfirmed: 0, refused: 0, unsent: 0 }
    await fc.assert(
      fc.asyncProperty(
        fc.array(verdict, { minLength: 2, maxLength: 24 }),
        fc.boolean(),
        fc.option(fc.nat(2_500), { nil: undefined }),
        fc.array(fc.constantFrom(40, 700, 20_000), { minLength: 24, maxLength: 24 }),
        async (verdicts, chunking, cutAfter, sizes) => {
          const server = startFlightServer(verdicts, { chunking, cutAfter })
          const session = await openWindow(server)
          const results = await Promise.all(
            verdicts.map(({ rcpt }, number) => session.deliver(letter(number, rcpt.length, sizes[number]))),
          )
          session.abort()
          for (const [number, result] of results.entries()) {
            judge(result, server, number)
            if (result.overall === 'accepted' || result.overall === 'partly') counts.accepted += 1
            else if (result.overall === 'unconfirmed') counts.unconfirmed += 1
            else if (result.failure?.kind === 'server-reply') counts.refused += 1
            else counts.unsent += 1
          }
        },
      ),
      { numRuns: 300, seed: 20261126 },
    )
    for (const count of Object.values(counts)) expect(count).toBeGreaterThan(50)
  }, 60_000)

  it('at most 20 messages are without answer at a time', async () => {
    const server = startFlightServer(
      Array.from({ length: 30 }, () => accepts),
      {
        chunking: true,
        cutAfter: 0,
      },
    )
    const session = await openWindow(server)
    const results = await Promise.all(Array.from({ length: 30 }, (_, at) => session.deliver(letter(at))))
    expect(results.map(({ overall }) => overall)).toEqual(
      results.map((_, at) => (at < 20 ? 'unconfirmed' : 'deferred')),
    )
    expect(results[0]?.failure).toMatchObject({ kind: 'network', inFlight: true })
    expect(session.usable).toBe(false)
  })

  it('P3: each message is stored as about to complete before its last octet, in their order', async () => {
    const server = startFlightServer([accepts, accepts, accepts], { chunking: true, cutAfter: undefined })
    const session = await openWindow(server)
    const stored: number[] = []
    const releases: (() => void)[] = []
    const hooks = (at: number): DeliverHooks => ({
      beforeLastOctet: () =>
        new Promise<void>((resolve) => {
          stored.push(at)
          releases.push(resolve)
        }),
    })
    const all = [0, 1, 2].map((at) => session.deliver(letter(at), hooks(at)))
    for (const at of [0, 1, 2]) {
      await settle()
      expect(stored).toEqual([0, 1, 2].slice(0, at + 1))
      // Nothing of it has come to the server before that was stored.
      expect(server.truths.has(at)).toBe(false)
      releases[at]?.()
    }
    expect((await Promise.all(all)).map(({ overall }) => overall)).toEqual([
      'accepted',
      'accepted',
      'accepted',
    ])
  })

  it('P21: a message that is taken back before its turn is not written, and the others go', async () => {
    const server = startFlightServer([accepts, accepts, accepts], { chunking: true, cutAfter: undefined })
    const session = await openWindow(server)
    const held = Promise.withResolvers<undefined>()
    const controller = new AbortController()
    const first = session.deliver(letter(0), { beforeLastOctet: () => held.promise })
    const second = session.deliver(letter(1), { signal: controller.signal })
    const third = session.deliver(letter(2))
    await settle()
    controller.abort('cancelled')
    expect(await second).toMatchObject({ overall: 'refused-locally', failure: { detail: 'cancelled' } })
    held.resolve(undefined)
    expect([(await first).overall, (await third).overall]).toEqual(['accepted', 'accepted'])
    expect([...server.truths.keys()]).toEqual([0, 2])
  })

  it('P21: taken back with its envelope written behind a dot, it hangs up only when the one before has its answer', async () => {
    const server = startFlightServer([accepts, accepts, accepts], { chunking: false, cutAfter: undefined })
    const session = await openWindow(server)
    const controller = new AbortController()
    const first = session.deliver(letter(0))
    const second = session.deliver(letter(1), {
      signal: controller.signal,
      phase: (phase) => {
        if (phase === 'mail') controller.abort('cancelled')
      },
    })
    const third = session.deliver(letter(2))
    expect((await first).overall).toBe('accepted')
    expect(await second).toMatchObject({ overall: 'deferred', failure: { kind: 'local' } })
    expect((await third).overall).toBe('deferred')
    expect(server.truths.get(1)).toMatchObject({ isComplete: false })
  })

  it('P17: lines go to the transcript of the message that they are about', async () => {
    const server = startFlightServer([accepts, accepts, accepts], { chunking: true, cutAfter: undefined })
    const rest: TranscriptLine[] = []
    const session = await openWindow(server, { tap: (line) => rest.push(line) })
    const own: TranscriptLine[][] = [[], [], []]
    await Promise.all(
      own.map((lines, at) => session.deliver(letter(at), { tap: (line) => lines.push(line) })),
    )
    for (const [at, lines] of own.entries()) {
      const texts = lines.map(({ text }) => text)
      expect(texts.filter((text) => text.startsWith('MAIL'))).toEqual([`MAIL FROM:<m${at}@example.org>`])
      expect(texts.at(-1)).toBe(`250 2.0.0 Ok: queued as Q${at}`)
      expect(texts[0]).toBe(at === 0 ? 'MAIL FROM:<m0@example.org>' : 'RSET')
    }
    expect(rest.some(({ text }) => text.startsWith('MAIL'))).toBe(false)
    const all = [...rest, ...own.flat()].map(({ seq }) => seq)
    expect(all.toSorted((a, b) => a - b)).toEqual(all.map((_, index) => index + 1))
  })

  it('says how many are under way, and is usable meanwhile', async () => {
    const server = startFlightServer([accepts], { chunking: true, cutAfter: undefined })
    const session = await openWindow(server)
    expect(session.window).toBe(20)
    expect(session.limits?.transactions).toBe(Infinity)
    const sending = session.deliver(letter(0))
    expect(session.underWay).toBe(1)
    expect(session.usable).toBe(true)
    await sending
    expect(session.underWay).toBe(0)
  })
})
