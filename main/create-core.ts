// Composition root: the rooms are made here and handed to each other.
import { hostname } from 'node:os'
import { join } from 'node:path'
import type { Notice, RouteRule } from './api.ts'
import { toSummary } from './api/entry-views.ts'
import type { EntryContext } from './api/explanations.ts'
import { createNotices, type Notices } from './api/notices.ts'
import { createOutboxAnnouncer, type OutboxAnnouncer } from './api/outbox-announcer.ts'
import { practicePassword } from './api/practice-api.ts'
import { createPracticeKeeper, type Keeper } from './api/practice-keeper.ts'
import type { Core, CoreOptions, MxNetwork } from './core.ts'
import { createApi } from './create-api.ts'
import { diagnose } from './diagnosis/diagnose.ts'
import { createDrafts, type Drafts } from './drafts/drafts.ts'
import { createEventBus, type EventBus } from './events.ts'
import type { Failure } from './failure.ts'
import type { Courier } from './outbox/courier.ts'
import type { Entry, LaneKey, Revision } from './outbox/entry.ts'
import { settleLeftoverDrafts } from './outbox/leftover-drafts.ts'
import { openOutbox, type Outbox } from './outbox/outbox.ts'
import { createRevisionFiles, type RevisionFiles } from './outbox/revision-files.ts'
import { createLaneCourier, describeLane } from './outbox/route/lane-courier.ts'
import { isDeliveredToMaildir } from './outbox/route/maildir-courier.ts'
import { createMaildirDisk } from './outbox/route/maildir-disk.ts'
import { openRuleBook, type RuleBook } from './outbox/route/rule-book.ts'
import { createSmtpCourier, type Reach } from './outbox/smtp-courier.ts'
import { isOpen } from './outbox/state.ts'
import { createPracticeServer, type PracticeServer } from './practice/practice-server.ts'
import type { Server } from './servers/server.ts'
import { createServers, type Servers } from './servers/servers.ts'
import { toTarget } from './servers/to-target.ts'
import { createSettingsStore, type SettingsStore } from './settings/settings-store.ts'
import { openStore } from './storage/open-store.ts'
import type { Store } from './storage/store.ts'
import { t } from './text/t.ts'
import { createRecorder } from './transcript/recorder.ts'

/** What is given up at close to a message that is being sent. */
const defaultGraceMs = 5_000
const dayMs = 86_400_000
const maildirDisk = createMaildirDisk()

const noName = () =>
  Promise.reject(Object.assign(new Error('no name service was given'), { code: 'ESERVFAIL' }))
const noNames: MxNetwork = { resolver: { resolveMx: noName, resolve4: noName, resolve6: noName } }

/**
 * Opens the profile and makes the core; what a crash left behind is put right before anything is sent.
 * @throws CallError `storage` where the profile folder cannot be used.
 */
export async function createCore(options: CoreOptions): Promise<Core> {
  const { clock, random, log, dataDir } = options
  const { store, notices: found } = await openStore(options)
  const events = createEventBus(log)
  const drafts = createDrafts({
    store,
    clock,
    random,
    changed: (draftId, savedAt) => events.emit('drafts.changed', { draftId, savedAt }),
  })
  const practice = createPracticeServer({ dir: join(dataDir, 'practice'), clock, random, log })
  const keeper = createPracticeKeeper(practice, log)
  practice.onChanged((status) => events.emit('practice.changed', status))
  const notices = createNotices(events, [...found, ...secretsNotice(options)])
  const revisionFiles = createRevisionFiles(store.spool, (problem, name) => {
    const detail = t('notice.spool-detail', { problem, name })
    notices.add({ id: 'spool-set-aside', message: t('notice.spool'), detail })
  })
  const settings = createSettingsStore(store.settings)
  const rooms = { options, store, settings, events, drafts, practice, keeper, notices, revisionFiles }
  const { outbox, servers, announcer, rules } = await openQueue(rooms)
  await settleLeftoverDrafts(outbox, drafts, revisionFiles)
  outbox.start()
  return assemble({ ...rooms, outbox, servers, announcer, rules })
}

