// The app's outbox from the terminal: `queue`, `send --queue`, `send --account`, with and without a running Sendoff.
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { EntryDetail, EntrySummary } from '../../../main/api.ts'
import type { Core } from '../../../main/core.ts'
import { createCore } from '../../../main/create-core.ts'
import { openClient } from '../../../main/smtp/session.ts'
import { openStore } from '../../../main/storage/open-store.ts'
import { createSystemClock } from '../../../main/system/clock.ts'
import { createSystemRandom } from '../../../main/system/random.ts'
import { storageWorkerUrl } from '../../../scripts/support/storage-worker.ts'
import { createMemorySecrets, createRecordingShell, untilEntry } from '../../support/core-harness.ts'
import { startCountingServer, type CountingServer } from '../../support/counting-server.ts'
import { makeCertificate, type CrashCertificate } from '../../support/crash-profile.ts'
import { runProgram } from './program.ts'

let certificate: CrashCertificate
let server: CountingServer
let dataDir: string
let running: Core | undefined

beforeAll(async () => {
  certificate = await makeCertificate()
})
beforeEach(async () => {
  server = await startCountingServer({ ...certificate, startTls: false, unknown: ['nobody@example.org'] })
  dataDir = await mkdtemp(join(tmpdir(), 'sendoff-queue-'))
  const { store } = await openStore({
    dataDir,
    workerUrl: storageWorkerUrl,
    clock: createSystemClock(),
    log: silent,
  })
  await store.servers.put({
    id: 'club',
    kind: 'configured',
    name: 'Rowing club',
    host: '127.0.0.1',
    port: server.port,
    security: 'none',
    user: '',
    ehloName: '',
    allowInsecureAuth: false,
    pins: [],
    isDefault: true,
    createdAt: 0,
  })
  await store.identities.put({ id: 'marit', name: 'Marit', address: 'marit@example.org', serverId: 'club' })
  await store.close()
})
afterEach(async () => {
  await running?.close({ graceMs: 0 })
  running = undefined
  await server.close()
  await rm(dataDir, { recursive: true, force: true })
})

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined }
const sendoff = (...args: readonly string[]) => runProgram(args, { env: { SENDOFF_DATA_DIR: dataDir } })

async function queued(...args: readonly string[]): Promise<string> {
  const { out, status, err } = await sendoff('send', '--queue', '--json', ...args)
  expect([status, err]).toEqual([0, ''])
  return (JSON.parse(out) as { queued: string[] }).queued[0] ?? ''
}

const letter = ['--to', 'anna@example.org', '--subject', 'Minutes', '--text', 'Hello.']

async function list(): Promise<readonly EntrySummary[]> {
  return JSON.parse((await sendoff('queue', 'list', '--json')).out) as EntrySummary[]
}

async function openApp(): Promise<Core> {
  running = await createCore({
    workerUrl: storageWorkerUrl,
    dataDir,
    secrets: createMemorySecrets(),
    clock: createSystemClock(),
    random: createSystemRandom(),
    openClient,
    shell: createRecordingShell(),
    log: silent,
    version: '0.0.0-test',
  })
  return running
}

