import { Readable } from 'node:stream'
import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { CourierHooks, CourierReport } from '../../../../main/outbox/courier.ts'
import type { Recipient, RouteTls } from '../../../../main/outbox/entry.ts'
import { createMxCourier } from '../../../../main/outbox/route/mx-courier.ts'
import { openClient } from '../../../../main/smtp/session.ts'
import { createCertificate, type TestCertificate } from '../../../support/certificates.ts'
import { createFakeClock } from '../../../support/fake-clock.ts'
import { createFakeResolver, type FakeZone } from '../../../support/fake-resolver.ts'
import { startMxHost, type MxHost, type MxHostOptions } from '../../../support/mx-host.ts'
import { createSeededRandom } from '../../../support/seeded-random.ts'
import { entryWith } from '../sample.ts'

let certificate: TestCertificate
let other: TestCertificate
const open: MxHost[] = []

beforeAll(() => {
  certificate = createCertificate(['DNS:mx1.d.example', 'DNS:mx2.d.example'])
  other = createCertificate(['DNS:other.example'])
})

afterEach(async () => {
  await Promise.all(open.splice(0).map((host) => host.close()))
})

/** Hosts on 127.0.0.1, .2, … with one port. */
async function start(...hosts: readonly MxHostOptions[]): Promise<readonly MxHost[]> {
  for (const [at, options] of hosts.entries()) {
    const port = open[0]?.port
    open.push(
      await startMxHost({
        address: `127.0.0.${at + 1}`,
        ...(port === undefined ? {} : { port }),
        ...options,
      }),
    )
  }
  return open
}

const recipient = (address: string, tls: RouteTls = 'opportunistic'): Recipient => ({
  address,
  field: 'to',
  status: { state: 'pending' },
  route: { kind: 'mx', ruleId: 'r', tls },
})

const content = 'Subject: Hi\r\n\r\nHello\r\n'

interface Sent {
  readonly report: CourierReport
  readonly journal: readonly string[]
  /** Numbers of the transcript's lines. */
  readonly seqs: readonly number[]
}

async function send(
  zones: Readonly<Record<string, FakeZone>>,
  {
    port = open[0]?.port ?? 1,
    tls,
    to = ['b@d.example'],
    ehloName,
    hooks,
    signal,
  }: {
    readonly port?: number
    readonly tls?: RouteTls
    readonly to?: readonly string[]
    readonly ehloName?: string
    readonly hooks?: Partial<CourierHooks>
    readonly signal?: AbortSignal
  } = {},
): Promise<Sent> {
  const journal: string[] = []
  const seqs: number[] = []
  const courier = createMxCourier({
    domain: 'd.example',
    resolver: createFakeResolver(zones),
    isOwnAddress: () => false,
    port,
    ca: certificate.ca,
    ehloName: () => ehloName,
    openClient,
    recorder: {
      start: () => ({
        tap: (line) => {
          journal.push(`${line.from} ${line.text}`)
          seqs.push(line.seq)
        },
        flush: async () => void journal.push('flushed'),
        end: async () => void journal.push('ended'),
      }),
    },
    openSpool: () => Promise.resolve(() => Readable.from([Buffer.from(content)], { objectMode: false })),
    clock: createFakeClock(),
    random: createSeededRandom(),
  })
  const all: CourierHooks = {
    step: async (step) => void journal.push(`step ${step}`),
    aboutToComplete: async () => void journal.push('about to complete'),
    phase: () => undefined,
    progress: () => undefined,
    ...hooks,
  }
  const entry = entryWith(['pending'])
  const sized = { ...entry, revision: { ...entry.revision, size: content.length } }
  const recipients = to.map((address) => recipient(address, tls))
  const report = await courier.deliver(sized, recipients, 'a1', all, signal ?? new AbortController().signal)
  courier.abort()
  return { report, journal, seqs }
}

const two: Readonly<Record<string, FakeZone>> = {
  'd.example': {
    mx: [
      [10, 'mx1.d.example'],
      [20, 'mx2.d.example'],
    ],
  },
  'mx1.d.example': { a: ['127.0.0.1'] },
  'mx2.d.example': { a: ['127.0.0.2'] },
}