interface Rooms {
  readonly options: CoreOptions
  readonly store: Store
  readonly settings: SettingsStore
  readonly events: EventBus
  readonly drafts: Drafts
  readonly practice: PracticeServer
  readonly keeper: Keeper
  readonly notices: Notices
  readonly revisionFiles: RevisionFiles
}

interface QueueRooms {
  readonly outbox: Outbox
  readonly servers: Servers
  readonly announcer: OutboxAnnouncer
  readonly rules: RuleBook
}

function assemble(rooms: Rooms & QueueRooms): Core {
  const { options, store, events, outbox, servers, announcer, practice } = rooms
  const { clock, random, shell, openClient, version, dataDir, secrets } = options
  const api = createApi({
    ...rooms,
    clock,
    random,
    shell,
    openClient,
    mx: options.mx ?? noNames,
    summary: (entry) => toSummary(entry, serverName(servers, entry), outbox.live(entry)),
    context: (entry) => contextOf(servers, entry, clock.now()),
    readContent: (revision) => rooms.revisionFiles.content(revision),
    seq: () => announcer.seq,
    info: {
      version,
      shell: shell.kind,
      platform: process.platform,
      dataDir,
      secrets: { kind: secrets.kind, ...(secrets.reason === undefined ? {} : { reason: secrets.reason }) },
    },
  })
  return {
    api,
    events,
    wake: () => {
      outbox.wake().catch((error: unknown) => options.log.error('the outbox could not be woken', error))
    },
    close: async ({ graceMs = defaultGraceMs } = {}) => {
      await outbox.close(graceMs)
      announcer.close()
      await practice.close()
      await store.close()
    },
  }
}

