// The core in a process of its own, to be killed in the middle of a window: it lets go what is queued in its profile, and lives on.
// Argument: profile folder.
import { createCore } from '../../main/create-core.ts'
import { secretName } from '../../main/secrets/secret-store.ts'
import { openClient } from '../../main/smtp/session.ts'
import { createSystemClock } from '../../main/system/clock.ts'
import { createSystemRandom } from '../../main/system/random.ts'
import { storageWorkerUrl } from '../../scripts/support/storage-worker.ts'
import { createMemorySecrets, createRecordingShell } from './core-harness.ts'
import { crashServerId } from './crash-profile.ts'

const [dataDir = ''] = process.argv.slice(2)
const silent = { info: () => undefined, warn: () => undefined, error: () => undefined }
const secrets = createMemorySecrets()
await secrets.set(secretName(crashServerId), 'secret')
const core = await createCore({
  ...{ workerUrl: storageWorkerUrl, dataDir, secrets, clock: createSystemClock(), log: silent },
  ...{ random: createSystemRandom(), openClient, shell: createRecordingShell(), version: '0.0.0-test' },
})
await core.api.settings.set({ sending: 'on' })
