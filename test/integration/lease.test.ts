// Two processes on one profile: one sends, either steers, and whoever is left takes over. The server counts by Message-ID.
import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { rm } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Core, CoreOptions } from '../../main/core.ts'
import { createCore } from '../../main/create-core.ts'
import { secretName } from '../../main/secrets/secret-store.ts'
import { openClient } from '../../main/smtp/session.ts'
import { createSystemClock } from '../../main/system/clock.ts'
import { createSystemRandom } from '../../main/system/random.ts'
import { storageWorkerUrl } from '../../scripts/support/storage-worker.ts'
import { createMemorySecrets, createRecordingShell, isSettled, untilEntry } from '../support/core-harness.ts'
import { startCountingServer, type CountingServer } from '../support/counting-server.ts'
import {
  crashIdentityId,
  crashServerId,
  makeCertificate,
  makeProfile,
  type CrashCertificate,
} from '../support/crash-profile.ts'
import type { Order } from '../support/lease-child.ts'

const script = fileURLToPath(new URL('../support/lease-child.ts', import.meta.url))
const timeoutMs = 60_000

let certificate: CrashCertificate
let server: CountingServer
let dataDir: string
const cores: Core[] = []
const children: ChildProcess[] = []

beforeAll(async () => {
  certificate = await makeCertificate()
})
beforeEach(async () => {
  server = await startCountingServer(certificate)
  dataDir = await makeProfile(server.port, certificate.spkiSha256)
})
afterEach(async () => {
  for (const core of cores.splice(0)) await core.close({ graceMs: 0 })
  for (const child of children.splice(0)) {
    if (child.exitCode !== null || child.signalCode !== null) continue
    child.kill('SIGKILL')
    await once(child, 'exit')
  }
  await server.close()
  await rm(dataDir, { recursive: true, force: true })
})

async function openCore(sends: NonNullable<CoreOptions['sends']> = 'all'): Promise<Core> {
  const secrets = createMemorySecrets()
  await secrets.set(secretName(crashServerId), 'secret')
  const core = await createCore({
    workerUrl: storageWorkerUrl,
    dataDir,
    sends,
    secrets,
    clock: createSystemClock(),
    random: createSystemRandom(),
    openClient,
    shell: createRecordingShell(),
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
    version: '0.0.0-test',
  })
  cores.push(core)
  return core
}

async function close(core: Core): Promise<void> {
  cores.splice(cores.indexOf(core), 1)
  await core.close({ graceMs: 0 })
}

interface Other {
  readonly process: ChildProcess
  order(order: Order): Promise<unknown>
}

