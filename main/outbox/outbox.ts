// What the outbox is asked for, and what it needs.
import type { EnqueueOutcome, EntryAction, LaneView, LiveProgress, RouteRule, SendProblem } from '../api.ts'
import type { Clock } from '../clock.ts'
import type { Log } from '../core.ts'
import type { Draft, DraftContent } from '../drafts/draft.ts'
import type { SentCopy } from '../identities/identity.ts'
import type { Random } from '../random.ts'
import type { Store } from '../storage/store.ts'
import type { AuditDeps } from './audit-all.ts'
import type { CopyKeeperDeps } from './copy/copy-keeper.ts'
import type { Courier } from './courier.ts'
import type { EntryEvent } from './entry-event.ts'
import type { Entry, Hold, LaterReport, Reason } from './entry.ts'
import type { LanesDeps } from './lanes.ts'
import type { Note } from './lease/note.ts'
import type { bytesNow, preview } from './message-bytes.ts'
import type { Missed, Page, PageQuery } from './queue.ts'
import type { LaneServer } from './run-attempt.ts'
import type { SendTimes } from './send-time.ts'
import type { ReadyMessage } from './submit-ready.ts'
import type { QueueWish, SubmitDeps } from './submit.ts'

export interface OutboxDeps extends Pick<
  SubmitDeps,
  'identity' | 'hasServer' | 'senderServer' | 'readContent' | 'rules' | 'undoMs'
> {
  readonly store: Pick<Store, 'leftovers' | 'merge' | 'queue' | 'attempts' | 'spool' | 'files'>
  readonly courierFor: (serverId: string) => Courier
  readonly server: (serverId: string) => LaneServer
  readonly clock: Clock
  readonly random: Random
  readonly log: Log
  readonly causeOf: LanesDeps['causeOf']
  readonly giveUpAfterMs: LanesDeps['giveUpAfterMs']
  readonly stopReason: LanesDeps['stopReason']
  readonly pace: LanesDeps['pace']
  readonly furtherServers: LanesDeps['furtherServers']
  readonly identitiesWithFurther: LanesDeps['identitiesWithFurther']
  readonly braked: LanesDeps['braked']
  readonly soon?: LanesDeps['soon']
  readonly saveCopy: CopyKeeperDeps['save']
  readonly openSpool: CopyKeeperDeps['openSpool']
  /** @see LaneDeps */
  readonly attempted?: LanesDeps['attempted']
  /** Told of each message that was queued, after it is stored. */
  readonly queued?: (entryId: string) => void
  readonly wasDelivered: AuditDeps['wasDelivered']
  readonly news: OutboxNews
  /** Other processes on the profile. */
  readonly others: Others
  /** Live progress of the entry, or the view of a lane. */
  readonly progressed: (entryId: string | null) => void
}

/** Told after a change is stored. */
export interface OutboxNews {
  /** `null`: the entry is gone. */
  changed(entryId: string, entry: Entry | null): void
  /** More changed than is told one by one. */
  manyChanged(): void
}

export interface Others {
  /** The process that runs the lanes hears what is told. */
  readonly isHeard: boolean
  tell(note: Note): void
}

export interface Outbox {
  /** @throws CallError `not-found`. */
  get(entryId: string): Promise<Entry>
  find(entryId: string): Promise<Entry | undefined>
  page(query: PageQuery): Promise<Page>
  missed(limit: number): Promise<Missed | undefined>
  withHold(hold: Hold): Promise<readonly Entry[]>
  /** Entries in whose record one of these texts stands. */
  naming(texts: readonly string[], limit: number): Promise<readonly Entry[]>
  /** A copy that failed is tried again, in this folder. @throws CallError `not-found`, `not-possible`. */
  saveCopy(entryId: string, place: SentCopy | undefined): Promise<void>
  /** A report came about recipients of the entry. */
  reported(entryId: string, reports: readonly LaterReport[]): Promise<void>
  /** Ids of entries that settled before then, oldest first. */
  settledBefore(at: number, limit: number): Promise<readonly string[]>
  /** Messages that wait for this server. */
  waiting(serverId: string): Promise<number>
  live(entry: Entry): LiveProgress | undefined
  lanes(): Promise<readonly LaneView[]>
  /** Why the entry waits now: what keeps its lane, else its own reason (P15). */
  reasonOf(entry: Entry): Reason
  /** Resolves when bytes and entry are synced (P1). */
  enqueue(draft: Draft, content: DraftContent, wish?: QueueWish): Promise<EnqueueOutcome>
  /** The bytes that `enqueue` would make now, up to `maxOctets`; nothing is stored. */
  preview(content: DraftContent, maxOctets: number): ReturnType<typeof preview>
  /** All of them, in pieces; see `bytesNow`. */
  bytes(content: DraftContent): ReturnType<typeof bytesNow>
  /** Queues a message whose octets are there already; gives its id once they are synced (P1). */
  enqueueReady(message: ReadyMessage): Promise<string>
  /** Does what a person asked for. @throws CallError `not-found`, or `not-possible` in the entry's state. */
  act(entryId: string, action: EntryAction, event: EntryEvent): Promise<Entry>
  /** As `act`, and the entry goes next and really tries (P17). */
  actAtOnce(entryId: string, action: EntryAction, event: EntryEvent): Promise<Entry>
  /** Stops it where that is still possible; resolves with the truth (P21). @throws as `act`. */
  cancel(entryId: string): Promise<Entry>
  /** What lanes may do was changed: pauses, limits. */
  settingsChanged(): void
  /** A new time, or none: the message gets the date of when it goes (P2). @throws as `act`. */
  reschedule(entryId: string, times: SendTimes): Promise<readonly SendProblem[]>
  /** Stops what runs for it, then removes it with its files (P19). */
  delete(entryId: string): Promise<void>
  /** A password for the server is known: what waited for it goes on. */
  signedIn(serverId: string): Promise<void>
  /** The keychain is open: what waited for it goes, once, and asks again where it has to. */
  keychainOpened(): Promise<void>
  serverDeleted(serverId: string): Promise<void>
  /** The server's lane goes at the pace that was set, whatever the server said. */
  restorePace(serverId: string): Promise<void>
  /** What waits for one server goes over another from now on. */
  moveAll(fromServerId: string, toServerId: string): Promise<void>
  /** The rules of the routes were changed. */
  rerouted(rules: readonly RouteRule[]): Promise<void>
  /** Another process on the profile says what it changed or wants. */
  heard(note: Note): Promise<void>
  /** The machine woke or the network may be back: what is due or met no server goes at once (P20). */
  wake(): Promise<void>
  /** The machine is about to sleep: what has not given its last octet away is ended, and is due at waking. */
  suspend(): void
  /**
   * This process sends from now on: what a crash cut off is put right, then the lanes begin. Another process may not run them
   * at the same time. Gives the ids of entries that the audit found unconfirmed.
   */
  takeOver(): Promise<readonly string[]>
  close(graceMs: number): Promise<void>
}
