// The outbox as the core sees it: queue, lanes, submission and the audit at start, put together.
import type { EnqueueOutcome, EntryAction, LaneView, LiveProgress, RouteRule, SendProblem } from '../api.ts'
import type { Clock } from '../clock.ts'
import type { Log } from '../core.ts'
import type { Draft, DraftContent } from '../drafts/draft.ts'
import type { SentCopy } from '../identities/identity.ts'
import type { Random } from '../random.ts'
import { CallError } from '../result.ts'
import type { OwnedFile } from '../storage/derive.ts'
import type { Store } from '../storage/store.ts'
import { t } from '../text/t.ts'
import { auditAll, type AuditDeps } from './audit-all.ts'
import { createCopyKeeper, type CopyKeeper, type CopyKeeperDeps } from './copy/copy-keeper.ts'
import type { Courier } from './courier.ts'
import type { Entry, Hold, LaneKey, LaterReport, Reason } from './entry.ts'
import type { Note } from './lease/note.ts'
import { createLanes, type Lanes, type LanesDeps } from './lanes.ts'
import { createQueue, type Missed, type Page, type PageQuery, type Queue, type QueueNews } from './queue.ts'
import type { LaneServer } from './run-attempt.ts'
import type { SendTimes } from './send-time.ts'
import { isPossible, laneOf, lanesOf, stateOf } from './state.ts'
import { bytesNow, preview } from './message-bytes.ts'
import { redate } from './redate.ts'
import { submit, type QueueWish, type SubmitDeps } from './submit.ts'
import { submitReady, type ReadyMessage } from './submit-ready.ts'
import type { EntryEvent } from './entry-event.ts'

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
  /** The rules of the routes were changed. */
  /** What waits for one server goes over another from now on. */
  moveAll(fromServerId: string, toServerId: string): Promise<void>
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

/** Opens the outbox over what the store holds; nothing is sent before `takeOver`. */
export function openOutbox(deps: OutboxDeps): Outbox {
  return new TheOutbox(deps)
}

class TheOutbox implements Outbox {
  readonly #deps: OutboxDeps
  readonly #queue: Queue
  readonly #lanes: Lanes
  readonly #copies: CopyKeeper
  /** Presses of Send that are being queued, by draft: a second press joins the first (P2). */
  readonly #submitting = new Map<string, Promise<EnqueueOutcome>>()
  #started = false
  /** Who waits for the end of an attempt that another process runs, by entry. */
  readonly #awaited = new Map<string, (() => void)[]>()