describe('the way', () => {
  test('P5: recipients of one destination share one copy, without a sign-in, with the step stored before the last octet', async () => {
    const [host] = await start({})
    const { report, journal } = await send(two, {
      to: ['b@d.example', 'c@d.example'],
      ehloName: 'me.example',
    })
    expect(report).toMatchObject({
      overall: 'accepted',
      answered: true,
      queueId: 'MX1',
      session: { serverHost: 'mx1.d.example', remoteAddress: '127.0.0.1' },
    })
    expect(host?.journal).toEqual([
      'connected',
      'EHLO me.example',
      'MAIL FROM:<me@example.org>',
      'RCPT TO:<b@d.example>',
      'RCPT TO:<c@d.example>',
      'DATA',
    ])
    expect(host?.messages).toHaveLength(1)
    expect(journal).toContain('note d.example is served by mx1.d.example (10), mx2.d.example (20)')
    expect(journal.indexOf('about to complete')).toBeLessThan(
      journal.indexOf('server 250 2.0.0 Ok: queued as MX1'),
    )
  })

  test.each([
    ['refuses with 554', { greeting: '554 5.7.1 No mail here' }],
    ['is busy with 421', { greeting: '421 4.3.2 Come back' }],
    ['is busy with 450', { greeting: '450 4.3.2 Come back' }],
  ])('goes on to the next host where the first %s in its greeting', async (_, first) => {
    const [, second] = await start(first, {})
    const { report, seqs } = await send(two)
    expect(report).toMatchObject({ overall: 'accepted', session: { serverHost: 'mx2.d.example' } })
    expect(report.notes[0]).toContain('mx1.d.example (127.0.0.1) did not take the connection')
    expect(second?.messages).toHaveLength(1)
    expect(seqs).toEqual(seqs.map((_seq, at) => at + 1))
  })

  test('goes on to the next address, then the next host, where no connection comes about', async () => {
    await start({})
    const { report } = await send({
      'd.example': {
        mx: [
          [1, 'mx2.d.example'],
          [2, 'mx1.d.example'],
        ],
      },
      'mx2.d.example': { a: ['127.0.0.3', '127.0.0.4'] },
      'mx1.d.example': { a: ['127.0.0.1'] },
    })
    expect(report.overall).toBe('accepted')
    expect(report.notes.filter((note) => note.includes('did not take the connection'))).toHaveLength(2)
  })

  test.each([
    ['EHLO', '550 5.7.1 Not you', 'ehlo'],
    ['MAIL', '451 4.3.0 Later', 'mail'],
    ['RCPT', '550 5.1.1 No such user', 'rcpt'],
  ])('stays where %s was answered: that answer decides', async (verb, reply, phase) => {
    const [, second] = await start({ replies: { [verb]: reply } }, {})
    const { report } = await send(two)
    expect(report.failure).toMatchObject({ phase, kind: 'server-reply' })
    expect(second?.journal).toEqual([])
  })

  test('P7: a refused recipient does not stop the others', async () => {
    await start({ replies: { 'RCPT TO:<no@d.example>': '550 5.1.1 No such user' } })
    const { report } = await send(two, { to: ['b@d.example', 'no@d.example'] })
    expect(report).toMatchObject({
      overall: 'partly',
      recipients: [{ outcome: 'accepted' }, { outcome: 'rejected', reply: { code: 550 } }],
    })
  })

  test('P17: where every host fails, what may pass decides, and nothing was answered', async () => {
    const { report } = await send(two)
    expect(report).toMatchObject({
      overall: 'deferred',
      answered: false,
      failure: { phase: 'connect', kind: 'network', errorCode: 'ECONNREFUSED' },
    })
    expect(report.failure?.detail).toContain('mx1.d.example')
  })

  test('P14: refused by the greeting of every host it is refused', async () => {
    await start({ greeting: '554 No' }, { greeting: '521 No' })
    expect((await send(two)).report).toMatchObject({
      overall: 'rejected',
      phase: 'greeting',
      reply: { code: 521 },
    })
  })

  test('one host that may come back keeps a refusal from being final', async () => {
    await start({ greeting: '421 Later' }, { greeting: '554 No' })
    expect((await send(two)).report).toMatchObject({ overall: 'deferred', reply: { code: 421 } })
  })
})

