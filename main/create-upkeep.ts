// What keeps the profile tidy while the program runs: files that nobody owns, settled messages whose time is over.
import { join } from 'node:path'
import { sweepOpened } from './api/sweep-opened.ts'
import { sweepLeftovers } from './outbox/leftover-files.ts'
import { discardedBefore, discardedDays } from './drafts/discarding.ts'
import type { Outbox } from './outbox/outbox.ts'
import { createRetention } from './outbox/retention.ts'
import type { Rooms } from './rooms.ts'
import { t } from './text/t.ts'

export interface Upkeep {
  /** Resolves when nothing of it is at work any more. */
  close(): Promise<void>
}

/** Begins it; nothing waits for it. */
export async function startUpkeep(rooms: Rooms, outbox: Outbox): Promise<Upkeep> {
  const { options, store, drafts, events, settings } = rooms
  const { clock, random, log } = options
  let isEnding = false
  let keepDays = (await settings.get()).keepSettledDays
  const retention = createRetention({
    clock,
    log,
    keepDays: () => keepDays,
    settledBefore: (at, limit) => outbox.settledBefore(at, limit),
    remove: (entryId) => outbox.delete(entryId),
  })
  events.on('settings.changed', ({ keepSettledDays }) => {
    if (keepSettledDays === keepDays) return
    keepDays = keepSettledDays
    retention.look()
  })
  retention.look()
  const discarded = createRetention({
    clock,
    log,
    keepDays: () => discardedDays,
    settledBefore: (at, limit) => discardedBefore(store, at, limit),
    remove: (draftId) => drafts.erase(draftId),
  })
  discarded.look()
  const sweeping = sweepLeftovers({ store, drafts, clock, random, isEnding: () => isEnding }).then(
    (recovered) => tellRecovered(rooms, recovered),
    (error: unknown) => {
      if (!isEnding) log.warn(`files without an owner stay until the next start: ${String(error)}`)
    },
  )
  // Only where this process sends, and at its start: a second one may have just made a copy.
  const opened = sweepOpened(join(options.dataDir, 'opened'), clock.now()).catch((error: unknown) => {
    log.warn(`copies of opened files stay until the next start: ${String(error)}`)
  })
  return {
    close: async () => {
      isEnding = true
      await Promise.all([retention.close(), discarded.close(), sweeping, opened])
    },
  }
}

function tellRecovered({ notices }: Rooms, count: number): void {
  if (count === 0) return
  notices.add(() => ({
    id: 'recovered',
    message: count === 1 ? t('notice.recovered.one') : t('notice.recovered.many', { count }),
  }))
}
