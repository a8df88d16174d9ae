// "Queue in flight": the outbox keeps several messages under way on one session, and what is lost with the connection is told for each.
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { rm } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { afterEach, expect, test, vi } from 'vitest'
import type { Core } from '../../main/core.ts'
import { createCore } from '../../main/create-core.ts'
import { secretName } from '../../main/secrets/secret-store.ts'
import type { Server } from '../../main/servers/server.ts'
import { openClient } from '../../main/smtp/session.ts'
import { createSystemClock } from '../../main/system/clock.ts'
import { createSystemRandom } from '../../main/system/random.ts'
import { storageWorkerUrl } from '../../scripts/support/storage-worker.ts'
import { createMemorySecrets, createRecordingShell, isSettled, untilEntry } from '../support/core-harness.ts'
import { startCountingServer, type CountingServer } from '../support/counting-server.ts'
import { crashIdentityId, crashServerId, makeCertificate, makeProfile } from '../support/crash-profile.ts'

let close: () => Promise<void> = () => Promise.resolve()
afterEach(() => close())

interface World {
  readonly core: Core
  readonly server: CountingServer
  readonly ids: readonly string[]
  /** Ends the program at once, and starts it again; `between` runs while it is closed. */
  restart(between?: (dataDir: string) => Promise<void>): Promise<Core>
}

async function createWorld(
  extensions: { readonly pipelining?: boolean; readonly chunking?: boolean },
  messages: number,
  over: Partial<Server> = {},
): Promise<World> {
  const certificate = await makeCertificate()
  const server = await startCountingServer({ ...certificate, ...extensions })
  const dataDir = await makeProfile(server.port, certificate.spkiSha256, { queueInFlight: true, ...over })
  const secrets = createMemorySecrets()
  await secrets.set(secretName(crashServerId), 'secret')
  const silent = { info: () => undefined, warn: () => undefined, error: () => undefined }
  const start = () =>
    createCore({
      ...{ workerUrl: storageWorkerUrl, dataDir, secrets, clock: createSystemClock(), log: silent },
      ...{ random: createSystemRandom(), openClient, shell: createRecordingShell(), version: '0.0.0-test' },
    })
  const core = await start()
  let running = core
  const restart = async (between: (dataDir: string) => Promise<void> = () => Promise.resolve()) => {
    await running.close({ graceMs: 0 })
    await between(dataDir)
    running = await start()
    return running
  }
  close = async () => {
    await running.close({ graceMs: 0 })
    await server.close()
    await rm(dataDir, { recursive: true, force: true })
  }
  await core.api.settings.set({ sending: 'paused' })
  const ids: string[] = []
  for (let at = 0; at < messages; at += 1) {
    const draft = await core.api.drafts.create({
      content: { identityId: crashIdentityId, to: [`r${at}@example.org`], subject: 'Minutes', text: 'Soon.' },
    })
    const queued = await core.api.outbox.enqueue({ draftId: draft.id, content: draft.content })
    ids.push(queued.queued ? queued.entryId : '')
  }
  return { core, server, ids, restart }
}

const extensions = [
  ['CHUNKING', { pipelining: true, chunking: true }],
  ['DATA', { pipelining: true }],
] as const

test.each(extensions)(
  '%s: a queue goes over one session, each with its own transcript',
  async (_, listed) => {
    const { core, server, ids } = await createWorld(listed, 25)
    await core.api.settings.set({ sending: 'on' })
    const entries = await Promise.all(ids.map((id) => untilEntry(core, id, isSettled)))
    expect(entries.map(({ state }) => state)).toEqual(ids.map(() => 'sent'))
    expect(new Set(server.transactions.map(({ peerPort }) => peerPort)).size).toBe(1)
    expect(server.copies.size).toBe(25)
    expect(server.journal.filter((step) => step === 'rset').length).toBeGreaterThan(5)
    for (const [at, entry] of entries.entries()) {
      const attempt = entry.attempts[0]
      expect(attempt).toMatchObject({ overall: 'accepted', counts: true, step: 'ended' })
      const { lines } = await core.api.transcripts.get({ attemptId: attempt?.id ?? '' })
      const named = lines.filter(({ text }) => text.startsWith('RCPT TO'))
      expect(named.map(({ text }) => text)).toEqual([`RCPT TO:<r${at}@example.org>`])
      expect(lines.filter(({ text }) => text.startsWith('250 2.0.0 Ok: queued as'))).toHaveLength(1)
      expect(lines.map(({ seq }) => seq)).toEqual(lines.map((__, index) => index + 1))
      expect(lines.every(({ atMs }) => atMs >= 0 && atMs < 60_000)).toBe(true)
    }
  },
)

test('P3, P6: a lost connection leaves all unconfirmed that have left, and nothing is sent twice', async () => {
  const { core, server, ids } = await createWorld({ pipelining: true, chunking: true }, 24)
  const silent = server.stallAt('dot')
  await core.api.settings.set({ sending: 'on' })
  await silent
  // Nobody answers: the window fills, and no more is sent.
  await untilCommitted(core, ids, 20)
  server.cut()
  const entries = await Promise.all(ids.map((id) => untilEntry(core, id, isSettled)))
  const states = entries.map(({ state }) => state)
  expect(states.filter((state) => state === 'unconfirmed')).toHaveLength(20)
  expect(states.filter((state) => state === 'sent')).toHaveLength(4)
  // The one that the server had, and the four that had not left.
  expect(server.copies.size).toBe(5)
  expect([...server.copies.values()].every((copies) => copies.length === 1)).toBe(true)
  const lost = entries.find(({ state }) => state === 'unconfirmed')
  expect(lost?.attempts).toHaveLength(1)
  expect(lost?.attempts[0]?.failure).toMatchObject({ kind: 'network', phase: 'message', inFlight: true })
  expect(lost?.attempts[0]?.notes.join(' ')).toContain('Queue in flight')
})

