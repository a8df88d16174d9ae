// What the rooms may ask of the disk. Every promise resolves when what it names is synced; a rejected one is a CallError.
import type { Readable } from 'node:stream'
import type { Notice } from '../api.ts'
import type { People, PeopleChange } from '../contacts/contact.ts'
import type { Draft, DraftContent } from '../drafts/draft.ts'
import type { DraftPlace } from '../drafts/place.ts'
import type { Identity } from '../identities/identity.ts'
import type { Attempt, Entry, Hold, LaneKey } from '../outbox/entry.ts'
import type { EntryEvent } from '../outbox/entry-event.ts'
import type {
  BulkEvent,
  InLaneQuery,
  LaneWork,
  Missed,
  Next,
  NextQuery,
  Page,
  PageQuery,
} from '../outbox/queue.ts'
import type { Template } from '../templates/template.ts'
import type { Server } from '../servers/server.ts'
import type { TranscriptLine } from '../smtp/types.ts'
import type { OwnedFile } from './derive.ts'
import type { LeftoverPart } from './leftovers.ts'
import type { MergeTables } from './merge-tables.ts'
import type { AppliedChange, BulkChange } from './queue-operations.ts'

/** A row that cannot be understood: it is left where it is, and named. */
export interface DamagedRow {
  readonly table: string
  readonly id: string
  readonly problem: string
}

/** The queue; its changes run through the state machine inside one transaction. */
export interface QueueTable {
  get(entryId: string): Promise<Entry | undefined>
  /** Those that are there. */
  getMany(entryIds: readonly string[]): Promise<readonly Entry[]>
  /** False where an entry of this id is there: it is left as it is. */
  add(entry: Entry): Promise<boolean>
  /** Runs the event through `transition`; `attempt` is stored with it where it was taken. `now`: epoch ms. */
  apply(
    entryId: string,
    event: EntryEvent,
    now: number,
    attempt?: Attempt,
    /** It may wait some milliseconds for another change, to share its commit. */
    isPatient?: boolean,
  ): Promise<AppliedChange>
  /** The same for all that the event concerns in this lane, or in any. Entries come back where they are at most `told`. */
  applyToMany(lane: LaneKey | null, event: BulkEvent, now: number, told: number): Promise<BulkChange>
  /** @throws CallError `storage` where the entry is gone, or another attempt is its running one. */
  record(attempt: Attempt, isPatient?: boolean): Promise<void>
  /** The entry with its attempts and their transcripts. Gives the files that nobody owns any more: they are to be removed. */
  remove(entryId: string): Promise<readonly OwnedFile[]>
  next(lane: LaneKey, query: NextQuery): Promise<Next | undefined>
  lanes(): Promise<readonly LaneWork[]>
  lane(lane: LaneKey): Promise<LaneWork>
  inLane(lane: LaneKey, query: InLaneQuery): Promise<readonly Entry[]>
  page(query: PageQuery): Promise<Page>
  missed(limit: number): Promise<Missed | undefined>
  /** Entries in whose record one of these texts stands: a Message-ID, an entry's id. */
  naming(texts: readonly string[], limit: number): Promise<readonly Entry[]>
  withHold(hold: Hold): Promise<readonly Entry[]>
  toAudit(): Promise<readonly Entry[]>
  settledBefore(at: number, limit: number): Promise<readonly string[]>
  copiesDue(): Promise<readonly string[]>
}

export interface AttemptTable {
  /** Oldest first. */
  forEntry(entryId: string): Promise<readonly Attempt[]>
  get(attemptId: string): Promise<Attempt | undefined>
  /** Attempts over this server that began before then and in which all was accepted, newest first. */
  accepted(serverId: string, before: number, limit: number): Promise<readonly Attempt[]>
  /** Attempts over this server that began then (epoch ms) or later, newest first. */
  since(serverId: string, since: number, limit: number): Promise<readonly Attempt[]>
}

export interface TranscriptTable {
  append(attemptId: string, lines: readonly TranscriptLine[]): Promise<void>
  /** In the order of `seq`. */
  read(attemptId: string): Promise<readonly TranscriptLine[]>
}

/** One kept version of a draft (P24). */
export interface DraftVersion {
  readonly version: number
  /** Epoch ms of the first and the last save of this version. */
  readonly startedAt: number
  readonly savedAt: number
  readonly content: DraftContent
}

