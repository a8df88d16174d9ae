// What an outgoing server listed when it was last asked, kept over a restart: the basis of the pre-flight.
import { z } from 'zod'
import type { Clock } from '../clock.ts'
import type { Log } from '../core.ts'
import type { SettingsTable } from '../storage/store.ts'
import type { Server } from './server.ts'

/** The reply to EHLO inside TLS, as far as it matters before a message is sent. */
export interface SeenCapabilities {
  readonly at: number // epoch ms
  readonly host: string
  readonly port: number
  /** Octets (RFC 1870 3); absent: no limit told. */
  readonly maxSize?: number
  /** Keywords in upper case. */
  readonly extensions: readonly string[]
}

/** What the engine knows of a session. */
type Listed = ReadonlyMap<string, readonly string[]>

export interface SeenServers {
  /** Undefined where it was never asked, or is another host by now. */
  get(server: Pick<Server, 'id' | 'host' | 'port'>): SeenCapabilities | undefined
  note(server: Pick<Server, 'id' | 'host' | 'port'>, listed: Listed): void
}

const prefix = 'seen:'
const maxExtensions = 100
/** What is as it was is not written again within this. */
const sameForMs = 24 * 3_600_000

const schema = z.object({
  at: z.number(),
  host: z.string(),
  port: z.number(),
  maxSize: z.number().positive().optional(),
  extensions: z.array(z.string()).max(maxExtensions),
})

/** Reads what was noted; a value that is not understood is like none. */
export async function openSeenServers(deps: {
  readonly table: SettingsTable
  readonly clock: Clock
  readonly log: Log
}): Promise<SeenServers> {
  const { table, clock, log } = deps
  const seen = new Map<string, SeenCapabilities>()
  for (const [key, value] of Object.entries(await table.all())) {
    const parsed = key.startsWith(prefix) ? schema.safeParse(value) : undefined
    if (parsed?.success !== true) continue
    const { maxSize, ...rest } = parsed.data
    seen.set(key.slice(prefix.length), maxSize === undefined ? rest : { ...rest, maxSize })
  }
  return {
    get: ({ id, host, port }) => {
      const found = seen.get(id)
      return found?.host === host && found.port === port ? found : undefined
    },
    note: (server, listed) => {
      const now = toSeen(server, listed, clock.now())
      const before = seen.get(server.id)
      seen.set(server.id, now)
      if (before !== undefined && isSame(before, now)) return
      table.put({ [`${prefix}${server.id}`]: now }).catch((error: unknown) => {
        log.warn(`what ${server.host} lists could not be stored: ${String(error)}`)
      })
    },
  }
}

function toSeen({ host, port }: Pick<Server, 'host' | 'port'>, listed: Listed, at: number): SeenCapabilities {
  const size = listed.get('SIZE')?.[0] ?? ''
  // RFC 1870 3: 0 means that no fixed maximum is in force.
  const maxSize = /^\d{1,15}$/.test(size) ? Number(size) : 0
  const extensions = [...listed.keys()].slice(0, maxExtensions)
  return { at, host, port, extensions, ...(maxSize > 0 ? { maxSize } : {}) }
}

function isSame(before: SeenCapabilities, now: SeenCapabilities): boolean {
  const told = ({ at: _, ...rest }: SeenCapabilities) =>
    JSON.stringify({ ...rest, extensions: rest.extensions.toSorted() })
  return now.at - before.at < sameForMs && told(before) === told(now)
}
