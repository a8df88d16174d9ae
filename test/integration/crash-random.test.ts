// SIGKILL at any time, again and again, on one profile: a process queues and sends, is killed, and the next one goes on. In the end
// the server's own log is held against what the outbox says: nothing lost, nothing doubled, unconfirmed only with cause.
import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import type { EntryDetail } from '../../main/api.ts'
import type { Core } from '../../main/core.ts'
import { createCore } from '../../main/create-core.ts'
import { secretName } from '../../main/secrets/secret-store.ts'
import { openClient } from '../../main/smtp/session.ts'
import { createSystemClock } from '../../main/system/clock.ts'
import { createSystemRandom } from '../../main/system/random.ts'
import { storageWorkerUrl } from '../../scripts/support/storage-worker.ts'
import { createMemorySecrets, createRecordingShell, isSettled, untilEntry } from '../support/core-harness.ts'
import { startCountingServer } from '../support/counting-server.ts'
import { crashServerId, makeCertificate, makeProfile } from '../support/crash-profile.ts'
import { startFaultProxy } from '../support/fault-proxy.ts'
import type { Told } from '../support/random-crash-child.ts'
import { createSeededRandom } from '../support/seeded-random.ts'

const script = fileURLToPath(new URL('../support/random-crash-child.ts', import.meta.url))
const cycles = process.env.SENDOFF_LONG === '1' ? 300 : 30
/** A process is killed when it has queued up to so many, and within so many ms: work and time both vary, on any machine. */
const mostQueued = 6
const mostMs = 120

/** So many are queued, and sent; fewer say too little. */
const least = cycles

const pageSize = 1_000

const random = createSeededRandom(20261125)

/** Runs the child and kills it; gives the addresses of what it said was queued. */
async function runAndKill(dataDir: string, cycle: number): Promise<readonly string[]> {
  const child: ChildProcess = fork(script, [dataDir, `c${cycle}`], {
    env: { ...process.env, NODE_COMPILE_CACHE: join(tmpdir(), 'sendoff-test-compiled') },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  const exited = once(child, 'exit') as Promise<[number | null, string | null]>
  const queued: string[] = []
  const enough = Math.floor(random.fraction() * (mostQueued + 1))
  const isUnderWay = new Promise<void>((resolve) => {
    child.on('message', (told: Told) => {
      if ('queued' in told) queued.push(told.queued)
      if (queued.length >= enough) resolve()
    })
  })
  await Promise.race([isUnderWay, exited])
  setTimeout(() => child.kill('SIGKILL'), random.fraction() * mostMs)
  const [, signal] = await exited
  expect(signal).toBe('SIGKILL')
  return queued
}

/** Every entry, once nothing moves any more. */
async function settledEntries(core: Core): Promise<readonly EntryDetail[]> {
  const found: EntryDetail[] = []
  const seen = new Set<string>()
  for (const list of ['outbox', 'sent'] as const) {
    for (let offset = 0, isMore = true; isMore; offset += pageSize) {
      const { entries } = await core.api.outbox.list({ list, offset, limit: pageSize })
      for (const { id } of entries) seen.add(id)
      isMore = entries.length === pageSize
    }
  }
  for (const id of seen) found.push(await untilEntry(core, id, isSettled))
  return found
}

test(
  `P1, P3, P9: killed ${cycles} times at random: nothing lost, nothing sent twice, unconfirmed only with cause`,
  async () => {
    const certificate = await makeCertificate()
    const server = await startCountingServer({ ...certificate, startTls: false, pipelining: true })
    // Replies come late by some ms, so that a kill falls into every step.
    const proxy = await startFaultProxy(server.port, random)
    proxy.plan(Array.from({ length: cycles * 2 }, () => ({ kind: 'delay', mostMs: 8 })))
    const dataDir = await makeProfile(proxy.port, certificate.spkiSha256, { security: 'none', user: '' })
    const queued: string[] = []
    for (let cycle = 0; cycle < cycles; cycle += 1) queued.push(...(await runAndKill(dataDir, cycle)))

    proxy.plan([])

    const secrets = createMemorySecrets()
    await secrets.set(secretName(crashServerId), 'secret')
    const core = await createCore({
      workerUrl: storageWorkerUrl,
      dataDir,
      secrets,
      clock: createSystemClock(),
      random: createSystemRandom(),
      openClient,
      shell: createRecordingShell(),
      log: { info: () => undefined, warn: () => undefined, error: () => undefined },
      version: '0.0.0-test',
    })
    try {
      const entries = await settledEntries(core)
      const byAddress = new Map(entries.map((entry) => [entry.allRecipients[0]?.address ?? '', entry]))
      // P1: what was said to be queued is there.
      expect(queued.filter((address) => !byAddress.has(address))).toEqual([])
      expect(queued.length).toBeGreaterThan(least)
      // Of no message are there two entries (P2), and of no entry two copies.
      expect(byAddress.size).toBe(entries.length)
      // P9: what the server got is listed, each by its Message-ID.
      const listed = new Set(entries.map(({ messageId }) => messageId))
      expect([...server.copies.keys()].filter((messageId) => !listed.has(messageId))).toEqual([])
      const copies = [...server.copies].filter(([, each]) => each.length > 1)
      expect(copies).toEqual([])
      const verdicts = entries.map((entry) => verdictOf(entry))
      expect(verdicts.filter((verdict) => verdict !== 'sent' && verdict !== 'unconfirmed')).toEqual([])
      expect(verdicts.filter((verdict) => verdict === 'sent').length).toBeGreaterThan(least)
    } finally {
      await core.close({ graceMs: 0 })
      await Promise.all([proxy.close(), server.close()])
      await rm(dataDir, { recursive: true, force: true })
    }

    /** Held against the server's log; another text says what is wrong. */
    function verdictOf(entry: EntryDetail): string {
      const address = entry.allRecipients[0]?.address ?? ''
      const copies = server.copies.get(entry.messageId)?.length ?? 0
      const asked = server.transactions.filter((one) => one.asked && one.recipients.includes(address))
      if (entry.state === 'sent') return copies === 1 ? 'sent' : `${address}: sent, ${copies} copies`
      if (entry.state !== 'unconfirmed') return `${address}: ${entry.state}`
      // The server was in its content, or had it; and that transaction was the last one.
      return asked.length > 0
        ? 'unconfirmed'
        : `${address}: unconfirmed, and the server was never in its content`
    }
  },
  cycles * 10_000 + 60_000,
)
