// The core in a process of its own that starts a mail merge and is killed in the middle. Arguments: profile folder, rows.
import { createCore } from '../../main/create-core.ts'
import { secretName } from '../../main/secrets/secret-store.ts'
import { openClient } from '../../main/smtp/session.ts'
import { createSystemClock } from '../../main/system/clock.ts'
import { createSystemRandom } from '../../main/system/random.ts'
import { storageWorkerUrl } from '../../scripts/support/storage-worker.ts'
import { createMemorySecrets, createRecordingShell } from './core-harness.ts'
import { crashIdentityId, crashServerId } from './crash-profile.ts'

const [dataDir = '', rows = '200'] = process.argv.slice(2)
const secrets = createMemorySecrets()
await secrets.set(secretName(crashServerId), 'secret')
const core = await createCore({
  dataDir,
  secrets,
  clock: createSystemClock(),
  random: createSystemRandom(),
  openClient,
  shell: createRecordingShell(),
  log: { info: () => undefined, warn: () => undefined, error: () => undefined },
  version: '0.0.0-test',
  workerUrl: storageWorkerUrl,
})
const { merge, settings } = core.api
await settings.set({ undoSeconds: 0 })
const { jobId } = await merge.create()
const text = `Email\n${Array.from({ length: Number(rows) }, (_, n) => `p${n}@example.org`).join('\n')}\n`
const view = await merge.readTable({ jobId, name: 'p.csv', bytes: Buffer.from(text) })
const { name, roles, missing, duplicates, perMinute, list } = view
await merge.save({
  jobId,
  settings: {
    ...{ name, roles, missing, duplicates, perMinute, list, schedule: null },
    ...{ identityId: crashIdentityId, subject: 'To {{Email}}', text: 'Dear member.' },
  },
})
core.events.on('merge.changed', () => {
  void merge.get({ jobId }).then(({ counts, rows: all }) => {
    const left = counts.waiting ?? 0
    // In the middle: some are made, more are not.
    if (left > 0 && left < all - 64) process.kill(process.pid, 'SIGKILL')
  })
})
await merge.start({ jobId })
