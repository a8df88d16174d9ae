// SIGKILL of a real process that runs the core, at each step of a message's way, then a restart on the same profile.
// The server counts complete copies by Message-ID: nothing is lost, nothing doubled without consent, and what is
// unconfirmed had its last octet released (P3, P6).
import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import type { EntryDetail, EntrySummary } from '../../main/api.ts'
import type { Core } from '../../main/core.ts'
import { createCore } from '../../main/create-core.ts'
import { secretName } from '../../main/secrets/secret-store.ts'
import { openClient } from '../../main/smtp/session.ts'
import { createSystemClock } from '../../main/system/clock.ts'
import { createSystemRandom } from '../../main/system/random.ts'
import { storageWorkerUrl } from '../../scripts/support/storage-worker.ts'
import { createMemorySecrets, createRecordingShell, isSettled, untilEntry } from '../support/core-harness.ts'
import { startCountingServer, type CountingServer, type StallPoint } from '../support/counting-server.ts'
import {
  crashServerId,
  makeCertificate,
  makeProfile,
  type CrashCertificate,
} from '../support/crash-profile.ts'
import type { KillPoint } from '../support/killing-worker.ts'

const child = fileURLToPath(new URL('../support/crash-child.ts', import.meta.url))
const timeoutMs = 60_000
const good = ['anna@example.org']
/** Time in which the replies to MAIL and RCPT reach a client that waits for the last one, and what it stores then is on disk. */
const envelopeHeardMs = 500

let certificate: CrashCertificate
let server: CountingServer
let dataDir: string

beforeAll(async () => {
  certificate = await makeCertificate()
})
beforeEach(async () => {
  server = await startCountingServer({ ...certificate, unknown: ['unknown@example.org'] })
  dataDir = await makeProfile(server.port, certificate.spkiSha256)
})
afterEach(async () => {
  await server.close()
  await rm(dataDir, { recursive: true, force: true })
})

/** What the child said before it died. */
interface Said {
  draftId?: string
  queued?: boolean
  readonly problems: unknown[]
}

