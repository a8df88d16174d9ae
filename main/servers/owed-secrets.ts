// Secrets around a change of a server: none is left without an owner, and none goes to a computer that it was not typed for.
import type { Clock } from '../clock.ts'
import { secretName, type SecretKind, type SecretStore } from '../secrets/secret-store.ts'
import type { SecretDebts } from './secret-debts.ts'
import type { Server } from './server.ts'

export interface OwedSecretsDeps {
  readonly secrets: SecretStore
  readonly debts: SecretDebts
  readonly clock: Clock
  /** Whether the server is stored. */
  readonly isThere: (serverId: string) => boolean
}

/** How long a list of servers waits for the keychain. */
const askMs = 2_000

export class OwedSecrets {
  readonly #deps: OwedSecretsDeps

  constructor(deps: OwedSecretsDeps) {
    this.#deps = deps
  }

  /** Makes a server under a new id: until its row is stored, its secrets are owed, and a crash leaves none behind. */
  async whileMaking(serverId: string, make: () => Promise<void>): Promise<void> {
    const { debts, isThere } = this.#deps
    await debts.note(serverId)
    try {
      await make()
    } catch (error) {
      if (!isThere(serverId)) await debts.pay(serverId).catch(() => undefined)
      throw error
    }
    await debts.settle(serverId)
  }

  async drop(serverId: string, kinds: ReadonlySet<SecretKind>): Promise<void> {
    for (const kind of kinds)
      if (await this.has(serverId, kind)) await this.#deps.secrets.delete(secretName(serverId, kind))
  }

  /** A keychain that does not say counts as one that has it. */
  async has(serverId: string, kind: SecretKind): Promise<boolean> {
    try {
      return (await this.#deps.secrets.get(secretName(serverId, kind))) !== null
    } catch {
      return true
    }
  }

  /** A keychain that is locked says nothing about it: a window that lists servers does not wait for its prompt. */
  hasPassword({ id, user, oauth }: Pick<Server, 'id' | 'user' | 'oauth'>): Promise<boolean> {
    if (user === '' || oauth !== undefined) return Promise.resolve(false)
    return new Promise((resolve) => {
      const timer = this.#deps.clock.after(askMs, () => resolve(true))
      void this.has(id, 'server')
        .then(resolve)
        .finally(() => timer.cancel())
    })
  }
}
