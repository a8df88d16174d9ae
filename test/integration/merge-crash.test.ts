// SIGKILL in the middle of a mail merge, then a start on the same profile.
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { rm } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { expect, test, vi } from 'vitest'
import { createCore } from '../../main/create-core.ts'
import { secretName } from '../../main/secrets/secret-store.ts'
import { openClient } from '../../main/smtp/session.ts'
import { createSystemClock } from '../../main/system/clock.ts'
import { createSystemRandom } from '../../main/system/random.ts'
import { storageWorkerUrl } from '../../scripts/support/storage-worker.ts'
import { createMemorySecrets, createRecordingShell } from '../support/core-harness.ts'
import { startCountingServer } from '../support/counting-server.ts'
import { crashServerId, makeCertificate, makeProfile } from '../support/crash-profile.ts'

const child = fileURLToPath(new URL('../support/merge-crash-child.ts', import.meta.url))
const rows = 400

test('P2, P3: killed while its messages are made, a mail merge goes on and makes none twice', async () => {
  const certificate = await makeCertificate()
  const server = await startCountingServer(certificate)
  const dataDir = await makeProfile(server.port, certificate.spkiSha256)
  const killed = fork(child, [dataDir, String(rows)], { stdio: 'inherit' })
  const [, signal] = (await once(killed, 'exit')) as [number | null, string | null]
  expect(signal).toBe('SIGKILL')
  const secrets = createMemorySecrets()
  await secrets.set(secretName(crashServerId), 'secret')
  const silent = { info: () => undefined, warn: () => undefined, error: () => undefined }
  const core = await createCore({
    ...{ dataDir, secrets, openClient, log: silent, version: '0.0.0-test', workerUrl: storageWorkerUrl },
    ...{ clock: createSystemClock(), random: createSystemRandom(), shell: createRecordingShell() },
  })
  const settled = ({ sent = 0, unconfirmed = 0 }: Readonly<Record<string, number>>) => sent + unconfirmed
  await vi.waitFor(
    async () => {
      const [job] = await core.api.merge.list()
      expect(job?.state).toBe('done')
      expect(settled(job?.counts ?? {})).toBe(rows)
    },
    { timeout: 40_000, interval: 100 },
  )
  // Each row has one entry, and no row was handed over twice.
  const [outbox, sent, drafts] = await Promise.all([
    core.api.outbox.list({ list: 'outbox', offset: 0, limit: 1_000 }),
    core.api.outbox.list({ list: 'sent', offset: 0, limit: 1_000 }),
    core.api.drafts.list(),
  ])
  const ids = new Set([...outbox.entries, ...sent.entries].map(({ id }) => id))
  expect(ids.size).toBe(rows)
  expect(drafts).toEqual([])
  expect([...server.copies.values()].every((copies) => copies.length === 1)).toBe(true)
  expect(server.copies.size).toBeLessThanOrEqual(rows)
  await core.close({ graceMs: 0 })
  await server.close()
  await rm(dataDir, { recursive: true, force: true })
}, 60_000)
