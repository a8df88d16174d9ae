// Composition root: the rooms are made here and handed to each other.
import { ContentScan } from './smtp/content-scan.ts'
import { join } from 'node:path'
import type { Notice } from './api.ts'
import type { EntryContext } from './api/explanations.ts'
import { AskedFiles } from './api/asked-files.ts'
import { OpenedFiles, openPath } from './api/opened-files.ts'
import { createNotices, type Notices } from './api/notices.ts'
import { secretsNotices, toSecretsInfo } from './api/secrets-api.ts'
import { toLessonViews } from './api/help-api.ts'
import { createPracticeKeeper } from './api/practice-keeper.ts'
import { isPractice, noNames } from './create-courier.ts'
import { joinOthers, type Holding } from './create-holding.ts'
import { openQueue, summaryOf, type QueueRooms } from './create-queue.ts'
import { credentialOf, openOAuth } from './create-oauth-room.ts'
import type { Rooms } from './rooms.ts'
import type { Core, CoreOptions } from './core.ts'
import { createApi } from './create-api.ts'
import { createContacts } from './contacts/contacts.ts'
import { createDrafts } from './drafts/drafts.ts'
import { createEventBus, type EventBus } from './events.ts'
import { createId } from './id.ts'
import type { Entry } from './outbox/entry.ts'
import { createLease } from './outbox/lease/lease.ts'
import { openAliases } from './identities/aliases.ts'
import { createIdentities } from './identities/identities.ts'
import { createMerges, type Merges } from './merge/merges.ts'
import { createRunner, type Runner } from './merge/runner.ts'
import { noPolicySource, openPolicyBook } from './policy/policy-book.ts'
import { createServerGuard } from './policy/server-guard.ts'
import { tellPolicy } from './create-policy.ts'
import { createRevisionFiles, type RevisionFiles } from './outbox/revision-files.ts'
import { openLessonBook } from './practice/lesson-book.ts'
import { createPracticeServer } from './practice/practice-server.ts'
import { openSeenServers } from './servers/seen.ts'
import type { Servers } from './servers/servers.ts'
import { createSettingsStore, type SettingsStore } from './settings/settings-store.ts'
import type { Settings } from './settings/settings.ts'
import { openStore } from './storage/open-store.ts'
import type { FileStore, Store } from './storage/store.ts'
import { createTemplates } from './templates/templates.ts'
import { toLanguage } from './text/languages.ts'
import { speak, t } from './text/t.ts'
import { noLocalFiles } from './transfer/local-files.ts'

interface MergeRooms {
  readonly merges: Merges
  readonly runner: Runner
}

/** What is given up at close to a message that is being sent. */
const defaultGraceMs = 5_000

/**
 * Opens the profile and makes the core; what a crash left behind is put right before anything is sent.
 * @throws CallError `storage` where the profile folder cannot be used.
 */
export async function createCore(options: CoreOptions): Promise<Core> {
  const { clock, random, log, dataDir, systemLanguage } = options
  const policy = await openPolicyBook(options.policy ?? noPolicySource, clock)
  const { store, watchDamage, notices: found } = await openStore(options)
  const events = createEventBus(log)
  const drafts = openDrafts(options, store, events)
  const practice = createPracticeServer({ dir: join(dataDir, 'practice'), clock, random, log })
  const keeper = createPracticeKeeper(practice, log)
  practice.onChanged((status) => events.emit('practice.changed', status))
  const notices = createNotices(events, [...found, ...secretsNotices(options.secrets)])
  const revisionFiles = openRevisionFiles(store.spool, notices)
  watchDamage((entryIds) => notices.add(() => unreadableNotice(entryIds)))
  const settings = createSettingsStore(store.settings, policy)
  if (systemLanguage !== undefined) await followLanguage(settings, events, systemLanguage)
  tellPolicy(policy, notices)
  const made: { signedIn?: (serverId: string) => Promise<void> } = {}
  const oauth = openOAuth(options, { events, notices, signedIn: async (id) => await made.signedIn?.(id) })
  const lease = createLease({ dataDir, clock, log, mayHold: options.sends !== 'never' })
  const rooms = {
    options,
    store,
    settings,
    events,
    drafts,
    practice,
    keeper,
    notices,
    openedFiles: new OpenedFiles(
      () => createId(random),
      () => events.emit('messages.opened', {}),
    ),
    revisionFiles,
    lease,
    oauth,
    ...{ policy, guard: createServerGuard(policy) },
    ...(await openBooks(options, store, events)),
  }
  const queue = await openQueue(rooms)
  const { outbox, servers } = queue
  made.signedIn = async (serverId) => {
    events.emit('servers.changed', { serverId })
    await outbox.signedIn(serverId)
  }
  // Not waited for: a keychain may ask for its password. A process without the key of the file leaves that to one that has it.
  if (options.secrets.places?.hasCipher !== false)
    servers.sweepSecrets().catch((error: unknown) => options.log.error('secrets could not be swept', error))
  const merges = createMerges({
    store,
    clock,
    random,
    changed: (jobId, gone) => events.emit('merge.changed', { jobId, gone }),
  })
  const enqueue = outbox.enqueue.bind(outbox)
  const runner = createRunner({ merges, clock, log, enqueue })
  const all = { ...rooms, ...queue, merges, runner }
  return assemble({ ...all, holding: await joinOthers(all) })
}