test('P21, P22: what waits behind others is cancelled, and held by a pause, without touching them', async () => {
  const { core, server, ids } = await createWorld({ pipelining: true, chunking: true }, 24)
  const silent = server.stallAt('dot')
  await core.api.settings.set({ sending: 'on' })
  await silent
  await untilCommitted(core, ids, 20)
  const waiting = (await Promise.all(ids.map((id) => core.api.outbox.get({ entryId: id })))).filter(
    ({ attempts }) => attempts.every(({ step }) => step !== 'about-to-complete'),
  )
  const [first] = waiting
  await core.api.outbox.cancel({ entryId: first?.id ?? '' })
  expect(await core.api.outbox.get({ entryId: first?.id ?? '' })).toMatchObject({ state: 'cancelled' })
  await core.api.settings.set({ sending: 'paused' })
  for (const { id } of waiting.slice(1)) await untilEntry(core, id, ({ state }) => state !== 'sending')
  server.cut()
  const others = ids.filter((id) => waiting.every((one) => one.id !== id))
  const entries = await Promise.all(others.map((id) => untilEntry(core, id, isSettled)))
  expect(entries.map(({ state }) => state)).toEqual(others.map(() => 'unconfirmed'))
  expect(server.copies.size).toBe(1)
})

test('P3: the program ends in the middle of a window: after the next start each is what it was, and none goes twice', async () => {
  const { core, server, ids, restart } = await createWorld({ pipelining: true, chunking: true }, 24)
  const silent = server.stallAt('dot')
  await core.api.settings.set({ sending: 'on' })
  await silent
  await untilCommitted(core, ids, 20)
  const again = await restart()
  const entries = await Promise.all(ids.map((id) => untilEntry(again, id, isSettled)))
  expect(entries.filter(({ state }) => state === 'unconfirmed')).toHaveLength(20)
  expect(entries.filter(({ state }) => state === 'sent')).toHaveLength(4)
  expect([...server.copies.values()].every((copies) => copies.length === 1)).toBe(true)
  expect(server.copies.size).toBe(5)
})

const child = fileURLToPath(new URL('../support/flight-crash-child.ts', import.meta.url))

/** Another process sends what is queued, and is killed when `isTime` comes. */
async function killWhile(dataDir: string, isTime: () => Promise<unknown>): Promise<void> {
  const started = fork(child, [dataDir], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
  const exited = once(started, 'exit')
  await isTime()
  started.kill('SIGKILL')
  await exited
}

test.each([
  ['CHUNKING', 'the server keeps an answer back', { pipelining: true, chunking: true }, 'dot'],
  ['DATA', 'messages go and are answered', { pipelining: true }, 8],
] as const)(
  'P3: %s: killed by SIGKILL while %s, each is sent, unconfirmed or queued, and none goes twice without a word',
  async (_, __, listed, point) => {
    const { server, ids, restart } = await createWorld(listed, 30)
    const seen = async () => {
      if (point === 'dot') await server.stallAt('dot')
      else await vi.waitUntil(() => server.copies.size >= point, { interval: 1, timeout: 20_000 })
    }
    const atKill = { copies: new Set<string>() }
    const again = await restart(async (dataDir) => {
      await killWhile(dataDir, seen)
      // What is still on its way to the server arrives.
      await vi.waitUntil(() => server.open === 0, { timeout: 10_000 })
      atKill.copies = new Set(server.copies.keys())
    })
    const entries = await Promise.all(ids.map((id) => untilEntry(again, id, isSettled)))
    const isOf = (state: string) => entries.filter((entry) => entry.state === state)
    expect(isOf('sent').length + isOf('unconfirmed').length).toBe(ids.length)
    // It was killed in the middle: something was under way, and something had not begun.
    expect(isOf('unconfirmed').length).toBeGreaterThan(0)
    expect(isOf('unconfirmed').length).toBeLessThanOrEqual(20)
    expect(atKill.copies.size).toBeLessThan(ids.length)
    for (const { messageId, state } of entries) {
      const copies = server.copies.get(messageId)?.length ?? 0
      if (state === 'sent') expect(copies).toBe(1)
      else expect(copies).toBe(atKill.copies.has(messageId) ? 1 : 0)
    }
    // What the server had in whole was never called queued: it would have gone twice.
    expect([...server.copies.values()].flat()).toHaveLength(server.copies.size)
  },
  60_000,
)

test('a pace holds in a window too', async () => {
  const { core, server, ids } = await createWorld({ pipelining: true, chunking: true }, 3, { perDay: 2 })
  await core.api.settings.set({ sending: 'on' })
  await Promise.all(ids.slice(0, 2).map((id) => untilEntry(core, id, isSettled)))
  expect(server.copies.size).toBe(2)
  expect(await core.api.outbox.get({ entryId: ids[2] ?? '' })).toMatchObject({ state: 'queued' })
})

/** Until so many are as good as handed over. */
async function untilCommitted(core: Core, ids: readonly string[], count: number): Promise<void> {
  for (;;) {
    const entries = await Promise.all(ids.map((id) => core.api.outbox.get({ entryId: id })))
    const committed = entries.filter(({ attempts }) =>
      attempts.some(({ step }) => step === 'about-to-complete'),
    )
    if (committed.length >= count) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}
