// The pace of each lane, kept over a restart.
import { z } from 'zod'
import type { PacingView } from '../api.ts'
import type { Clock } from '../clock.ts'
import type { Log } from '../core.ts'
import type { SettingsTable } from '../storage/store.ts'
import type { LaneKey } from './entry.ts'
import {
  nextStartAt,
  paceAtFull,
  paceAfterRateLimit,
  paceAfterStart,
  unpaced,
  viewPace,
  type Pace,
  type PaceLimits,
} from './pacing.ts'

export interface PaceKeeper {
  /** When the next message of this lane may begin, epoch ms; 0: at once. */
  nextStartAt(lane: LaneKey): number
  started(lane: LaneKey): void
  rateLimited(lane: LaneKey, text: string): void
  /** Back to the pace that was set, whatever the server said. */
  restore(lane: LaneKey): void
  view(lane: LaneKey): PacingView | undefined
}

export interface PaceKeeperDeps {
  readonly table: SettingsTable
  readonly limits: (lane: LaneKey) => PaceLimits
  readonly clock: Clock
  readonly log: Log
}

const prefix = 'pace:'

const paceSchema = z.object({
  slowedTo: z.number().positive().optional(),
  slowedBy: z.object({ at: z.number(), text: z.string() }).optional(),
  before: z.number().positive().optional(),
  recent: z.array(z.number()).max(1_000),
  day: z.number(),
  sentToday: z.number(),
})

/** Reads the paces; a value that is not understood is like none. */
export async function openPaceKeeper(deps: PaceKeeperDeps): Promise<PaceKeeper> {
  const { table, limits, clock, log } = deps
  const paces = new Map<LaneKey, Pace>()
  for (const [key, value] of Object.entries(await table.all())) {
    if (!key.startsWith(prefix)) continue
    const parsed = paceSchema.safeParse(value)
    if (parsed.success) paces.set(key.slice(prefix.length), withoutUndefined(parsed.data))
  }
  const of = (lane: LaneKey) => paces.get(lane) ?? unpaced
  const keep = (lane: LaneKey, pace: Pace) => {
    paces.set(lane, pace)
    // Only what has to hold after a restart is stored; a pace that is lost is built up again.
    if (pace.slowedTo !== undefined || limits(lane).perDay !== undefined) store(lane, pace)
  }
  const store = (lane: LaneKey, pace: Pace) => {
    table.put({ [`${prefix}${lane}`]: pace }).catch((error: unknown) => {
      log.warn(`the pace of ${lane} could not be stored: ${String(error)}`)
    })
  }
  return {
    nextStartAt: (lane) => {
      const now = clock.now()
      return nextStartAt(of(lane), limits(lane), now, midnightOf(now, 0), midnightOf(now, 1))
    },
    started: (lane) => keep(lane, paceAfterStart(of(lane), clock.now(), midnightOf(clock.now(), 0))),
    rateLimited: (lane, text) => keep(lane, paceAfterRateLimit(of(lane), limits(lane), clock.now(), text)),
    restore: (lane) => {
      const pace = paceAtFull(of(lane))
      paces.set(lane, pace)
      // Always: what was stored is slowed.
      store(lane, pace)
    },
    view: (lane) => {
      const now = clock.now()
      const shown = viewPace(of(lane), limits(lane), now, midnightOf(now, 0))
      const nextAt = nextStartAt(of(lane), limits(lane), now, midnightOf(now, 0), midnightOf(now, 1))
      return shown === undefined || nextAt <= now ? shown : { ...shown, nextAt }
    },
  }
}

function withoutUndefined({ slowedTo, slowedBy, before, ...rest }: z.infer<typeof paceSchema>): Pace {
  return {
    ...rest,
    ...(slowedTo === undefined ? {} : { slowedTo }),
    ...(slowedBy === undefined ? {} : { slowedBy }),
    ...(before === undefined ? {} : { before }),
  }
}

/** The person's own midnight, so many days on. */
function midnightOf(now: number, days: number): number {
  const date = new Date(now)
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() + days).getTime()
}