async function startOther(): Promise<Other> {
  const started = fork(script, [dataDir], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
  children.push(started)
  await once(started, 'message')
  return {
    process: started,
    order: async (order) => {
      const answered = once(started, 'message') as Promise<[{ done?: unknown; failed?: string }]>
      started.send(order)
      const [{ done, failed }] = await answered
      if (failed !== undefined) throw new Error(failed)
      return done
    },
  }
}

async function send(core: Core, text = 'Hello.'): Promise<string> {
  const draft = await core.api.drafts.create({
    content: { identityId: crashIdentityId, to: ['anna@example.org'], subject: 'Minutes', text },
  })
  const outcome = await core.api.outbox.enqueue({ draftId: draft.id, content: draft.content })
  if (!outcome.queued) throw new Error(JSON.stringify(outcome.problems))
  return outcome.entryId
}

const copies = () => [...server.copies.values()].map((all) => all.length)
const large = 'The minutes of the meeting.\n'.repeat(20_000)

describe('one sends, either queues', () => {
  test(
    'P2, P3: what both queue at once goes once each, and both know it',
    async () => {
      const here = await openCore()
      const other = await startOther()
      const [ours, theirs] = await Promise.all([
        Promise.all(Array.from({ length: 15 }, () => send(here))),
        other.order({ do: 'send', count: 15, subject: 'Theirs' }) as Promise<string[]>,
      ])
      for (const id of [...ours, ...theirs]) await untilEntry(here, id, ({ state }) => state === 'sent')
      expect(copies()).toEqual(Array.from({ length: 30 }, () => 1))
      const states = (await other.order({ do: 'states' })) as Record<string, string>
      expect(new Set(Object.values(states))).toEqual(new Set(['sent']))
      expect(new Set(server.transactions.map(({ peerPort }) => peerPort)).size).toBe(1)
    },
    timeoutMs,
  )

  test(
    'P17: what a process that does not send holds, releases and sends now is done by the one that does',
    async () => {
      const sender = await openCore()
      await sender.api.settings.set({ sending: 'paused' })
      const steerer = await openCore('never')
      const id = await send(steerer)
      await steerer.api.outbox.hold({ entryId: id })
      expect((await untilEntry(sender, id, ({ state }) => state === 'held')).state).toBe('held')
      await steerer.api.outbox.release({ entryId: id })
      expect(server.transactions).toEqual([])
      await steerer.api.outbox.sendNow({ entryId: id })
      expect((await untilEntry(steerer, id, ({ state }) => state === 'sent')).attempts).toHaveLength(1)
      expect(copies()).toEqual([1])
    },
    timeoutMs,
  )

  test(
    'P21: cancel from a process that does not send tells what became of the attempt',
    async () => {
      const sender = await openCore()
      const steerer = await openCore('never')
      const stalled = server.stallAt('rcpt')
      const id = await send(sender)
      await stalled
      await untilEntry(steerer, id, ({ state }) => state === 'sending')
      expect(await steerer.api.outbox.cancel({ entryId: id })).toEqual({ outcome: 'in-time' })
      expect((await sender.api.outbox.get({ entryId: id })).state).toBe('cancelled')
      expect(copies()).toEqual([])
    },
    timeoutMs,
  )

  test(
    'P19: a message that is deleted elsewhere while it is sent is cut off',
    async () => {
      const sender = await openCore()
      const steerer = await openCore('never')
      const stalled = server.stallAt('content')
      const id = await send(sender, large)
      await stalled
      await steerer.api.outbox.delete({ entryId: id })
      // The lane is free again: the next one goes.
      const next = await send(sender)
      await untilEntry(sender, next, ({ state }) => state === 'sent')
      expect(copies()).toEqual([1])
    },
    timeoutMs,
  )

  test(
    'settings that one changes hold for the other: what is paused there waits here',
    async () => {
      const sender = await openCore()
      const other = await openCore()
      const paused = new Promise<void>((resolve) => {
        sender.events.on('settings.changed', ({ sending }) => sending === 'paused' && resolve())
      })
      await other.api.settings.set({ sending: 'paused' })
      await paused
      const id = await send(sender)
      expect((await sender.api.outbox.get({ entryId: id })).reason.kind).toBe('paused')
    },
    timeoutMs,
  )
})

describe('the one that sends goes', () => {
  test(
    'P3: killed in the middle of a message, the other sends it once',
    async () => {
      const other = await startOther()
      const here = await openCore()
      const stalled = server.stallAt('content')
      const [id = ''] = (await other.order({ do: 'send', count: 1, subject: 'A', size: 20_000 })) as string[]
      await stalled
      other.process.kill('SIGKILL')
      const entry = await untilEntry(here, id, ({ state }) => state === 'sent')
      expect(entry.attempts.map(({ failure }) => failure?.errorCode)).toEqual(['INTERRUPTED', undefined])
      expect(copies()).toEqual([1])
    },
    timeoutMs,
  )

  test(
    'P3: killed behind the last octet, the other asks and does not send',
    async () => {
      const other = await startOther()
      const here = await openCore()
      const stalled = server.stallAt('dot')
      const [id = ''] = (await other.order({ do: 'send', count: 1, subject: 'B' })) as string[]
      await stalled
      other.process.kill('SIGKILL')
      const entry = await untilEntry(here, id, isSettled)
      expect([entry.state, entry.reason.kind]).toEqual(['unconfirmed', 'needs-choice'])
      expect(copies()).toEqual([1])
    },
    timeoutMs,
  )

  test(
    'P3: stopped (SIGSTOP) it keeps the lease: nothing is sent by two, and what was queued meanwhile goes once it runs again',
    async () => {
      const other = await startOther()
      const here = await openCore()
      const stalled = server.stallAt('rcpt')
      const [first = ''] = (await other.order({ do: 'send', count: 1, subject: 'C' })) as string[]
      await stalled
      // Answered behind what it was just storing: a process that stops in the middle of that keeps the database busy.
      await other.order({ do: 'states' })
      other.process.kill('SIGSTOP')
      const seen = server.transactions.length
      const queued = await Promise.all(Array.from({ length: 5 }, () => send(here)))
      expect(server.transactions).toHaveLength(seen)
      other.process.kill('SIGCONT')
      // The stalled session is cut by the server's side, as a peer that gave up would.
      server.cut()
      await untilEntry(here, first, ({ state }) => state === 'deferred')
      await here.api.outbox.sendNow({ entryId: first })
      for (const id of [first, ...queued]) await untilEntry(here, id, ({ state }) => state === 'sent')
      expect(copies()).toEqual(Array.from({ length: 6 }, () => 1))
    },
    timeoutMs,
  )

  test(
    'closed, the other takes over at once',
    async () => {
      const first = await openCore()
      const second = await openCore()
      await first.api.settings.set({ sending: 'paused' })
      const id = await send(second)
      await close(first)
      await second.api.settings.set({ sending: 'on' })
      await untilEntry(second, id, ({ state }) => state === 'sent')
      expect(copies()).toEqual([1])
    },
    timeoutMs,
  )

  test(
    'with nobody to send, what is queued waits for the next that does',
    async () => {
      const steerer = await openCore('never')
      const id = await send(steerer)
      expect((await steerer.api.outbox.get({ entryId: id })).state).toBe('queued')
      const sender = await openCore()
      await untilEntry(sender, id, ({ state }) => state === 'sent')
      expect(copies()).toEqual([1])
    },
    timeoutMs,
  )

  test(
    'asked for one, it sends that one alone',
    async () => {
      const steerer = await openCore('never')
      const [wanted, other] = [await send(steerer), await send(steerer)]
      await close(steerer)
      const asked = await openCore('asked')
      await asked.api.outbox.sendNow({ entryId: wanted })
      await untilEntry(asked, wanted, ({ state }) => state === 'sent')
      expect((await asked.api.outbox.get({ entryId: other })).state).toBe('queued')
      expect(copies()).toEqual([1])
    },
    timeoutMs,
  )
})
