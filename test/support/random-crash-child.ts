// The core in a process of its own, to be killed at any time. It queues one message after the other, each to an address of its
// own, and tells its parent which are queued. Arguments: profile folder, name of the cycle.
import { createCore } from '../../main/create-core.ts'
import { secretName } from '../../main/secrets/secret-store.ts'
import { openClient } from '../../main/smtp/session.ts'
import { createSystemClock } from '../../main/system/clock.ts'
import { createSystemRandom } from '../../main/system/random.ts'
import { storageWorkerUrl } from '../../scripts/support/storage-worker.ts'
import { createMemorySecrets, createRecordingShell } from './core-harness.ts'
import { crashIdentityId, crashServerId } from './crash-profile.ts'

/** What it tells. */
export type Told = { readonly ready: true } | { readonly queued: string }

const [dataDir = '', cycle = ''] = process.argv.slice(2)
const tell = (told: Told) => void process.send?.(told)
const messages = 10
/** Every so many is long, so that it is cut in the middle too. */
const longEvery = 5

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
tell({ ready: true })
for (let n = 0; n < messages; n += 1) {
  const to = `${cycle}-${n}@example.org`
  const text = 'The minutes of the meeting.\n'.repeat(n % longEvery === 0 ? 5_000 : 20)
  const content = { identityId: crashIdentityId, to: [to], subject: 'Minutes', text }
  const draft = await core.api.drafts.create({ content })
  const outcome = await core.api.outbox.enqueue({ draftId: draft.id, content: draft.content })
  if (outcome.queued) tell({ queued: to })
}
