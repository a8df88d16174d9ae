import type { Clock } from '../clock.ts'
import { CallError } from '../result.ts'
import type { Keytar } from './keytar.ts'
import type { SecretStore } from './secret-store.ts'

export interface SecretStoreOptions {
  readonly loadKeytar: () => Promise<Keytar>
  /** Name of the service under which the keychain lists the secrets. */
  readonly service: string
  readonly clock: Clock
}

/** A locked keychain may wait for a prompt; the program does not wait for it for ever. */
const selfTestMs = 5000
/** A call later on may be answered by a person who types the keychain's password. */
const callMs = 60_000

const selfTestName = 'self-test'

/** The keychain if it answers a self-test (write, read, delete), else memory for this session, with the reason. */
export async function createSecretStore(options: SecretStoreOptions): Promise<SecretStore> {
  let keytar: Keytar
  try {
    keytar = await options.loadKeytar()
  } catch {
    return createMemoryStore('The keychain library of this system is not installed.')
  }
  try {
    await within(options.clock, selfTestMs, () => selfTest(keytar, options.service))
  } catch (error) {
    return createMemoryStore(`The system's keychain cannot be used: ${toLine(error)}.`)
  }
  return createKeychainStore(keytar, options)
}

async function selfTest(keytar: Keytar, service: string): Promise<void> {
  const expected = 'Sendoff self-test'
  await keytar.setPassword(service, selfTestName, expected)
  const found = await keytar.getPassword(service, selfTestName)
  const deleted = await keytar.deletePassword(service, selfTestName)
  if (found !== expected || !deleted) throw new Error('it did not give back what was stored')
}

function createKeychainStore(keytar: Keytar, { service, clock }: SecretStoreOptions): SecretStore {
  // The keychain's own error is not passed on, and its words only without the secret (P25).
  const ask = async <T>(what: string, run: () => Promise<T>, secret = ''): Promise<T> => {
    try {
      return await within(clock, callMs, run)
    } catch (error) {
      const line = toLine(error, secret)
      throw new CallError('secret', `The keychain could not ${what}: ${line}.`)
    }
  }
  return {
    kind: 'keychain',
    get: (name) => ask(`read the secret of ${name}`, () => keytar.getPassword(service, name)),
    set: (name, secret) =>
      ask(`store the secret of ${name}`, () => keytar.setPassword(service, name, secret), secret),
    delete: async (name) => {
      await ask(`delete the secret of ${name}`, () => keytar.deletePassword(service, name))
    },
  }
}

/** Secrets of this session only; nothing is written anywhere. */
export function createMemoryStore(reason: string): SecretStore {
  const secrets = new Map<string, string>()
  return {
    kind: 'memory',
    reason,
    get: (name) => Promise.resolve(secrets.get(name) ?? null),
    set: (name, secret) => {
      secrets.set(name, secret)
      return Promise.resolve()
    },
    delete: (name) => {
      secrets.delete(name)
      return Promise.resolve()
    },
  }
}

/** Rejects when `run` has not settled after `limitMs` ms. A call that throws at once rejects like one that rejects. */
async function within<T>(clock: Clock, limitMs: number, run: () => Promise<T>): Promise<T> {
  return await new Promise((resolve, reject) => {
    const timer = clock.after(limitMs, () => reject(new Error(`no answer in ${limitMs / 1000} s`)))
    Promise.resolve()
      .then(run)
      .then(resolve, reject)
      .finally(() => timer.cancel())
  })
}

/** The first line of an error without its full stop. `secret`, where given, stands as `[hidden]`, in every line. */
function toLine(error: unknown, secret = ''): string {
  const text = error instanceof Error ? error.message : String(error)
  const safe = secret === '' ? text : text.replaceAll(secret, '[hidden]')
  return (safe.split('\n')[0] ?? '').replace(/\.$/, '')
}
