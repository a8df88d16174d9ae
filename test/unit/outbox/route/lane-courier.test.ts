// One message, three recipients, three routes: each lane carries its own, over what its key names.
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { RouteRule } from '../../../../main/api.ts'
import type { Courier, CourierHooks } from '../../../../main/outbox/courier.ts'
import type { LaneKey, Recipient } from '../../../../main/outbox/entry.ts'
import { createLaneCourier, describeLane } from '../../../../main/outbox/route/lane-courier.ts'
import { laneOfRoute } from '../../../../main/outbox/route/lane-key.ts'
import { createMaildirDisk } from '../../../../main/outbox/route/maildir-disk.ts'
import { routeOf } from '../../../../main/outbox/route/rules.ts'
import { openClient } from '../../../../main/smtp/session.ts'
import { createFakeClock } from '../../../support/fake-clock.ts'
import { createFakeResolver } from '../../../support/fake-resolver.ts'
import { startMxHost, type MxHost } from '../../../support/mx-host.ts'
import { createSeededRandom } from '../../../support/seeded-random.ts'
import { entryWith, reportOf } from '../sample.ts'

let mx: MxHost
let folder: string

beforeEach(async () => {
  mx = await startMxHost()
  folder = await mkdtemp(join(tmpdir(), 'sendoff-routes-'))
})

afterEach(async () => {
  await mx.close()
  await rm(folder, { recursive: true, force: true })
})

const rules = (): readonly RouteRule[] => [
  { id: 'local', domain: 'boathouse.example', on: true, route: { kind: 'maildir', path: folder } },
  { id: 'direct', domain: '*.stacks.example', on: true, route: { kind: 'mx', tls: 'opportunistic' } },
]

const hooks: CourierHooks = {
  step: () => Promise.resolve(),
  aboutToComplete: () => Promise.resolve(),
  phase: () => undefined,
  progress: () => undefined,
}

test('a message goes to each of its recipients over the route of its rule, and to nobody twice', async () => {
  const overServer: string[] = []
  const server: Courier = {
    deliver: (_entry, recipients) => {
      overServer.push(...recipients.map(({ address }) => address))
      return Promise.resolve(reportOf({}))
    },
    hasSession: () => false,
    rest: () => Promise.resolve(),
    abort: () => undefined,
  }
  const content = 'Subject: Hi\r\n\r\nHello\r\n'
  const courierFor = (lane: LaneKey) =>
    createLaneCourier(lane, {
      recorder: {
        start: () => ({ tap: () => undefined, flush: () => Promise.resolve(), end: () => Promise.resolve() }),
      },
      openSpool: () => Promise.resolve(() => Readable.from([Buffer.from(content)], { objectMode: false })),
      clock: createFakeClock(),
      mx: {
        resolver: createFakeResolver({ 'a.stacks.example': { a: ['127.0.0.1'] } }),
        isOwnAddress: () => false,
        port: mx.port,
        openClient,
        random: createSeededRandom(),
        ehloName: () => undefined,
      },
      maildir: { disk: createMaildirDisk(), host: 'desk', pid: 1 },
      forServer: () => server,
    })
  const recipients = [
    'helene@reliure.example',
    'archive@A.stacks.example',
    'keys@boathouse.example',
    'shelf@a.stacks.example',
  ].map((address): Recipient => {
    const route = routeOf(rules(), address)
    return { address, field: 'to', status: { state: 'pending' }, ...(route === undefined ? {} : { route }) }
  })
  const lanes = Map.groupBy(recipients, (one) => laneOfRoute(one) ?? 's1')
  expect([...lanes.keys()]).toEqual(['s1', 'mx:a.stacks.example', 'maildir:local'])

  const entry = entryWith(['pending'])
  const sized = { ...entry, recipients, revision: { ...entry.revision, size: content.length } }
  for (const [lane, own] of lanes) {
    const courier = courierFor(lane)
    const report = await courier.deliver(sized, own, `a-${lane}`, hooks, new AbortController().signal)
    courier.abort()
    expect(report.overall).toBe('accepted')
  }
  expect(overServer).toEqual(['helene@reliure.example'])
  expect(mx.messages).toHaveLength(1)
  expect(mx.journal.filter((line) => line.startsWith('RCPT'))).toEqual([
    'RCPT TO:<archive@A.stacks.example>',
    'RCPT TO:<shelf@a.stacks.example>',
  ])
  const [name = '', ...more] = await readdir(join(folder, 'new'))
  expect(more).toEqual([])
  expect(await readFile(join(folder, 'new', name), 'utf8')).toContain(
    'Delivered-To: keys@boathouse.example\n',
  )
})

test('a lane of a route is named after its destination', () => {
  expect(describeLane('mx:a.stacks.example', rules())).toEqual({
    id: 'mx:a.stacks.example',
    name: 'MX of a.stacks.example',
    host: 'a.stacks.example',
  })
  expect(describeLane('maildir:local', rules())).toMatchObject({
    name: 'Maildir of boathouse.example',
    host: folder,
  })
  expect(describeLane('maildir:gone', rules())).toMatchObject({ host: '' })
})