/** Servers, outbox and announcer know each other: they are made together. */
async function openQueue(rooms: Rooms): Promise<QueueRooms> {
  const { options, store, events, keeper, notices } = rooms
  const { clock, random, log, secrets } = options
  let { giveUpAfterDays } = await rooms.settings.get()
  events.on('settings.changed', (changed) => ({ giveUpAfterDays } = changed))
  const made: { outbox?: Outbox } = {}
  const entries = () => [...(made.outbox?.all() ?? [])]
  const servers = await createServers({
    store,
    secrets,
    clock,
    random,
    waiting: (serverId) => entries().filter((entry) => isWaitingFor(entry, serverId)).length,
    changed: (serverId) => events.emit('servers.changed', { serverId }),
  })
  const rules = await openRules(rooms, servers, (all) => made.outbox?.rerouted(all))
  const announcer = createOutboxAnnouncer({
    events,
    clock,
    summary: (entryId) => {
      const entry = made.outbox?.find(entryId)
      return entry === undefined
        ? null
        : toSummary(entry, serverName(servers, entry), made.outbox?.live(entry))
    },
    lanes: () => made.outbox?.lanes() ?? [],
  })
  /** Messages that wait for the practice server: it listens as long as there is one. */
  const waitingForPractice = new Set<string>()
  const keepPractice = (entryId: string, entry: Entry | null) => {
    const waits =
      entry !== null && isPractice(servers.get(entry.serverId)) && isWaitingFor(entry, entry.serverId)
    if (waits) waitingForPractice.add(entryId)
    else waitingForPractice.delete(entryId)
    keeper.setWaiting(waitingForPractice.size > 0)
  }
  const opened = await openOutbox({
    store,
    clock,
    random,
    log,
    causeOf,
    giveUpAfterMs: () => giveUpAfterDays * dayMs,
    identity: (identityId) => Promise.resolve(servers.identity(identityId)),
    hasServer: (serverId) => Promise.resolve(servers.get(serverId) !== undefined),
    readContent: (revision) => rooms.revisionFiles.content(revision),
    server: (lane) => servers.get(lane) ?? describeLane(lane, rules.all()),
    courierFor: (lane) => courierFor(rooms, servers, lane),
    rules: () => rules.all(),
    wasDelivered: (attempt) => isDeliveredToMaildir(maildirDisk, attempt),
    changed: (entryId, entry) => {
      announcer.changed(entryId, entry)
      keepPractice(entryId, entry)
    },
    progressed: (entryId) => announcer.progressed(entryId),
  })
  made.outbox = opened.outbox
  for (const entry of entries()) keepPractice(entry.id, entry)
  for (const notice of unconfirmedNotice(opened.unconfirmed.length)) notices.add(notice)
  return { outbox: opened.outbox, servers, announcer, rules }
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

/** What carries the messages of a lane: an outgoing server by its id, or a route of its own. */
function courierFor(rooms: Rooms, servers: Servers, lane: LaneKey): Courier {
  const { options, store, events, practice } = rooms
  const { clock, random, openClient, log, mx = noNames } = options
  const shared = {
    recorder: createRecorder({
      store: store.transcripts,
      clock,
      emit: (batch) => events.emit('transcript.lines', batch),
      onFault: (error) => log.error('transcript lines could not be stored', error),
    }),
    openSpool: (revision: Revision) => rooms.revisionFiles.open(revision),
    clock,
  }
  return createLaneCourier(lane, {
    ...shared,
    mx: {
      ...mx,
      openClient,
      random,
      ehloName: ({ serverId }) => ehloNameOf(servers.get(serverId)),
    },
    maildir: { disk: maildirDisk, host: hostname(), pid: process.pid },
    forServer: (serverId) =>
      createSmtpCourier({
        ...shared,
        server: () => servers.get(serverId),
        reach: (server) => reach(practice, server),
        password: async ({ id }) => (await servers.password(id)) ?? practicePassword(id),
        openClient,
        needsSignIn,
        random,
      }),
  })
}

/** Who this computer says it is, where its person has said so. */
function ehloNameOf(server: Server | undefined): string | undefined {
  return server === undefined || server.ehloName === '' ? undefined : server.ehloName
}

function causeOf({ phase, kind, errorCode, reply }: Failure): string {
  return diagnose({ phase, kind, ...(errorCode && { errorCode }), ...(reply && { lines: reply.lines }) })
    .cause
}

/** P13: asked for only where the diagnosis says that a new password could help. */
function needsSignIn(failure: Failure): boolean {
  if (failure.phase !== 'auth' || failure.reply === undefined || failure.reply.code < 500) return false
  const { phase, kind, reply } = failure
  return diagnose({ phase, kind, lines: reply.lines }).actions.includes('sign-in-again')
}

async function reach(practice: PracticeServer, server: Server): Promise<Reach> {
  const target = toTarget(server)
  if (!isPractice(server)) return { target, release: () => undefined }
  const { port, certificatePem, spkiSha256, release } = await practice.acquire()
  const tls = { servername: server.host, ca: certificatePem, pins: [spkiSha256] }
  return { target: { ...target, host: '127.0.0.1', port, tls }, release }
}

function isPractice(server: Server | undefined): boolean {
  return server?.kind === 'practice'
}

function isWaitingFor(entry: Entry, serverId: string): boolean {
  return entry.serverId === serverId && (entry.hold === 'sign-in' || entry.recipients.some(isOpen))
}

function serverName(servers: Servers, entry: Entry): string {
  return servers.get(entry.serverId)?.name ?? ''
}

function contextOf(servers: Servers, entry: Entry, now: number): EntryContext {
  const server = servers.get(entry.serverId)
  if (server === undefined) return { serverName: entry.handedTo ?? '', host: entry.handedTo ?? '', now }
  const { name, host, port, user } = server
  return { serverName: name, host, port, user, practice: isPractice(server), now }
}

function secretsNotice({ secrets }: CoreOptions): readonly Notice[] {
  if (secrets.kind === 'keychain') return []
  return [
    {
      id: 'secrets-in-memory',
      message: t('notice.secrets'),
      ...(secrets.reason === undefined ? {} : { detail: secrets.reason }),
    },
  ]
}

function unconfirmedNotice(count: number): readonly Notice[] {
  if (count === 0) return []
  const message = count === 1 ? t('notice.unconfirmed.one') : t('notice.unconfirmed.many', { count })
  return [{ id: 'unconfirmed-at-start', message }]
}
