// Senders that were typed for one message: offered again under their identity until they are forgotten.
import { z } from 'zod'
import type { Clock } from '../clock.ts'
import type { Log } from '../core.ts'
import { isSameAddress } from '../message/allowed-sender.ts'
import { formatMailbox, parseMailbox } from '../message/address.ts'
import type { SettingsTable } from '../storage/store.ts'

export interface Alias {
  /** Its server carries it. */
  readonly identityId: string
  /** `Name <local@domain>`, or the address alone. */
  readonly mailbox: string
  readonly address: string
  readonly usedAt: number // epoch ms
}

export interface Aliases {
  /** The one used last first. */
  list(): readonly Alias[]
  /** What is no mailbox is passed over. */
  remember(identityId: string, typed: string): void
  forget(identityId: string, address: string): void
}

const key = 'aliases'
const maxAliases = 100

const schema = z.array(
  z.object({ identityId: z.string(), mailbox: z.string(), address: z.string(), usedAt: z.number() }),
)

/** Reads what was remembered; a value that is not understood is like none. */
export async function openAliases(deps: {
  readonly table: SettingsTable
  readonly clock: Clock
  readonly log: Log
  /** Told after a change. */
  readonly changed: () => void
}): Promise<Aliases> {
  const { table, clock, log, changed } = deps
  const parsed = schema.safeParse((await table.all())[key])
  let all: readonly Alias[] = parsed.success ? parsed.data : []
  const store = (next: readonly Alias[]): void => {
    all = next
    changed()
    table.put({ [key]: next }).catch((error: unknown) => {
      log.warn(`the senders that were typed could not be stored: ${String(error)}`)
    })
  }
  const without = (identityId: string, address: string) =>
    all.filter((one) => one.identityId !== identityId || !isSameAddress(one.address, address))
  return {
    list: () => all,
    remember: (identityId, typed) => {
      const read = parseMailbox(typed)
      if (!read.ok) return
      const { address } = read.mailbox
      const alias = { identityId, mailbox: formatMailbox(read.mailbox), address, usedAt: clock.now() }
      store([alias, ...without(identityId, address)].slice(0, maxAliases))
    },
    forget: (identityId, address) => {
      store(without(identityId, address))
    },
  }
}
