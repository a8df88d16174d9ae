// The queue and what it needs to know of the other rooms.
import { hostname } from 'node:os'
import type { Readable } from 'node:stream'
import type { LaneView, RouteRule } from './api.ts'
import { toSummary } from './api/entry-views.ts'
import { createOutboxAnnouncer, type OutboxAnnouncer } from './api/outbox-announcer.ts'
import { learnRecipients } from './learn-recipients.ts'
import { toGivenSettings } from './create-policy.ts'
import { courierFor, isPractice, maildirDisk } from './create-courier.ts'
import { diagnose } from './diagnosis/diagnose.ts'
import type { Failure } from './failure.ts'
import { createCopyDisk } from './outbox/copy/copy-disk.ts'
import { saveCopy, type SaveCopyDeps } from './outbox/copy/save-copy.ts'
import type { CourierReport } from './outbox/courier.ts'
import type { Attempt, Entry, EntryCopy, LaneKey, Revision } from './outbox/entry.ts'
import type { StopReason } from './outbox/lane.ts'
import { openOutbox } from './outbox/open-outbox.ts'
import type { Outbox } from './outbox/outbox.ts'
import { openPaceKeeper } from './outbox/pace-keeper.ts'
import { describeLane } from './outbox/route/lane-courier.ts'
import { isDeliveredToMaildir } from './outbox/route/maildir-courier.ts'
import { openRuleBook, type RuleBook } from './outbox/route/rule-book.ts'
import { judgeSender } from './outbox/sender-verdict.ts'
import type { Rooms } from './rooms.ts'
import type { Server } from './servers/server.ts'
import { createServers, type Servers } from './servers/servers.ts'
import { createSleep, type Sleep } from './outbox/sleep.ts'
import type { Settings } from './settings/settings.ts'

const dayMs = 86_400_000

export interface QueueRooms {
  readonly outbox: Outbox
  readonly servers: Servers
  readonly announcer: OutboxAnnouncer
  readonly rules: RuleBook
  readonly sleep: Sleep
  /** Resolves when the contacts know whom mail was queued for. */
  learned(): Promise<void>
}

/** Servers, outbox and announcer know each other: they are made together. */
export async function openQueue(rooms: Rooms): Promise<QueueRooms> {
  const { options, store, events } = rooms
  const { clock, log } = options
  let now = await rooms.settings.get()
  const made: { outbox?: Outbox } = {}
  events.on('settings.changed', (changed) => {
    now = changed
    made.outbox?.settingsChanged()
    announcer.manyChanged()
  })
  const servers = await openServers(rooms, async (serverId) => (await made.outbox?.waiting(serverId)) ?? 0)
  await servers.syncGiven(rooms.policy.given.map(toGivenSettings))
  const disabled = () => servers.all().flatMap((server) => (server.disabled === true ? [server.id] : []))
  let off = disabled().join(' ')
  events.on('servers.changed', () => {
    const before = off
    off = disabled().join(' ')
    // One that was switched off or on stops or starts its lane.
    if (off === before) return
    made.outbox?.settingsChanged()
    announcer.manyChanged()
  })
  const rules = await openRules(rooms, servers, (all) => made.outbox?.rerouted(all))
  const announcer = createOutboxAnnouncer({
    events,
    clock,
    log,
    find: (entryId) => outbox.find(entryId),
    summary: (entry) => summaryOf(outbox, servers, entry),
    lanes: () => outbox.lanes(),
  })
  const learning = new Set<Promise<void>>()
  const sleep = createSleep(clock, () => {
    outbox.wake().catch((error: unknown) => log.error('the outbox could not be woken', error))
  })
  const limits = (lane: LaneKey) => servers.get(lane) ?? {}
  const outbox = openOutbox({
    ...ports(rooms, servers, rules),
    pace: await openPaceKeeper({ table: store.settings, limits, clock, log }),
    giveUpAfterMs: () => now.giveUpAfterDays * dayMs,
    undoMs: () => now.undoSeconds * 1_000,
    stopReason: (lane) => {
      if (options.sends === 'asked') return allPaused
      return sleep.isAsleep ? { kind: 'offline' } : stopReason(now, servers.get(lane), lane)
    },
    queued: (entryId) => {
      const one = learnRecipients(rooms, servers, outbox, entryId).finally(() => learning.delete(one))
      learning.add(one)
    },
    braked: () => announcer.manyChanged(),
    news: announcer,
    progressed: (entryId) => announcer.progressed(entryId),
  })
  made.outbox = outbox
  await keepPractice(rooms, servers, outbox)
  const learned = async (): Promise<void> => {
    await Promise.all(learning)
  }
  return { outbox, servers, announcer, rules, learned, sleep }
}

