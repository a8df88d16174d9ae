// A core without windows and without a network, for benches of the outbox.
import type { Clock } from '../main/clock.ts'
import type { Core, CoreOptions } from '../main/core.ts'
import { createCore } from '../main/create-core.ts'
import type { SecretStore } from '../main/secrets/secret-store.ts'
import type { Server } from '../main/servers/server.ts'
import { openClient } from '../main/smtp/session.ts'
import { openStore } from '../main/storage/open-store.ts'
import type { Store } from '../main/storage/store.ts'
import { createSystemClock } from '../main/system/clock.ts'
import { createSystemRandom } from '../main/system/random.ts'
import { storageWorkerUrl } from '../scripts/support/storage-worker.ts'

export const benchServerId = 'bench'
export const benchIdentityId = 'anna'

const log = {
  info: () => undefined,
  warn: (text: string) => console.error(text),
  error: (text: string, cause?: unknown) => console.error(text, cause ?? ''),
}

function createSecrets(): SecretStore {
  const secrets = new Map<string, string>()
  return {
    kind: 'keychain',
    get: (name) => Promise.resolve(secrets.get(name) ?? null),
    set: (name, secret) => Promise.resolve(void secrets.set(name, secret)),
    delete: (name) => Promise.resolve(void secrets.delete(name)),
  }
}

/** Takes what is asked of a shell, and shows nothing. */
const shell = {
  kind: 'none' as const,
  openCompose: () => Promise.resolve(),
  closeCompose: () => undefined,
  showMain: () => Promise.resolve(),
  pickFiles: () => Promise.resolve([]),
  pickFile: () => Promise.resolve(null),
  pickFolder: () => Promise.resolve(null),
  pickSavePath: () => Promise.resolve(null),
  startDrag: () => undefined,
  print: () => Promise.resolve(),
  printToPdf: () => Promise.resolve(new Uint8Array()),
  saveFile: () => Promise.resolve(null),
  copyText: () => Promise.resolve(),

  openFile: () => Promise.resolve(),
  openExternal: () => Promise.resolve(),
  answerQuit: () => undefined,
  reveal: () => undefined,
  erase: () => undefined,
  spelling: () => ({ languages: [], bySystem: false }),
  writeIn: () => undefined,
}

interface BenchParts {
  readonly clock: Clock
  readonly workerUrl: URL
}

/** The profile's store alone. */
export async function openBenchStore(dataDir: string): Promise<Store> {
  return (await openStore({ dataDir, workerUrl: storageWorkerUrl, clock: createSystemClock(), log })).store
}

/** A profile with one server, one identity, and all sending paused. `over`: parts of the server's settings. */
export async function prepareProfile(dataDir: string, over: Partial<Server> = {}): Promise<void> {
  const store = await openBenchStore(dataDir)
  await store.servers.put({
    ...{ id: benchServerId, kind: 'configured', name: 'Bench', host: 'mail.example.org', port: 587 },
    ...{ security: 'starttls', user: '', ehloName: '', allowInsecureAuth: false, pins: [] },
    ...{ isDefault: true, createdAt: 0 },
    ...over,
  })
  await store.identities.put({
    ...{ id: benchIdentityId, name: 'Anna', address: 'anna@example.org', serverId: benchServerId },
  })
  await store.settings.put({ sending: 'paused' })
  await store.close()
}

export function openBenchCore(
  dataDir: string,
  { clock = createSystemClock(), workerUrl = storageWorkerUrl }: Partial<BenchParts> = {},
): Promise<Core> {
  const options: CoreOptions = {
    ...{ dataDir, secrets: createSecrets(), clock, random: createSystemRandom() },
    ...{ openClient, shell, log, workerUrl, version: '0.0.0-bench' },
  }
  return createCore(options)
}