describe('no host', () => {
  test('null MX is refused by Sendoff and nothing is connected to', async () => {
    const { report, journal } = await send({ 'd.example': { mx: [[0, '']] } })
    expect(report).toMatchObject({
      overall: 'refused-locally',
      failure: { errorCode: 'MX_NULL' },
      answered: false,
    })
    expect(journal.some((line) => line.includes('null MX'))).toBe(true)
  })

  test('a failed look-up is deferred', async () => {
    const { report } = await send({ 'd.example': { mx: 'ESERVFAIL', a: ['127.0.0.1'] } })
    expect(report).toMatchObject({
      overall: 'deferred',
      failure: { errorCode: 'ESERVFAIL' },
      answered: false,
    })
  })

  test('P21: cancelled while a name is looked up, it ends at once', async () => {
    const abort = new AbortController()
    abort.abort('cancelled')
    const { report } = await send(two, { signal: abort.signal })
    expect(report.failure).toMatchObject({ detail: 'cancelled' })
    expect(report.answered).toBe(false)
  })
})

describe('opportunistic TLS', () => {
  test('takes any certificate, and says that it was not verified', async () => {
    const [host] = await start({ certificate: other })
    const { report } = await send(two)
    expect(report).toMatchObject({
      overall: 'accepted',
      session: { tls: { verified: false, pinned: false } },
    })
    expect(report.notes).toEqual([
      'With TLS, but it was not verified who mx1.d.example is: anyone on the way could have posed as it.',
    ])
    expect(host?.journal).toContain('TLS')
  })

  test('goes without where it is not offered, on the same connection, and says so', async () => {
    const [host] = await start({})
    const { report } = await send(two)
    expect(report.session.tls).toBeUndefined()
    expect(report.notes[0]).toContain('Without TLS')
    expect(host?.journal.filter((line) => line === 'connected')).toHaveLength(1)
  })

  test.each([['454 4.7.0 Not now'], ['garbage']])(
    'goes without on a new connection where STARTTLS ends in %s, and says so',
    async (starttls) => {
      const [host] = await start({ certificate, starttls })
      const { report, journal } = await send(two)
      expect(report).toMatchObject({ overall: 'accepted', session: { serverHost: 'mx1.d.example' } })
      expect(report.notes[0]).toContain('it was tried without TLS on a new connection')
      expect(journal.some((line) => line.startsWith('note TLS failed, once more without it'))).toBe(true)
      expect(host?.journal.filter((line) => line === 'connected')).toHaveLength(2)
    },
  )
})

describe('required TLS', () => {
  test('takes any certificate but never goes without', async () => {
    const [first, second] = await start({}, { certificate: other })
    const { report } = await send(two, { tls: 'required' })
    expect(report).toMatchObject({
      overall: 'accepted',
      session: { serverHost: 'mx2.d.example', tls: { verified: false } },
    })
    expect(first?.messages).toEqual([])
    expect(second?.journal).toContain('TLS')
  })

  test('sends nothing where no host offers it', async () => {
    const hosts = await start({}, {})
    const { report } = await send(two, { tls: 'required' })
    expect(report.failure).toMatchObject({ phase: 'starttls', kind: 'local' })
    expect(hosts.flatMap(({ messages }) => messages)).toEqual([])
  })
})

describe('verified TLS', () => {
  test('is for the name of the host', async () => {
    await start({ certificate })
    const { report } = await send(two, { tls: 'verified' })
    expect(report).toMatchObject({ overall: 'accepted', session: { tls: { verified: true } }, notes: [] })
  })

  test('sends nothing to a host with another certificate', async () => {
    const hosts = await start({ certificate: other }, { certificate: other })
    const { report } = await send(two, { tls: 'verified' })
    expect(report.failure).toMatchObject({ phase: 'tls', kind: 'certificate' })
    expect(hosts.flatMap(({ messages }) => messages)).toEqual([])
  })
})

test('P3: the last octet is not written where the step could not be stored', async () => {
  const [host] = await start({})
  const { report } = await send(two, {
    hooks: { aboutToComplete: () => Promise.reject(new Error('disk full')) },
  })
  expect(report.overall).toBe('deferred')
  expect(host?.messages).toEqual([])
})