/** What the outbox asks the other rooms for. */
function ports(rooms: Rooms, servers: Servers, rules: RuleBook) {
  const { store, options, revisionFiles } = rooms
  const { clock, random, log } = options
  return {
    store,
    soon: (entries: readonly Entry[]) => {
      for (const { revision } of entries) rooms.revisionFiles.readAhead(revision)
    },
    others: rooms.lease,
    clock,
    random,
    log,
    causeOf,
    furtherServers: ({ identityId }: Entry) => furtherServers(servers, identityId),
    identitiesWithFurther: () =>
      servers.identities().flatMap(({ id }) => (furtherServers(servers, id).length === 0 ? [] : [id])),
    identity: (identityId: string) => Promise.resolve(servers.identity(identityId)),
    senderServer: (serverId: string) => servers.get(serverId),
    attempted: (lane: LaneKey, entry: Entry, report: CourierReport) =>
      noteSender(servers, lane, entry, report, clock.now()),
    saveCopy: (entry: Entry, place: EntryCopy, open: () => Readable) =>
      saveCopy(copyDeps, entry, place, open),
    openSpool: (revision: Revision) => revisionFiles.open(revision),
    hasServer: (serverId: string) => Promise.resolve(servers.get(serverId) !== undefined),
    readContent: (revision: Revision) => revisionFiles.content(revision),
    server: (lane: LaneKey) => servers.get(lane) ?? describeLane(lane, rules.all()),
    courierFor: (lane: LaneKey) => courierFor(rooms, servers, lane),
    rules: () => rules.all(),
    wasDelivered: (attempt: Attempt) => isDeliveredToMaildir(maildirDisk, attempt),
  }
}

const copyDeps: SaveCopyDeps = {
  disk: createCopyDisk(),
  host: hostname(),
  flagMark: process.platform === 'win32' ? ';' : ':',
}

/** What a server said of a sender is remembered where it is news. */
async function noteSender(
  servers: Servers,
  lane: LaneKey,
  { envelopeSender, from }: Entry,
  report: CourierReport,
  now: number,
): Promise<void> {
  const verdict = judgeSender(report, causeOf)
  const server = servers.get(lane)
  if (server === undefined || verdict === undefined) return
  // After every message that was taken: where nothing is remembered, nothing is written.
  if (verdict.taken && (server.refusedSenders ?? []).length === 0) return
  const refusal = verdict.taken ? null : { at: now, text: verdict.text }
  await servers.noteSender(lane, envelopeSender ?? from.address, refusal)
}

function openServers(
  { store, options, events, oauth, guard }: Rooms,
  waiting: (serverId: string) => Promise<number>,
): Promise<Servers> {
  const { secrets, clock, random } = options
  return createServers({
    store,
    secrets,
    clock,
    random,
    waiting,
    oauth: oauth.port,
    guard,
    changed: (serverId) => events.emit('servers.changed', { serverId }),
    identitiesChanged: () => events.emit('identities.changed', {}),
  })
}

/** The practice server listens as long as a message waits for it. */
async function keepPractice(
  { keeper, events, lessons, options }: Rooms,
  servers: Servers,
  outbox: Outbox,
): Promise<void> {
  const look = (lanes: readonly LaneView[]) =>
    keeper.setWaiting(lanes.some(({ serverId, waiting }) => waiting > 0 && isPractice(servers.get(serverId))))
  events.on('outbox.changed', ({ lanes, entries }) => {
    look(lanes)
    for (const { entry } of entries)
      if (entry !== null && isPractice(servers.get(entry.serverId)))
        lessons
          .note(entry)
          .catch((error: unknown) => options.log.warn(`a lesson was not noted: ${String(error)}`))
  })
  look(await outbox.lanes())
}

export function summaryOf(outbox: Outbox, servers: Servers, entry: Entry) {
  return toSummary(entry, serverName(servers, entry), outbox.live(entry), outbox.reasonOf(entry))
}

/** Only what is asked for goes. */
const allPaused: StopReason = { kind: 'paused', scope: 'all' }

function stopReason(
  { sending, pausedLanes }: Settings,
  server: Server | undefined,
  lane: LaneKey,
): StopReason | undefined {
  if (sending === 'offline') return { kind: 'offline' }
  if (sending === 'paused') return { kind: 'paused', scope: 'all' }
  if (server?.disabled === true) return { kind: 'paused', scope: 'disabled' }
  return pausedLanes.includes(lane) ? { kind: 'paused', scope: 'server' } : undefined
}

/** Those of the identity that are still there and switched on. */
function furtherServers(servers: Servers, identityId: string): readonly string[] {
  const further = servers.identity(identityId)?.furtherServerIds ?? []
  return further.filter((serverId) => {
    const server = servers.get(serverId)
    return server !== undefined && server.disabled !== true
  })
}

/** Open recipients follow rules that were changed. */
function openRules(
  { store, events }: Rooms,
  servers: Servers,
  reroute: (rules: readonly RouteRule[]) => Promise<void> | undefined,
): Promise<RuleBook> {
  return openRuleBook({
    table: store.settings,
    hasServer: (serverId) => servers.get(serverId) !== undefined,
    changed: async (rules) => {
      events.emit('routes.changed', { rules })
      await reroute(rules)
    },
  })
}

function causeOf({ phase, kind, errorCode, reply }: Failure): string {
  return diagnose({ phase, kind, ...(errorCode && { errorCode }), ...(reply && { lines: reply.lines }) })
    .cause
}

function serverName(servers: Servers, entry: Entry): string {
  return servers.get(entry.serverId)?.name ?? ''
}
