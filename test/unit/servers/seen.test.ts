import { expect, test } from 'vitest'
import { openSeenServers } from '../../../main/servers/seen.ts'
import { createFakeClock } from '../../support/fake-clock.ts'

const server = { id: 's1', host: 'mail.example.org', port: 587 }
const silent = { info: () => undefined, warn: () => undefined, error: () => undefined }

async function opened(values: Record<string, unknown> = {}) {
  const written: Readonly<Record<string, unknown>>[] = []
  const clock = createFakeClock()
  const table = {
    all: () => Promise.resolve({ ...values, ...Object.assign({}, ...written) }),
    put: (change: Readonly<Record<string, unknown>>) => Promise.resolve(void written.push(change)),
  }
  const open = () => openSeenServers({ table, clock, log: silent })
  return { seen: await open(), open, written, clock }
}

const listed = (size: string) =>
  new Map<string, readonly string[]>([
    ['SIZE', [size]],
    ['8BITMIME', []],
  ])

test('what a server listed is known after a restart', async () => {
  const { seen, open, clock } = await opened()
  expect(seen.get(server)).toBeUndefined()
  seen.note(server, listed('26214400'))
  const expected = {
    at: clock.now(),
    host: server.host,
    port: 587,
    maxSize: 26_214_400,
    extensions: ['SIZE', '8BITMIME'],
  }
  expect(seen.get(server)).toEqual(expected)
  expect((await open()).get(server)).toEqual(expected)
})

test('SIZE 0 and SIZE without a number are no limit (RFC 1870 3)', async () => {
  const { seen } = await opened()
  for (const size of ['0', 'many', '']) {
    seen.note(server, listed(size))
    expect(seen.get(server)?.maxSize).toBeUndefined()
  }
})

test('nothing is known of a server whose host was changed', async () => {
  const { seen } = await opened()
  seen.note(server, listed('1000'))
  expect(seen.get({ ...server, host: 'other.example.org' })).toBeUndefined()
  expect(seen.get({ ...server, port: 465 })).toBeUndefined()
})

test('what is as it was is written once a day', async () => {
  const { seen, written, clock } = await opened()
  for (let n = 0; n < 3; n++) seen.note(server, listed('1000'))
  expect(written).toHaveLength(1)
  seen.note(server, listed('2000'))
  expect(written).toHaveLength(2)
  await clock.advance(24 * 3_600_000)
  seen.note(server, listed('2000'))
  expect(written).toHaveLength(3)
})

test('a stored value that is not understood is like none', async () => {
  const { seen } = await opened({ 'seen:s1': { host: 5 }, 'pace:s1': {} })
  expect(seen.get(server)).toBeUndefined()
})
