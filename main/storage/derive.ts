// What the tables beside an entry say of it, computed by state.ts. Pure.
import type { Entry, EntryState, Hold, LaneKey, Priority, Revision } from '../outbox/entry.ts'
import type { Group } from '../api.ts'
import { dueAt, groupOf, laneOf, lanesOf, signInLanesOf, stateOf } from '../outbox/state.ts'

/**
 * Raised where state.ts gives another answer for an entry that is stored: every row is computed again at the next start.
 * A test holds what it stands for.
 */
export const derivation = 3

/** Groups in the order of the list. */
export const groups: readonly Group[] = ['your-move', 'moving', 'settled']

export interface Listing {
  readonly state: EntryState
  /** Place in `groups`. */
  readonly group: number
  /** Every lane of the entry, its own server's and those of its recipients, each between line ends. */
  readonly lanes: string
  readonly hold: Hold | null
  readonly scheduledAt: number | null
  readonly isSending: boolean
  /** What is searched, in lower case: subject, addresses, names. */
  readonly search: string
}

export function listingOf(entry: Entry): Listing {
  const lanes = new Set([entry.serverId, ...entry.recipients.map((one) => laneOf(entry, one))])
  const texts = [
    entry.subject,
    ...entry.recipients.flatMap(({ address, name }) => (name === undefined ? [address] : [address, name])),
  ]
  return {
    state: stateOf(entry),
    group: groups.indexOf(groupOf(entry)),
    lanes: `\n${[...lanes].join('\n')}\n`,
    hold: entry.hold ?? null,
    scheduledAt: entry.scheduledAt ?? null,
    isSending: entry.sendingAttemptId !== undefined,
    search: texts.join('\n').toLowerCase(),
  }
}

/** One lane in which someone is still to be sent to, or whose server's password the entry waits for. */
export interface Due {
  readonly lane: LaneKey
  /** Epoch ms, whole; null: it does not go on its own. */
  readonly dueAt: number | null
  readonly rank: number
  readonly needsSignIn: boolean
}

const ranks: Readonly<Record<Priority, number>> = { high: 0, normal: 1, low: 2 }

/** Every rank there is, the first to go first. */
export const allRanks: readonly number[] = Object.values(ranks)

export function duesOf(entry: Entry): readonly Due[] {
  if (entry.cancelledAt !== undefined) return []
  const waitsAt = signInLanesOf(entry)
  return [...new Set([...lanesOf(entry), ...waitsAt])].map((lane) => {
    const due = dueAt(entry, lane)
    return {
      lane,
      dueAt: due === null ? null : Math.ceil(due),
      rank: ranks[entry.priority ?? 'normal'],
      needsSignIn: waitsAt.includes(lane),
    }
  })
}

export type Folder = 'files' | 'spool'

/** A file that may not be removed as long as its owner is there. */
export interface OwnedFile {
  readonly folder: Folder
  readonly name: string
}

/** Owns every file, where it is not known which: none is removed. */
export const anyFile: OwnedFile = { folder: 'files', name: '*' }

/** What an entry may own that cannot be understood: every version of it, and any attached file. */
export function unknownFiles(entryId: string): readonly OwnedFile[] {
  return [{ folder: 'spool', name: anyVersionOf(entryId) }, anyFile]
}

export function anyVersionOf(entryId: string): string {
  return `${entryId}-*`
}

/** `attachmentsOf`: names of a revision's attached files, undefined where that is not known. */
export function filesOf(
  entry: Entry,
  attachmentsOf: (revision: Revision) => readonly string[] | undefined,
): readonly OwnedFile[] {
  return [...entry.history, entry.revision].flatMap((revision): readonly OwnedFile[] => {
    const attached = attachmentsOf(revision)?.map((name) => ({ folder: 'files', name }) as const)
    return [
      { folder: 'spool', name: revision.spoolFile },
      { folder: 'spool', name: revision.contentFile },
      ...(attached ?? [anyFile]),
    ]
  })
}