export interface DraftTable {
  /** Those that were not discarded, last saved first. */
  all(): Promise<readonly Draft[]>
  /** Last discarded first. */
  discarded(): Promise<readonly Draft[]>
  /** A discarded one too. */
  get(draftId: string): Promise<Draft | undefined>
  /** The draft as it stands, its versions as given, those not given dropped; one transaction. */
  put(draft: Draft, versions: readonly DraftVersion[]): Promise<void>
  /** Nothing where the draft is gone. */
  setPlace(draftId: string, place: DraftPlace): Promise<void>
  versions(draftId: string): Promise<readonly DraftVersion[]>
  /** Keeps it, out of the list; `at` epoch ms, null: it is a draft again. */
  setDiscarded(draftId: string, at: number | null): Promise<void>
  remove(draftId: string): Promise<void>
  /** With its versions. Gives the files that nobody owns any more: they are to be removed. */
  erase(draftId: string): Promise<readonly OwnedFile[]>
}

/** A table of small records, read whole. */
export interface RecordTable<T> {
  all(): Promise<readonly T[]>
  put(record: T): Promise<void>
  remove(id: string): Promise<void>
}

export interface ServerTable extends RecordTable<Server> {
  /** Several at once, in one transaction: making one the default unmakes another. */
  putAll(servers: readonly Server[]): Promise<void>
}

export interface PeopleTables {
  /** With the number of changes so far: two processes may be on one profile. */
  all(): Promise<{ readonly people: People; readonly revision: number }>
  revision(): Promise<number>
  /** One transaction. Gives the new revision; null: people were changed since `since`, and nothing was stored. */
  change(change: PeopleChange, since: number): Promise<number | null>
}

export interface SettingsTable {
  /** Values as stored, by key; not parsed. */
  all(): Promise<Readonly<Record<string, unknown>>>
  put(values: Readonly<Record<string, unknown>>): Promise<void>
}

export interface StoredFile {
  readonly size: number // octets
  readonly sha256: string // lower-case hex
}

/** A stream, or pieces of which each is used up before the next is asked for. */
export type FileBytes = AsyncIterable<Buffer | string>

export interface NamedBytes {
  readonly name: string
  readonly bytes: FileBytes
}

/** A folder of files that are written once: temp file, fsync, rename, fsync of the folder. */
export interface FileStore {
  /** Streams into the file; nothing stands under the name before all of it is synced. */
  write(name: string, bytes: FileBytes): Promise<StoredFile>
  /** The same with a second file beside it: both are there, or none. They share their syncs. */
  writePair(name: string, bytes: FileBytes, beside: NamedBytes): Promise<StoredFile>
  /**
   * Copies a file in, sharing its blocks where the file system can (COPYFILE_FICLONE_FORCE).
   * @param progress Hears how many octets are done.
   */
  copyIn(name: string, sourcePath: string, progress?: (doneOctets: number) => void): Promise<StoredFile>
  open(name: string): Readable
  /**
   * The same in pieces, in the same memory again and again: each stays until `lasting` further ones have been asked for (0, the
   * default: it is to be used up before the next).
   */
  pieces(name: string, lasting?: number): AsyncIterable<Buffer>
  read(name: string): Promise<Uint8Array>
  /** The whole of a file of at most 64 KB; undefined where it is larger, is gone, or its octets are not those. */
  readSmall(name: string, expected: StoredFile): Promise<Buffer | undefined>
  /**
   * Reads the whole file; rejects with a sentence that names it when it is gone, or its octets are not those. `look` is given each
   * piece on the way, to be used up before the next.
   */
  verify(name: string, expected: StoredFile, look?: (piece: Buffer) => void): Promise<void>
  /** Puts a damaged file aside under a new name, which is given back; it is never overwritten. */
  setAside(name: string): Promise<string>
  remove(name: string): Promise<void>
  list(): Promise<readonly string[]>
}

/** Files without an owner that were there when the profile was opened. */
export interface LeftoverTable {
  /** The next part of them; none where another process is on the profile. */
  next(): Promise<LeftoverPart>
  /** These are not there any more. */
  forget(files: readonly OwnedFile[]): Promise<void>
}

export interface Store {
  readonly queue: QueueTable
  readonly attempts: AttemptTable
  readonly transcripts: TranscriptTable
  readonly drafts: DraftTable
  readonly servers: ServerTable
  readonly identities: RecordTable<Identity>
  readonly people: PeopleTables
  readonly templates: RecordTable<Template>
  readonly settings: SettingsTable
  readonly leftovers: LeftoverTable
  readonly merge: MergeTables
  /** Bytes of messages (`.eml`) and what was typed for them (`.json`). */
  readonly spool: FileStore
  /** Attached files. */
  readonly files: FileStore
  close(): Promise<void>
}

export interface OpenedStore {
  readonly store: Store
  /** Tells of all entries that cannot be understood: those known by now, and again with each that is found later. */
  readonly watchDamage: (listener: (entryIds: readonly string[]) => void) => void
  /** What was found at start: a database or a spool file set aside. */
  readonly notices: readonly Notice[]
}