describe('no Sendoff is running', () => {
  it('P1: a message that is queued waits, is listed and shown, and goes by queue send', async () => {
    const { out, err, status } = await sendoff('send', '--queue', ...letter)
    expect([status, out]).toEqual([0, expect.stringMatching(/^queued [0-9a-f]{24}\n$/)])
    expect(err).toContain('no Sendoff is running')
    const [entry] = await list()
    expect([entry?.state, entry?.subject, server.transactions.length]).toEqual(['queued', 'Minutes', 0])

    const id = entry?.id ?? ''
    const sent = await sendoff('queue', 'send', id.slice(-6))
    expect(sent.out).toContain('handed over: Minutes')
    expect([sent.status, server.copies.size]).toEqual([0, 1])
    expect((await sendoff('queue')).out).toMatch(
      new RegExp(`^${id}  handed over  .*anna@example.org  Minutes`),
    )
    expect((await sendoff('queue', 'show', id)).out).toContain('250 2.0.0 Ok: queued as')
  })

  it('P7: a refusal ends with status 69, part of one too, and names the reply', async () => {
    const id = await queued('--to', 'nobody@example.org', '--to', 'anna@example.org', '--subject', 'Two')
    const { out, status } = await sendoff('queue', 'send', id)
    expect(status).toBe(69)
    expect(out).toContain('partly handed over: Two')
    expect(out).toContain('550 5.1.1')
    // Again it goes to the refused one alone.
    expect((await sendoff('queue', 'send', id)).status).toBe(69)
    expect([...server.copies.values()].flat()).toEqual([['anna@example.org']])
  })

  it('holds, releases and deletes', async () => {
    const id = await queued(...letter)
    expect((await sendoff('queue', 'hold', id)).out).toBe(`${id} held\n`)
    expect((await list())[0]?.state).toBe('held')
    expect((await sendoff('queue', 'release', id)).status).toBe(0)
    expect((await list())[0]?.state).toBe('queued')
    expect((await sendoff('queue', 'release', id)).status).toBe(69)
    expect((await sendoff('queue', 'delete', id)).status).toBe(0)
    expect(await list()).toEqual([])
    expect((await sendoff('queue')).out).toBe('The outbox is empty.\n')
  })

  it('P29: an .eml goes as it is, without Bcc, with a Message-ID that can be looked for', async () => {
    const file = join(dataDir, 'letter.eml')
    await writeFile(
      file,
      'From: Marit <marit@example.org>\nTo: anna@example.org\nBcc: hidden@example.org\nSubject: Ready\n\nHello.\n',
    )
    const id = await queued('--eml', file)
    const detail = JSON.parse((await sendoff('queue', 'show', id, '--json')).out) as EntryDetail
    expect(detail.allRecipients.map(({ address }) => address)).toEqual([
      'anna@example.org',
      'hidden@example.org',
    ])
    expect(detail.messageId).toMatch(/^<.+@example.org>$/)
    // Nothing was typed that could be edited.
    expect(detail.actions).not.toContain('edit')
    expect(detail.actions).not.toContain('edit-as-new')
    expect((await sendoff('queue', 'send', id)).status).toBe(0)
    expect([...server.copies.keys()]).toEqual([detail.messageId])
  })

  it('what is wrong is named, and nothing is kept', async () => {
    expect(await sendoff('send', '--queue', '--to', 'no address', '--subject', 'x')).toMatchObject({
      status: 65,
    })
    expect(
      await sendoff('send', '--queue', ...letter, '--attach', join(dataDir, 'missing.pdf')),
    ).toMatchObject({ status: 65, err: expect.stringContaining('missing.pdf') as string })
    expect(await sendoff('send', '--queue', '--account', 'Nowhere', ...letter)).toMatchObject({
      status: 64,
      err: expect.stringContaining('there are: Rowing club') as string,
    })
    expect(await sendoff('queue', 'show', 'abcdef')).toMatchObject({ status: 64 })
    expect(await list()).toEqual([])
  })

  it('P9: --account sends at once and leaves the outbox alone', async () => {
    const { status, out } = await sendoff('send', '--account', 'rowing CLUB', ...letter)
    expect([status, out]).toEqual([0, expect.stringContaining('Handed to 127.0.0.1')])
    expect([server.copies.size, (await list()).length]).toEqual([1, 0])
    expect((await sendoff('check', '--account', 'club')).status).toBe(0)
  })
})

describe('a Sendoff is running', () => {
  it('it sends what the terminal queues', async () => {
    const app = await openApp()
    const { out, err } = await sendoff('send', '--queue', '--json', ...letter)
    expect(err).toBe('')
    const { queued: ids, sender } = JSON.parse(out) as { queued: string[]; sender: string }
    expect(sender).toBe('another')
    await untilEntry(app, ids[0] ?? '', ({ state }) => state === 'sent')
    expect(server.copies.size).toBe(1)
  })

  it('P17: queue send has it tried now, though all is paused', async () => {
    const app = await openApp()
    await app.api.settings.set({ sending: 'paused' })
    const id = await queued(...letter)
    expect(server.transactions).toEqual([])
    const { status, out } = await sendoff('queue', 'send', id)
    expect([status, out]).toEqual([0, expect.stringContaining('handed over: Minutes')])
    expect(server.copies.size).toBe(1)
  })
})
