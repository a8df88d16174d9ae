// Several messages over one session: each attempt has the lines that are about it, the last one has the QUIT.
import { rm } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { createCore } from '../../main/create-core.ts'
import { secretName } from '../../main/secrets/secret-store.ts'
import { openClient } from '../../main/smtp/session.ts'
import { createSystemClock } from '../../main/system/clock.ts'
import { createSystemRandom } from '../../main/system/random.ts'
import { storageWorkerUrl } from '../../scripts/support/storage-worker.ts'
import { createMemorySecrets, createRecordingShell, isSettled, untilEntry } from '../support/core-harness.ts'
import { startCountingServer } from '../support/counting-server.ts'
import { crashIdentityId, crashServerId, makeCertificate, makeProfile } from '../support/crash-profile.ts'

test('P17: messages that share a session have a transcript each, and each attempt counts', async () => {
  const certificate = await makeCertificate()
  const server = await startCountingServer(certificate)
  const dataDir = await makeProfile(server.port, certificate.spkiSha256)
  const secrets = createMemorySecrets()
  await secrets.set(secretName(crashServerId), 'secret')
  const silent = { info: () => undefined, warn: () => undefined, error: () => undefined }
  const core = await createCore({
    ...{ workerUrl: storageWorkerUrl, dataDir, secrets, clock: createSystemClock(), log: silent },
    ...{ random: createSystemRandom(), openClient, shell: createRecordingShell(), version: '0.0.0-test' },
  })
  try {
    const addresses = ['anna@example.org', 'berta@example.org', 'cleo@example.org']
    await core.api.settings.set({ sending: 'paused' })
    const ids: string[] = []
    for (const address of addresses) {
      const draft = await core.api.drafts.create({
        content: { identityId: crashIdentityId, to: [address], subject: 'Minutes', text: 'Soon.' },
      })
      const queued = await core.api.outbox.enqueue({ draftId: draft.id, content: draft.content })
      ids.push(queued.queued ? queued.entryId : '')
    }
    await core.api.settings.set({ sending: 'on' })
    const entries = await Promise.all(ids.map((id) => untilEntry(core, id, isSettled)))
    expect(new Set(server.transactions.map(({ peerPort }) => peerPort)).size).toBe(1)
    for (const [at, entry] of entries.entries()) {
      const attempt = entry.attempts[0]
      expect(attempt).toMatchObject({ overall: 'accepted', counts: true })
      const { lines } = await core.api.transcripts.get({ attemptId: attempt?.id ?? '' })
      const named = lines.filter(({ text }) => text.startsWith('RCPT TO'))
      expect(named.map(({ text }) => text)).toEqual([`RCPT TO:<${addresses[at]}>`])
      expect(lines.map(({ seq }) => seq)).toEqual(lines.map((_, index) => index + 1))
      expect(lines.every(({ atMs }) => atMs >= 0 && atMs < 60_000)).toBe(true)
    }
  } finally {
    await core.close({ graceMs: 0 })
    await server.close()
    await rm(dataDir, { recursive: true, force: true })
  }
})