  constructor(deps: OutboxDeps) {
    this.#deps = deps
    const news: QueueNews = {
      changed: (entryId, entry, by) => {
        deps.news.changed(entryId, entry)
        if (by === 'us') deps.others.tell({ kind: 'changed', ids: [entryId] })
        this.#look(entryId, entry)
      },
      manyChanged: (by) => {
        deps.news.manyChanged()
        if (by === 'us') deps.others.tell({ kind: 'changed', ids: [] })
        if (this.#started) this.#lanes.wake()
      },
    }
    this.#queue = createQueue({ store: deps.store.queue, clock: deps.clock, news })
    this.#copies = createCopyKeeper({
      queue: this.#queue,
      save: deps.saveCopy,
      openSpool: deps.openSpool,
      log: deps.log,
    })
    this.#lanes = createLanes({ ...deps, queue: this.#queue })
  }

  async get(entryId: string): Promise<Entry> {
    const entry = await this.#queue.get(entryId)
    if (entry === undefined) throw new CallError('not-found', 'The message is not in the outbox any more.')
    return entry
  }

  find(entryId: string): Promise<Entry | undefined> {
    return this.#queue.get(entryId)
  }

  page(query: PageQuery): Promise<Page> {
    return this.#queue.page(query)
  }

  missed(limit: number): Promise<Missed | undefined> {
    return this.#queue.missed(limit)
  }

  withHold(hold: Hold): Promise<readonly Entry[]> {
    return this.#queue.withHold(hold)
  }

  naming(texts: readonly string[], limit: number): Promise<readonly Entry[]> {
    return this.#queue.naming(texts, limit)
  }

  async reported(entryId: string, reports: readonly LaterReport[]): Promise<void> {
    await this.#queue.apply(entryId, { type: 'reported', reports })
  }

  async saveCopy(entryId: string, place: SentCopy | undefined): Promise<void> {
    const { sentCopy } = await this.get(entryId)
    const wanted = place ?? sentCopy
    if (sentCopy?.state !== 'failed' || wanted === undefined)
      throw new CallError('not-possible', t('copy.none-failed'))
    await this.#queue.apply(entryId, { type: 'copy-wanted', place: wanted })
  }

  settledBefore(at: number, limit: number): Promise<readonly string[]> {
    return this.#queue.settledBefore(at, limit)
  }

  async waiting(serverId: string): Promise<number> {
    return (await this.#queue.lane(serverId)).waiting
  }

  live(entry: Entry): LiveProgress | undefined {
    return this.#lanes.live(laneNow(entry), entry.id)
  }

  async lanes(): Promise<readonly LaneView[]> {
    return this.#lanes.views(await this.#queue.lanes())
  }

  reasonOf(entry: Entry): Reason {
    if (!this.#started) return entry.reason.kind === 'queued' ? { kind: 'other-process' } : entry.reason
    return this.#lanes.reasonFor(entry) ?? entry.reason
  }

  preview(content: DraftContent, maxOctets: number): ReturnType<typeof preview> {
    return preview(this.#submitDeps(), content, maxOctets)
  }

  bytes(content: DraftContent): ReturnType<typeof bytesNow> {
    return bytesNow(this.#submitDeps(), content)
  }

  enqueue(draft: Draft, content: DraftContent, wish?: QueueWish): Promise<EnqueueOutcome> {
    const running = this.#submitting.get(draft.id)
    if (running !== undefined) return running
    const submitting = this.#submit(draft, content, wish).finally(() => this.#submitting.delete(draft.id))
    this.#submitting.set(draft.id, submitting)
    return submitting
  }

  async #submit(draft: Draft, content: DraftContent, wish?: QueueWish): Promise<EnqueueOutcome> {
    const sent = await this.#queue.get(draft.id)
    if (sent === undefined) {
      const outcome = await submit(this.#submitDeps(), draft, content, wish)
      if (outcome.queued) this.#deps.queued?.(outcome.entryId)
      return outcome
    }
    return { queued: true, entryId: sent.id, revision: sent.revision.number }
  }

  enqueueReady(message: ReadyMessage): Promise<string> {
    return submitReady(this.#submitDeps(), message)
  }

  async act(entryId: string, action: EntryAction, event: EntryEvent): Promise<Entry> {
    const entry = await this.get(entryId)
    if (!isPossible(entry, action)) throw notPossible(entry)
    const after = await this.#queue.apply(entryId, event)
    return after ?? this.get(entryId)
  }

  async actAtOnce(entryId: string, action: EntryAction, event: EntryEvent): Promise<Entry> {
    const entry = await this.get(entryId)
    if (!isPossible(entry, action)) return this.act(entryId, action, event)
    const home = entry.homeServerId === undefined ? [] : [entry.homeServerId]
    const lanes = new Set([...entry.recipients.map((one) => laneOf(entry, one)), ...home])
    this.#hurry(entryId, lanes)
    const after = await this.act(entryId, action, event)
    const concerned = new Set(lanesOf(after))
    for (const lane of lanes) if (!concerned.has(lane)) this.#lanes.calm(lane, entryId)
    return after
  }

  async cancel(entryId: string): Promise<Entry> {
    const asked = await this.act(entryId, 'cancel', { type: 'cancel-requested' })
    if (asked.sendingAttemptId !== undefined) await this.#endAttempt(asked)
    return this.get(entryId)
  }

  #endAttempt(entry: Entry): Promise<void> {
    if (this.#started) return this.#lanes.cancel(laneNow(entry), entry.id)
    const { others } = this.#deps
    others.tell({ kind: 'cancel', ids: [entry.id] })
    // Nobody runs it: the audit of whoever sends next says what became of it.
    if (!others.isHeard) return Promise.resolve()
    return new Promise((resolve) => {
      this.#awaited.set(entry.id, [...(this.#awaited.get(entry.id) ?? []), resolve])
    })
  }

  /** What a change of the entry means for its lanes, and for who waits for its attempt. */
  #look(entryId: string, entry: Entry | null): void {
    if (entry?.sendingAttemptId === undefined) {
      for (const resolve of this.#awaited.get(entryId) ?? []) resolve()
      this.#awaited.delete(entryId)
    }
    if (!this.#started) return
    if (entry === null) void this.#lanes.gone(entryId)
    else {
      for (const lane of lanesOf(entry)) this.#lanes.wake(lane, entryId)
      this.#copies.look(entry)
    }
  }

  #hurry(entryId: string, lanes: Iterable<LaneKey>): void {
    if (!this.#started) this.#deps.others.tell({ kind: 'hurry', ids: [entryId] })
    else for (const lane of lanes) this.#lanes.hurry(lane, entryId)
  }

  async reschedule(entryId: string, times: SendTimes): Promise<readonly SendProblem[]> {
    const entry = await this.get(entryId)
    if (!isPossible(entry, 'reschedule')) throw notPossible(entry)
    return redate(this.#submitDeps(), entry, times)
  }

  settingsChanged(): void {
    if (this.#started) this.#lanes.wake()
  }

  async delete(entryId: string): Promise<void> {
    const entry = await this.get(entryId)
    const stop = () =>
      Promise.all([laneNow(entry), ...lanesOf(entry)].map((lane) => this.#lanes.stop(lane, entryId)))
    await stop()
    const files = await this.#queue.remove(entryId)
    // An attempt that began in between has no entry to store its last step on; its session is destroyed.
    await stop()
    await Promise.all(files.map((file) => this.#removeFile(file)))
  }

  /** What cannot be removed now is at the next start. */
  async #removeFile(file: OwnedFile): Promise<void> {
    const { store, log } = this.#deps
    try {
      await store[file.folder].remove(file.name)
      await store.leftovers.forget([file])
    } catch (error) {
      log.warn(`${file.name} of a deleted message stays for now: ${String(error)}`)
    }
  }

  async signedIn(serverId: string): Promise<void> {
    await this.#queue.applyToLane(serverId, { type: 'signed-in', lane: serverId })
    this.#deps.others.tell({ kind: 'signed-in', ids: [serverId] })
    if (this.#started) this.#lanes.signedIn(serverId)
  }

  async keychainOpened(): Promise<void> {
    for (const { lane, needsSignIn } of await this.#queue.lanes()) {
      if (!needsSignIn) continue
      await this.#queue.applyToLane(lane, { type: 'signed-in', lane, matter: 'keychain' })
      this.#deps.others.tell({ kind: 'signed-in', ids: [lane] })
      if (this.#started) this.#lanes.signedIn(lane, 'keychain')
    }
  }

  async serverDeleted(serverId: string): Promise<void> {
    await this.#queue.applyToLane(serverId, { type: 'server-deleted' })
    await this.#lanes.drop(serverId)
  }

  async moveAll(fromServerId: string, toServerId: string): Promise<void> {
    await this.#queue.applyToLane(fromServerId, { type: 'moved', serverId: toServerId })
  }

  async rerouted(rules: readonly RouteRule[]): Promise<void> {
    await this.#queue.applyToAll({ type: 'rerouted', rules })
  }

  async heard({ kind, ids }: Note): Promise<void> {
    if (kind === 'changed') await this.#queue.refresh(ids)
    if (!this.#started) return
    if (kind === 'signed-in') for (const serverId of ids) this.#lanes.signedIn(serverId)
    if (kind !== 'hurry' && kind !== 'cancel') return
    for (const id of ids) {
      const entry = await this.#queue.get(id)
      if (entry === undefined) continue
      if (kind === 'cancel') await this.#lanes.cancel(laneNow(entry), id)
      else this.#hurry(id, new Set(entry.recipients.map((one) => laneOf(entry, one))))
    }
  }

  restorePace(serverId: string): Promise<void> {
    this.#deps.pace.restore(serverId)
    this.#deps.braked()
    if (this.#started) this.#lanes.wake(serverId)
    return Promise.resolve()
  }

  async wake(): Promise<void> {
    if (!this.#started) return
    this.#lanes.wake()
    await this.#lanes.networkBack()
  }

  suspend(): void {
    this.#lanes.suspend()
  }

  async takeOver(): Promise<readonly string[]> {
    const unconfirmed = await auditAll(this.#deps, this.#queue)
    // Another start may find it open; where it is not, the first of each lane says so again.
    await this.keychainOpened()
    this.#started = true
    this.#lanes.wake()
    this.#copies.begin()
    return unconfirmed
  }

  async close(graceMs: number): Promise<void> {
    await this.#lanes.close(graceMs)
    await this.#copies.close()
  }

  #submitDeps(): SubmitDeps {
    const { spool, files } = this.#deps.store
    return { ...this.#deps, queue: this.#queue, spool, files }
  }
}

/** Lane of the attempt that runs, else the entry's server. */
function laneNow(entry: Entry): LaneKey {
  return entry.sendingLane ?? entry.serverId
}

function notPossible(entry: Entry): CallError {
  return new CallError('not-possible', t('send.not-possible', { state: t(`queue.state.${stateOf(entry)}`) }))
}
