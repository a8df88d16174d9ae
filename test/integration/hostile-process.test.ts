// What another process may try: garbage in the socket of the profile, a hand-over that is none, a profile that others can read.
import { chmodSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { readHandover } from '../../main/electron/open-from-outside.ts'
import { maxNoteOctets, type Note } from '../../main/outbox/lease/note.ts'
import { openExchange, openLine, type Exchange } from '../../main/outbox/lease/wire.ts'
import { createSystemClock } from '../../main/system/clock.ts'
import { openStore } from '../../main/storage/open-store.ts'
import { createSeededRandom } from '../support/seeded-random.ts'
import { storageWorkerUrl } from '../../scripts/support/storage-worker.ts'

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined }
let dataDir: string
let exchange: Exchange | undefined
const heard: Note[] = []

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'sendoff-hostile-'))
  heard.length = 0
})
afterEach(async () => {
  await exchange?.close()
  exchange = undefined
  rmSync(dataDir, { recursive: true, force: true })
})

/** Writes to the socket; resolves when the other side has let go, or after a while. */
function write(path: string, octets: Buffer | string, waitMs = 200): Promise<'cut' | 'open'> {
  return new Promise((resolve) => {
    const socket = connect(path)
    socket.on('error', () => undefined)
    socket.once('close', () => resolve('cut'))
    socket.write(octets)
    setTimeout(() => {
      socket.destroy()
      resolve('open')
    }, waitMs).unref()
  })
}

it('garbage in the socket is passed over, a line without an end is cut off, and others are heard all the same', async () => {
  const path = join(dataDir, 'x.sock')
  exchange = await openExchange(path, (note) => heard.push(note))
  const random = createSeededRandom(7)
  const noise = () => Buffer.from(Array.from({ length: 4_000 }, () => Math.floor(random.fraction() * 256)))
  const hostile = [
    noise(),
    noise(),
    'GET / HTTP/1.1\r\nHost: x\r\n\r\n',
    '{"kind":"hurry"}\n{"kind":"hurry","ids":"all"}\n{"kind":"erase","ids":["a"]}\n',
    '{"kind":"hurry","ids":[],"__proto__":{"a":1},"more":1}\n',
    `{"kind":"hurry","ids":[${'"a",'.repeat(1_001)}"b"]}\n`,
    `{"kind":"hurry","ids":["${'a'.repeat(301)}"]}\n`,
    `${'['.repeat(60_000)}\n`,
    'null\n1\n"hurry"\n[]\n',
  ]
  for (const octets of hostile) await write(path, octets, 50)
  expect(heard).toEqual([])
  expect(await write(path, 'x'.repeat(maxNoteOctets + 2), 2_000)).toBe('cut')
  const line = await openLine(path, { heard: () => undefined, ended: () => undefined })
  line?.tell({ kind: 'hurry', ids: ['e1'] })
  await expect.poll(() => heard).toEqual([{ kind: 'hurry', ids: ['e1'] }])
  line?.close()
})

it.each([
  ['nothing', undefined],
  ['a text', 'mailto:a@x.example'],
  ['a list', [['mailto:a@x.example']]],
  ['words that are numbers', { argv: [1, 2], folder: '/' }],
  ['too many words', { argv: Array.from({ length: 10_001 }, () => 'a.eml'), folder: '/' }],
  ['a word without end', { argv: [`mailto:${'a'.repeat(1_000_001)}`], folder: '/' }],
  ['much in many words', { argv: Array.from({ length: 6 }, () => 'a'.repeat(500_000)), folder: '/' }],
  ['a word with NUL', { argv: ['compose', '--attach', '/etc/passwd\0.txt'], folder: '/' }],
  ['a folder with NUL', { argv: ['compose', '--attach', 'a.txt'], folder: '/tmp\0' }],
  ['a folder that is none', { argv: ['compose'], folder: ['/'] }],
  ['words that are objects', { argv: [{ toString: 'compose' }, null], folder: '/' }],
  ['words that are no list', { argv: { length: 1, 0: 'compose' }, folder: '/' }],
  ['no folder', { argv: ['mailto:a@x.example'] }],
  ['a prototype', JSON.parse('{"__proto__":{"argv":["mailto:a@x.example"],"folder":"/"}}')],
])('a hand-over of %s asks for nothing', (_name, data) => {
  expect(readHandover(data)).toEqual({ kind: 'nothing' })
})

it('as much as may be said is read at once', () => {
  const to = Array.from({ length: 4_000 }, (_, at) => ['--to', `"${'\\"<,(@'.repeat(60)}${at}`]).flat()
  const words = ['compose', ...to, '--subject', `a\r\nBcc: b@x.example${' '.repeat(900_000)}`]
  const began = performance.now()
  const request = readHandover({ argv: words, folder: '/' })
  expect(performance.now() - began).toBeLessThan(2_000)
  expect(request).toMatchObject({ kind: 'compose' })
  expect(JSON.stringify(request)).not.toMatch(/\\[rn]/)
})

it('words behind a link are no orders', () => {
  expect(readHandover({ argv: ['mailto:a@x.example', '--attach', '/etc/passwd'], folder: '/' })).toEqual({
    kind: 'mailto',
    url: 'mailto:a@x.example',
  })
})

it.skipIf(process.platform === 'win32')(
  'a profile folder that others could read is closed to them',
  async () => {
    chmodSync(dataDir, 0o755)
    const opened = await openStore({
      dataDir,
      workerUrl: storageWorkerUrl,
      clock: createSystemClock(),
      log: silent,
    })
    await opened.store.close()
    expect(statSync(dataDir).mode & 0o077).toBe(0)
  },
)