async function runChild(
  to: readonly string[],
  kill?: KillPoint,
  more: Readonly<Record<string, string>> = {},
): Promise<{ process: ChildProcess; said: Said }> {
  const started = fork(child, [dataDir, ...to], {
    env: { ...process.env, ...more, ...(kill === undefined ? {} : { SENDOFF_TEST_KILL: kill }) },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  const said: Said = { problems: [] }
  started.on('message', (message: Partial<Said>) => {
    if (message.draftId !== undefined || message.queued !== undefined) Object.assign(said, message)
    else said.problems.push(message)
  })
  return { process: started, said }
}

/** The child kills itself at the change. */
async function killAtChange(point: KillPoint, to: readonly string[] = good): Promise<Said> {
  const { process: started, said } = await runChild(to, point)
  const [, signal] = (await once(started, 'exit')) as [number | null, string | null]
  expect(signal).toBe('SIGKILL')
  return said
}

/** The server falls silent at the point, and the child is killed there. */
async function killAtServer(
  point: StallPoint,
  to: readonly string[] = good,
  more: Readonly<Record<string, string>> = {},
): Promise<Said> {
  const stalled = server.stallAt(point)
  const { process: started, said } = await runChild(to, undefined, more)
  await stalled
  if (more.SENDOFF_TEST_SHORT !== undefined) await delay(envelopeHeardMs)
  const exited = once(started, 'exit')
  started.kill('SIGKILL')
  await exited
  return said
}

/** The same profile, opened again by this process; closed when `use` is done. */
async function restarted<T>(use: (core: Core) => Promise<T>): Promise<T> {
  const secrets = createMemorySecrets()
  await secrets.set(secretName(crashServerId), 'secret')
  const silent = { info: () => undefined, warn: () => undefined, error: () => undefined }
  const core = await createCore({
    workerUrl: storageWorkerUrl,
    dataDir,
    secrets,
    clock: createSystemClock(),
    random: createSystemRandom(),
    openClient,
    shell: createRecordingShell(),
    log: silent,
    version: '0.0.0-test',
  })
  try {
    return await use(core)
  } finally {
    await core.close({ graceMs: 0 })
  }
}

async function list(core: Core): Promise<readonly EntrySummary[]> {
  return (await core.api.outbox.list({ list: 'outbox', offset: 0, limit: 100 })).entries
}

/** The one entry, once nothing moves any more. */
async function settledEntry(core: Core): Promise<EntryDetail> {
  const [entry, ...more] = await list(core)
  expect(more).toEqual([])
  return untilEntry(core, entry!.id, isSettled)
}

const copiesOf = (entry: EntryDetail) => server.copies.get(entry.messageId)?.length ?? 0

describe('before it was queued', () => {
  test.each<KillPoint>(['before spool', 'after spool', 'before row'])(
    'P1: killed %s: the draft is there, nothing was queued and nothing sent',
    async (point) => {
      const said = await killAtChange(point)
      expect(said.queued).toBeUndefined()
      await restarted(async (core) => {
        expect(await list(core)).toEqual([])
        const drafts = await core.api.drafts.list()
        expect(drafts.map(({ id, content }) => [id, content.to])).toEqual([[said.draftId, good]])
      })
      expect(server.copies.size).toBe(0)
    },
    timeoutMs,
  )
})

describe('before the last octet', () => {
  const changes: readonly KillPoint[] = [
    'after row',
    'before draft-gone',
    'after draft-gone',
    'before started',
    'after started',
    'after envelope',
    'after content',
    'before about-to-complete',
  ]

  test.each(changes)(
    'P3, P6: killed %s: it is sent once after the restart',
    async (point) => {
      await killAtChange(point)
      expect(server.copies.size).toBe(0)
      await restarted(async (core) => {
        const entry = await settledEntry(core)
        expect([entry.state, copiesOf(entry), server.copies.size]).toEqual(['sent', 1, 1])
        // P2: the draft that it came from is not there to be sent again.
        expect(await core.api.drafts.list()).toEqual([])
      })
    },
    timeoutMs,
  )

  const points: readonly StallPoint[] = [
    'connect',
    'ehlo',
    'starttls',
    'auth',
    'mail',
    'rcpt',
    'data',
    'content',
  ]

  test.each(points)(
    'P3, P6: killed while the server keeps silent at %s: it is sent once after the restart, with the reason',
    async (point) => {
      const said = await killAtServer(point)
      expect(said.problems).toEqual([])
      expect(server.copies.size).toBe(0)
      await restarted(async (core) => {
        const entry = await settledEntry(core)
        expect([entry.state, copiesOf(entry), server.copies.size]).toEqual(['sent', 1, 1])
        expect(entry.attempts.map(({ overall, failure }) => [overall, failure?.errorCode])).toEqual([
          ['deferred', 'INTERRUPTED'],
          ['accepted', undefined],
        ])
      })
    },
    timeoutMs,
  )
})

describe('once the last octet may have left', () => {
  const cases: readonly (readonly [string, () => Promise<Said>, number])[] = [
    ['after about to complete was stored', () => killAtChange('after about-to-complete'), 0],
    ['while the server keeps the final reply back', () => killAtServer('dot'), 1],
    ['when the final reply is there and not stored', () => killAtChange('before ended'), 1],
  ]

  test.each(cases)(
    'P3: killed %s: unconfirmed, and never sent again on its own',
    async (_name, kill, copies) => {
      await kill()
      await restarted(async (core) => {
        const entry = await settledEntry(core)
        expect([entry.state, entry.reason.kind]).toEqual(['unconfirmed', 'needs-choice'])
        expect((await core.api.app.info()).notices).toMatchObject([{ id: 'unconfirmed-at-start' }])
        expect(copiesOf(entry)).toBe(copies)
      })
      // And not after one more restart either.
      await restarted(async (core) => {
        expect((await settledEntry(core)).state).toBe('unconfirmed')
      })
      expect([...server.copies.values()].flat()).toHaveLength(copies)
    },
    timeoutMs,
  )

  test(
    'P3: killed after the envelope of one flight was answered and its content was not: unconfirmed',
    async () => {
      await server.close()
      server = await startCountingServer({ ...certificate, pipelining: true, chunking: true })
      await rm(dataDir, { recursive: true, force: true })
      dataDir = await makeProfile(server.port, certificate.spkiSha256)
      await killAtServer('dot', good, { SENDOFF_TEST_SHORT: '1' })
      await restarted(async (core) => {
        const entry = await settledEntry(core)
        expect([entry.state, copiesOf(entry)]).toEqual(['unconfirmed', 1])
      })
      expect([...server.copies.values()].flat()).toHaveLength(1)
    },
    timeoutMs,
  )

  test(
    "P3: with the person's word it is sent a second time, under the same Message-ID",
    async () => {
      await killAtServer('dot')
      await restarted(async (core) => {
        const entry = await settledEntry(core)
        await core.api.outbox.resolve({ entryId: entry.id, choice: 'send-again' })
        const after = await untilEntry(core, entry.id, isSettled)
        expect([after.state, copiesOf(after), server.copies.size]).toEqual(['sent', 2, 1])
      })
    },
    timeoutMs,
  )

  test(
    'P3: "It arrived" settles it, and nothing is sent',
    async () => {
      await killAtChange('before ended')
      await restarted(async (core) => {
        const entry = await settledEntry(core)
        await core.api.outbox.resolve({ entryId: entry.id, choice: 'arrived' })
        expect((await core.api.outbox.get({ entryId: entry.id })).state).toBe('sent')
        expect(copiesOf(entry)).toBe(1)
      })
    },
    timeoutMs,
  )

  test(
    'P3: a recipient that was refused before the last octet is refused, and not unconfirmed',
    async () => {
      await killAtServer('dot', ['anna@example.org', 'unknown@example.org'])
      await restarted(async (core) => {
        const entry = await settledEntry(core)
        expect(entry.allRecipients.map(({ address, status }) => [address, status.state])).toEqual([
          ['anna@example.org', 'unconfirmed'],
          ['unknown@example.org', 'rejected'],
        ])
      })
    },
    timeoutMs,
  )
})

describe('the copy of what was handed over', () => {
  const kinds = ['maildir', 'eml'] as const
  const points: readonly KillPoint[] = ['after ended', 'before copied', 'after copied']
  const cases = kinds.flatMap((kind) => points.map((point) => [kind, point] as const))

  test.each(cases)(
    'P8: %s, killed %s: it is there once after the restart, and the message is not sent again',
    async (kind, point) => {
      await rm(dataDir, { recursive: true, force: true })
      const path = await mkdtemp(join(tmpdir(), 'sendoff-crash-copy-'))
      const folder = kind === 'maildir' ? join(path, 'cur') : path
      dataDir = await makeProfile(server.port, certificate.spkiSha256, {}, { sentCopy: { kind, path } })
      await killAtChange(point)
      const before = await readdir(folder).catch(() => [])
      expect(before).toHaveLength(point === 'after ended' ? 0 : 1)
      for (let start = 1; start <= 2; start += 1) {
        await restarted(async (core) => {
          const entry = await settledEntry(core)
          const isCopied = async () =>
            (await core.api.outbox.get({ entryId: entry.id })).sentCopy?.state === 'done'
          await vi.waitUntil(isCopied, { timeout: 20_000 })
          expect([entry.state, copiesOf(entry)]).toEqual(['sent', 1])
        })
        const files = await readdir(folder)
        expect(files).toHaveLength(1)
        if (before.length > 0) expect(files).toEqual(before)
      }
      await rm(path, { recursive: true, force: true })
    },
    timeoutMs,
  )
})

test(
  'P5: killed when the outcome is stored: handed over, and not sent again',
  async () => {
    await killAtChange('after ended')
    await restarted(async (core) => {
      const entry = await settledEntry(core)
      expect([entry.state, copiesOf(entry)]).toEqual(['sent', 1])
      expect(entry.proof).toContain('250 2.0.0 Ok: queued as 4XyZ')
    })
  },
  timeoutMs,
)
