// The queue in SQL: changes run through the state machine inside the worker's transaction, so that nothing comes between
// what was read and what is written.
import type { Entry, LaneKey } from '../outbox/entry.ts'
import type { EntryEvent } from '../outbox/entry-event.ts'
import type { BulkEvent } from '../outbox/queue.ts'
import { transition } from '../outbox/transition.ts'
import type { AttemptRow } from './attempt-row.ts'
import type { OwnedFile } from './derive.ts'
import type { EntryRows } from './entry-rows.ts'
import { doom, isOwned } from './owned-files.ts'
import type { Sql } from './sql.ts'

export interface AppliedChange {
  /** As it stands now; null: it is not there. */
  readonly entry: Entry | null
  readonly isChanged: boolean
}

/** The same between the threads: text is copied in a fraction of the time. */
export interface AppliedText {
  readonly entry: string | null
  readonly isChanged: boolean
}

export interface BulkChange {
  readonly entryIds: readonly string[]
  /** The entries, where they are not more than was asked for. */
  readonly entries?: readonly Entry[]
}

export interface QueueChanges {
  /** False where an entry of this id is there: it is left as it is. */
  'queue.add': (input: { entry: Entry }) => boolean
  'queue.apply': (input: {
    entryId: string
    /** As JSON. */
    event: string
    now: number
    attempt?: AttemptRow | undefined
    isSuperseded?: boolean
  }) => AppliedText
  'queue.applyToMany': (input: {
    lane: LaneKey | null
    event: BulkEvent
    now: number
    told: number
  }) => BulkChange
  /** `isSuperseded`: the attempt is written by a later request of the same transaction. */
  'queue.record': (input: { attempt: AttemptRow; isSuperseded?: boolean }) => void
  /** Gives the files that nobody owns any more; they are doomed until `files.forget`. */
  'queue.remove': (input: { entryId: string }) => readonly OwnedFile[]
}

/** With the text that was written, where one was. */
interface AppliedWith extends AppliedChange {
  readonly text: string | null
}

export function queueChanges(sql: Sql, rows: EntryRows): QueueChanges {
  const applied = (entryId: string, event: EntryEvent, now: number): AppliedWith => {
    const before = rows.read(entryId)
    if (before === undefined) return { entry: null, isChanged: false, text: null }
    const entry = transition(before, event, now)
    if (entry === before) return { entry, isChanged: false, text: null }
    return { entry, isChanged: true, text: rows.update(entry, before) }
  }
  return {
    'queue.add': ({ entry }) => {
      if (rows.has(entry.id)) return false
      rows.insert(entry)
      return true
    },
    'queue.apply': ({ entryId, event: text, now, attempt, isSuperseded = false }) => {
      const event = JSON.parse(text) as EntryEvent
      const { entry, isChanged, text: written } = applied(entryId, event, now)
      // A start that only found the time for it over is none.
      const isNone = event.type === 'attempt-started' && entry?.sendingAttemptId !== event.attemptId
      if (isChanged && attempt !== undefined && !isSuperseded && !isNone) rows.putAttempt(attempt)
      return { entry: entry === null ? null : (written ?? JSON.stringify(entry)), isChanged }
    },
    'queue.applyToMany': ({ lane, event, now, told }) => {
      const entryIds: string[] = []
      const entries: Entry[] = []
      for (const entryId of concerned(sql, lane, event, now)) {
        const { entry, isChanged } = applied(entryId, event, now)
        if (entry === null || !isChanged) continue
        entryIds.push(entryId)
        if (entries.length < told) entries.push(entry)
      }
      return entryIds.length > told ? { entryIds } : { entryIds, entries }
    },
    'queue.record': ({ attempt, isSuperseded = false }) => {
      const running = rows.runningAttempt(attempt.entryId)
      if (running === undefined) throw new Error(`Entry ${attempt.entryId} was deleted.`)
      const isUnderWay = attempt.step !== 'started' && attempt.step !== 'ended'
      if (isUnderWay && running !== attempt.id)
        throw new Error(`Attempt ${attempt.id} is not the running one of its entry.`)
      if (!isSuperseded) rows.putAttempt(attempt)
    },
    'queue.remove': ({ entryId }) => {
      const files = rows.remove(entryId).filter((file) => !isOwned(sql, file))
      for (const file of files) doom(sql, file)
      return files
    },
  }
}

/**
 * Entries that the event can change. Sign-in and deletion are the matter of an entry's own server, the rest of all that waits
 * in the lane.
 */
function concerned(sql: Sql, lane: LaneKey | null, event: BulkEvent, now: number): readonly string[] {
  const [query, values] = concernedQuery(lane, event, now)
  return sql.all(query, ...values).map((row) => String(row.entry_id))
}

type Query = readonly [string, readonly (string | number | null)[]]

function concernedQuery(lane: LaneKey | null, { type }: BulkEvent, now: number): Query {
  const here = 'SELECT DISTINCT entry_id FROM dues WHERE (?1 IS NULL OR lane = ?1)'
  switch (type) {
    case 'signed-in':
      // After every message that was handed over: where nobody waits, one row is read.
      return [
        `${here} AND sign_in = 1 AND EXISTS (SELECT 1 FROM lane_totals WHERE (?1 IS NULL OR lane = ?1) AND sign_in > 0)`,
        [lane],
      ]
    case 'sign-in-needed':
    case 'moved':
      return [
        `SELECT DISTINCT entry_id FROM dues JOIN listing USING (entry_id)
         WHERE (?1 IS NULL OR lane = ?1) AND server_id = lane`,
        [lane],
      ]
    case 'server-deleted':
      return [`SELECT entry_id FROM listing WHERE server_id = ?1 AND state <> 'sent'`, [lane]]
    case 'network-back':
      return [`${here} AND (due_at IS NULL OR due_at > ?2)`, [lane, now]]
    case 'clock-set-back':
      return [here, [lane]]
    case 'rerouted':
      // What was cancelled waits nowhere, yet may be sent again.
      return [
        `${here} UNION SELECT entry_id FROM listing WHERE state IN ('cancelled', 'unconfirmed')`,
        [lane],
      ]
  }
}
