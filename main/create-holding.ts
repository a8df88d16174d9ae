// The sending lease, and what its holder does for the profile besides sending.
import type { Notices } from './api/notices.ts'
import type { QueueRooms } from './create-queue.ts'
import { startUpkeep, type Upkeep } from './create-upkeep.ts'
import type { Runner } from './merge/runner.ts'
import type { Note } from './outbox/lease/note.ts'
import { settleLeftoverDrafts } from './outbox/leftover-drafts.ts'
import type { Outbox } from './outbox/outbox.ts'
import type { Rooms } from './rooms.ts'
import type { Settings } from './settings/settings.ts'
import { t } from './text/t.ts'

export interface Holding {
  /** Resolves when nothing of it is at work any more. */
  close(): Promise<void>
}

/** Takes the lease or finds its holder, and hears what other processes on the profile do. */
export async function joinOthers(rooms: Rooms & QueueRooms & { readonly runner: Runner }): Promise<Holding> {
  const { lease, outbox, drafts, notices, revisionFiles, options } = rooms
  let upkeep: Upkeep | undefined
  followSettings(rooms)
  await lease.join({
    took: async () => {
      await settleLeftoverDrafts(outbox, drafts, revisionFiles)
      await takeOver(outbox, notices)
      await rooms.runner.begin()
      upkeep = await startUpkeep(rooms, outbox)
    },
    heard: (note) => {
      hear(rooms, note).catch((error: unknown) =>
        options.log.error('what another program on this profile changed could not be read', error),
      )
    },
  })
  return { close: async () => upkeep?.close() }
}

/** Settings that another process changed are this one's too. */
const foreign = new WeakSet<Settings>()

function followSettings({ events, lease }: Rooms): void {
  events.on('settings.changed', (settings) => {
    if (!foreign.has(settings)) lease.tell({ kind: 'settings', ids: [] })
  })
}

async function hear({ outbox, settings, events }: Rooms & QueueRooms, note: Note): Promise<void> {
  if (note.kind !== 'settings') return outbox.heard(note)
  const now = await settings.get()
  foreign.add(now)
  events.emit('settings.changed', now)
}

/** This process sends from now on; what the audit found is told. */
async function takeOver(outbox: Outbox, notices: Notices): Promise<void> {
  const { length: count } = await outbox.takeOver()
  if (count === 0) return
  notices.add(() => ({
    id: 'unconfirmed-at-start',
    message: count === 1 ? t('notice.unconfirmed.one') : t('notice.unconfirmed.many', { count }),
  }))
}