function openDrafts({ clock, random }: CoreOptions, store: Store, events: EventBus) {
  return createDrafts({
    store,
    clock,
    random,
    changed: (draftId, savedAt, discarded) =>
      events.emit('drafts.changed', { draftId, savedAt, ...(discarded === undefined ? {} : { discarded }) }),
    copying: (progress) => events.emit('attachments.copying', progress),
  })
}

/** Before anybody else hears of a change: their texts are in the new language. */
async function followLanguage(settings: SettingsStore, events: EventBus, system: string): Promise<void> {
  const follow = ({ language }: Settings) => speak(toLanguage(language, system))
  follow(await settings.get())
  events.on('settings.changed', follow)
}

/** What is remembered beside the messages. */
async function openBooks({ clock, random, log }: CoreOptions, store: Store, events: EventBus) {
  const table = store.settings
  const [seen, aliases, lessons] = await Promise.all([
    openSeenServers({ table, clock, log }),
    openAliases({ table, clock, log, changed: () => events.emit('identities.changed', {}) }),
    openLessonBook(table, (progress) => events.emit('lessons.changed', { lessons: toLessonViews(progress) })),
  ])
  return {
    contacts: createContacts({
      table: store.people,
      clock,
      random,
      changed: () => events.emit('contacts.changed', {}),
    }),
    asked: new AskedFiles(),
    seen,
    aliases,
    lessons,
    templates: createTemplates({
      table: store.templates,
      clock,
      random,
      changed: () => events.emit('templates.changed', {}),
    }),
  }
}

function assemble(rooms: Rooms & QueueRooms & MergeRooms & { readonly holding: Holding }): Core {
  const { options, store, events, outbox, servers, announcer, practice, lease, holding } = rooms
  const { clock, random, shell, openClient, version, dataDir, secrets, localFiles = noLocalFiles } = options
  const identities = createIdentities({ store, servers, random })
  const api = createApi({
    ...rooms,
    identities,
    clock,
    random,
    shell,
    openClient,
    dataDir,
    secrets,
    lookUp: options.lookUp,
    mx: options.mx ?? noNames,
    localFiles,
    log: options.log,
    discovery: options.discovery,
    ...viewsOf(rooms, clock),
    readContent: (revision) => rooms.revisionFiles.content(revision),
    seq: () => announcer.seq,
    info: {
      version,
      shell: shell.kind,
      platform: process.platform,
      dataDir,
      get secrets() {
        return toSecretsInfo(secrets)
      },
    },
  })
  return {
    api,
    openMessageFile: (path) => openPath(rooms.openedFiles, localFiles, path),
    askFor: (draftId, paths) => rooms.asked.ask(draftId, paths),
    get sender() {
      if (lease.isHeld) return 'us'
      return lease.isHeard ? 'another' : 'nobody'
    },
    enqueueReady: (message) => outbox.enqueueReady(message),
    events,
    credential: async (serverId) => {
      const server = servers.get(serverId)
      return server === undefined ? null : await credentialOf(rooms, server)
    },
    ...sleepAndWake(rooms),
    close: async ({ graceMs = defaultGraceMs } = {}) => {
      rooms.oauth.signIns.close()
      await rooms.runner.close()
      await Promise.all([outbox.close(graceMs), holding.close(), rooms.learned()])
      rooms.sleep.end()
      await lease.close()
      announcer.close()
      await practice.close()
      await store.close()
    },
  }
}

function sleepAndWake({ sleep, announcer, outbox, options: { log } }: Rooms & QueueRooms) {
  return {
    sleep: () => {
      sleep.begin()
      outbox.suspend()
      announcer.manyChanged()
    },
    wake: () => {
      sleep.end()
      outbox.wake().catch((error: unknown) => log.error('the outbox could not be woken', error))
    },
  }
}

/** How the Api words an entry. */
function viewsOf({ outbox, servers }: QueueRooms, clock: CoreOptions['clock']) {
  return {
    summary: (entry: Entry) => summaryOf(outbox, servers, entry),
    hasServer: (serverId: string) => servers.get(serverId) !== undefined,
    context: (entry: Entry) => contextOf(servers, entry, clock.now()),
  }
}

function contextOf(servers: Servers, entry: Entry, now: number): EntryContext {
  const server = servers.get(entry.serverId)
  if (server === undefined) return { serverName: entry.handedTo ?? '', host: entry.handedTo ?? '', now }
  const { name, host, port, user } = server
  return { serverName: name, host, port, user, practice: isPractice(server), now }
}

function openRevisionFiles(spool: FileStore, notices: Notices): RevisionFiles {
  return createRevisionFiles({
    spool,
    setAside: (problem, name) => {
      notices.add(() => ({
        id: 'spool-set-aside',
        message: t('notice.spool'),
        detail: t('notice.spool-detail', { problem, name }),
      }))
    },
    createScan: () => new ContentScan(),
  })
}

function unreadableNotice(entryIds: readonly string[]): Notice {
  const [{ length: count }, detail] = [entryIds, t('notice.unreadable-detail', { ids: entryIds.join(', ') })]
  const message = count === 1 ? t('notice.unreadable.one') : t('notice.unreadable.many', { count })
  return { id: 'unreadable', message, detail }
}
