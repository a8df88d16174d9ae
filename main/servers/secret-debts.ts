// Servers whose secrets are to be deleted: remembered before the first step, and tried again until all are gone.
import { z } from 'zod'
import { secretKinds, secretName, type SecretStore } from '../secrets/secret-store.ts'
import type { SettingsTable } from '../storage/store.ts'

const key = 'secrets.owed'
const schema = z.array(z.string().min(1).max(200)).max(10_000)

export interface SecretDebts {
  /** Durable when it resolves: what is stored under this id is deleted at the next sweep, unless a server has the id then. */
  note(serverId: string): Promise<void>
  /** Nothing is owed for it: the server is stored, or its secrets are gone. */
  settle(serverId: string): Promise<void>
  /** Deletes every secret of the server, and settles. @throws the first error of the place, after all were tried. */
  pay(serverId: string): Promise<void>
  /** Pays for each that no server has. What fails now stays for the next time. */
  sweep(isThere: (serverId: string) => boolean): Promise<void>
}

export async function openSecretDebts(table: SettingsTable, secrets: SecretStore): Promise<SecretDebts> {
  const parsed = schema.safeParse((await table.all())[key])
  let owed: ReadonlySet<string> = new Set(parsed.success ? parsed.data : [])
  /** Of this session: their server is being made or deleted just now. */
  const busy = new Set<string>()
  let tail: Promise<unknown> = Promise.resolve()
  const change = (edit: (ids: Set<string>) => void): Promise<void> => {
    const done = tail.then(async () => {
      const ids = new Set(owed)
      edit(ids)
      if (ids.size === owed.size) return
      await table.put({ [key]: [...ids] })
      owed = ids
    })
    tail = done.catch(() => undefined)
    return done
  }
  const settle = async (serverId: string) => {
    busy.delete(serverId)
    await change((ids) => ids.delete(serverId))
  }
  const pay = async (serverId: string) => {
    try {
      await forgetAll(secrets, serverId)
      await settle(serverId)
    } finally {
      busy.delete(serverId)
    }
  }
  return {
    note: async (serverId) => {
      busy.add(serverId)
      await change((ids) => ids.add(serverId))
    },
    settle,
    pay,
    sweep: async (isThere) => {
      for (const serverId of [...owed].filter((id) => !busy.has(id)))
        await (isThere(serverId) ? settle(serverId) : pay(serverId)).catch(() => undefined)
    },
  }
}

/** Every secret of the server is gone from the store. @throws the first error, after each kind was tried. */
export async function forgetAll(secrets: SecretStore, serverId: string): Promise<void> {
  const errors: unknown[] = []
  // Without looking first: a keychain that is locked now has to forget them later.
  for (const kind of secretKinds)
    await secrets.delete(secretName(serverId, kind)).catch((error: unknown) => errors.push(error))
  if (errors.length > 0) throw errors[0]
}
