import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { loadCertificate } from '../../main/practice/certificate.ts'
import type { Identity } from '../../main/identities/identity.ts'
import type { Server } from '../../main/servers/server.ts'
import { openStore } from '../../main/storage/open-store.ts'
import { createSystemClock } from '../../main/system/clock.ts'
import { createSystemRandom } from '../../main/system/random.ts'
import { storageWorkerUrl } from '../../scripts/support/storage-worker.ts'

export const crashServerId = 'counting'
export const crashIdentityId = 'marit'

export interface CrashCertificate {
  readonly certificatePem: string
  readonly keyPem: string
  readonly spkiSha256: string
}

/** A certificate of its own, made in a folder that is removed again. */
export async function makeCertificate(): Promise<CrashCertificate> {
  const dir = await mkdtemp(join(tmpdir(), 'sendoff-crash-cert-'))
  const made = await loadCertificate({ dir, clock: createSystemClock(), random: createSystemRandom() })
  const keyPem = await readFile(join(dir, 'practice.key'), 'utf8')
  await rm(dir, { recursive: true, force: true })
  return { ...made, keyPem }
}

/** A new profile with one outgoing server and one identity. `over`: parts of the server's settings, `identity`: of the identity's. */
export async function makeProfile(
  port: number,
  spkiSha256: string,
  over: Partial<Server> = {},
  identity: Partial<Identity> = {},
): Promise<string> {
  const dataDir = await mkdtemp(join(tmpdir(), 'sendoff-crash-'))
  const silent = { info: () => undefined, warn: () => undefined, error: () => undefined }
  const { store } = await openStore({
    dataDir,
    workerUrl: storageWorkerUrl,
    clock: createSystemClock(),
    log: silent,
  })
  await store.servers.put({
    id: crashServerId,
    kind: 'configured',
    name: 'Counting',
    host: '127.0.0.1',
    port,
    security: 'starttls',
    user: 'marit',
    ehloName: '',
    allowInsecureAuth: false,
    pins: [spkiSha256],
    isDefault: true,
    createdAt: 0,
    ...over,
  })
  await store.identities.put({
    id: crashIdentityId,
    name: 'Marit',
    address: 'marit@example.org',
    serverId: crashServerId,
    ...identity,
  })
  await store.close()
  return dataDir
}
