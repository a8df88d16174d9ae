// The core in a process of its own, to be killed. It queues one message and lives on; what it has to say goes to its
// parent. Arguments: profile folder, then the addresses.
import { createCore } from '../../main/create-core.ts'
import { secretName } from '../../main/secrets/secret-store.ts'
import { openClient } from '../../main/smtp/session.ts'
import { createSystemClock } from '../../main/system/clock.ts'
import { createSystemRandom } from '../../main/system/random.ts'
import { killingWorkerUrl } from '../../scripts/support/storage-worker.ts'
import { createMemorySecrets, createRecordingShell } from './core-harness.ts'
import { crashIdentityId, crashServerId } from './crash-profile.ts'

const [dataDir = '', ...to] = process.argv.slice(2)
const tell = (message: unknown) => process.send?.(message)

const secrets = createMemorySecrets()
await secrets.set(secretName(crashServerId), 'secret')
const core = await createCore({
  dataDir,
  secrets,
  clock: createSystemClock(),
  random: createSystemRandom(),
  openClient,
  shell: createRecordingShell(),
  log: {
    info: () => undefined,
    warn: (text) => tell({ warn: text }),
    error: (text, cause) => tell({ error: `${text} ${String(cause)}` }),
  },
  version: '0.0.0-test',
  workerUrl: killingWorkerUrl,
})
const draft = await core.api.drafts.create({
  content: {
    identityId: crashIdentityId,
    to,
    subject: 'Minutes',
    // Long enough that it does not go in one segment: the server can stop in the middle. A short one may go in one flight.
    text: 'The minutes of the meeting.\n'.repeat(process.env.SENDOFF_TEST_SHORT === undefined ? 20_000 : 20),
  },
})
tell({ draftId: draft.id })
const outcome = await core.api.outbox.enqueue({ draftId: draft.id, content: draft.content })
tell({ queued: outcome.queued })
