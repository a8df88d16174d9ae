// Calls about the outbox: entries out as views, a person's wishes in as transitions.
import type { AttemptView, EntryDetail, EntrySummary, OutboxApi, OutboxPage } from '../api.ts'
import type { Clock } from '../clock.ts'
import type { DraftContent } from '../drafts/draft.ts'
import { emptyContent, type Drafts } from '../drafts/drafts.ts'
import { readMessage } from '../message/read.ts'
import type { Attempt, Entry, Revision } from '../outbox/entry.ts'
import type { Aliases } from '../identities/aliases.ts'
import type { Outbox } from '../outbox/outbox.ts'
import { actionsOf, isPossible } from '../outbox/state.ts'
import { nameOfServer } from '../servers/built-in-names.ts'
import { CallError } from '../result.ts'
import type { Shell } from '../shell.ts'
import type { Store } from '../storage/store.ts'
import { toStops } from '../transcript/stops.ts'
import { proofOf } from './entry-views.ts'
import { explainReports } from './bounces-api.ts'
import { readTyped } from './typed-content.ts'
import { createGate } from './gate.ts'
import { explainEntry, type EntryContext } from './explanations.ts'
import { createSteeringApi, type SteeringApiDeps } from './steering-api.ts'

export interface OutboxApiDeps extends SteeringApiDeps {
  readonly outbox: Outbox
  readonly store: Pick<Store, 'attempts' | 'transcripts' | 'spool' | 'files'>
  readonly drafts: Drafts
  /** Senders that are typed are remembered once a message of theirs is queued. */
  readonly aliases: Aliases
  readonly shell: Shell
  readonly clock: Clock
  readonly summary: (entry: Entry) => EntrySummary
  readonly context: (entry: Entry) => EntryContext
  readonly readContent: (revision: Revision) => Promise<DraftContent | undefined>
  /** Number of the last announcement. */
  readonly seq: () => number
}

/** Longest source that is shown; a longer one is cut, and says so. */
export const maxSourceOctets = 2_000_000
/** Messages that are queued at the same time: enough to share each sync, few enough for the memory. */
const atOnce = 64

/** Ids named at most; the number tells of all. */
const maxMissed = 100

/** Makes the outbox part of the Api. */
export function createOutboxApi(deps: OutboxApiDeps): OutboxApi {
  const { outbox, drafts } = deps
  const gate = createGate(atOnce)
  return {
    list: (input) => list(deps, input),
    get: async ({ entryId }) => detail(deps, await outbox.get(entryId)),
    enqueue: ({ draftId, content, onHold }) =>
      gate(async () => {
        const outcome = await outbox.enqueue(await findDraft(deps, draftId), content, {
          onHold: onHold === true,
        })
        if (outcome.queued) {
          await drafts.remove(draftId)
          if (content.from !== undefined && content.identityId !== null)
            deps.aliases.remember(content.identityId, content.from)
        }
        return outcome
      }),
    hold: async ({ entryId }) => {
      await outbox.act(entryId, 'hold', { type: 'held', by: 'person' })
    },
    release: async ({ entryId }) => {
      await outbox.act(entryId, 'release', { type: 'released' })
    },
    edit: (input) => edit(deps, input),
    sendAgain: async ({ entryId }) => {
      await outbox.actAtOnce(entryId, 'send-again', { type: 'send-again' })
    },
    resolve: async ({ entryId, choice }) => {
      const event = { type: 'resolved', choice } as const
      if (choice === 'arrived') await outbox.act(entryId, 'it-arrived', event)
      else if (choice === 'bounce-settled') await outbox.act(entryId, 'bounce-settled', event)
      else await outbox.actAtOnce(entryId, 'send-again-may-arrive-twice', event)
    },
    delete: ({ entryId }) => outbox.delete(entryId),
    ...createSteeringApi(deps),
    wake: () => outbox.wake(),
    source: async ({ entryId }) => source(deps, await outbox.get(entryId)),
  }
}

/** The number first: the page holds all that was announced up to it, and maybe more. */
async function list(
  { outbox, clock, seq, summary }: OutboxApiDeps,
  { list: which, offset, limit, filter = {} }: Parameters<OutboxApi['list']>[0],
): Promise<OutboxPage> {
  const number = seq()
  const settledSince = new Date(clock.now()).setHours(0, 0, 0, 0)
  const [page, lanes, missed] = await Promise.all([
    outbox.page({ list: which, offset, limit, filter, settledSince }),
    outbox.lanes(),
    outbox.missed(maxMissed),
  ])
  const { counts } = page
  return {
    seq: number,
    total: page.total,
    entries: page.entries.map(summary),
    counts: { yourMove: counts['your-move'], moving: counts.moving, settled: counts.settled },
    lanes,
    ...(missed === undefined ? {} : { missed }),
  }
}

async function detail(deps: OutboxApiDeps, entry: Entry): Promise<EntryDetail> {
  const attempts = await deps.store.attempts.forEntry(entry.id)
  const content = await deps.readContent(entry.revision)
  const proof = proofOf(entry, attempts)
  return {
    ...deps.summary(entry),
    messageId: entry.revision.messageId,
    revision: entry.revision,
    history: entry.history,
    allRecipients: entry.recipients,
    attempts: await Promise.all(attempts.map((attempt) => toAttemptView(deps, attempt))),
    ...(entry.failovers === undefined ? {} : { failovers: entry.failovers.map(named) }),
    explanations: [
      ...explainEntry(entry, attempts, deps.context(entry)),
      ...explainReports(entry, deps.context(entry)),
    ],
    actions: actionsOf(entry),
    text: content?.text ?? (await textOfSpool(deps, entry)),
    attachments: content?.attachments.map(({ name, size }) => ({ name, size })) ?? [],
    ...(entry.envelopeSender === undefined ? {} : { envelopeSender: entry.envelopeSender }),
    ...(entry.sentCopy === undefined ? {} : { sentCopy: entry.sentCopy }),
    ...(proof === undefined ? {} : { proof }),
  }
}

async function toAttemptView(deps: OutboxApiDeps, attempt: Attempt): Promise<AttemptView> {
  const lines = await deps.store.transcripts.read(attempt.id)
  return { ...named(attempt), stops: toStops(lines, attempt), lineCount: lines.length }
}

/** The record has the name of its time; one that is built in is named as it is now. */
function named<T extends { readonly serverId: string; readonly serverName: string }>(record: T): T {
  return { ...record, serverName: nameOfServer(record.serverId, record.serverName) }
}

/** What was typed is gone: what goes over the wire is shown instead. */
async function textOfSpool(deps: OutboxApiDeps, entry: Entry): Promise<string> {
  try {
    return readMessage(await deps.store.spool.read(entry.revision.spoolFile)).text
  } catch {
    return ''
  }
}

async function source(deps: OutboxApiDeps, entry: Entry): Promise<{ readonly source: string }> {
  let octets: Uint8Array
  try {
    octets = await deps.store.spool.read(entry.revision.spoolFile)
  } catch (error) {
    throw new CallError('file', `The message ${entry.revision.spoolFile} cannot be read.`, { cause: error })
  }
  const shown = Buffer.from(octets.subarray(0, maxSourceOctets)).toString('utf8')
  const cut = octets.length - maxSourceOctets
  return { source: cut > 0 ? `${shown}\r\n[${cut} more octets]` : shown }
}

async function findDraft(deps: OutboxApiDeps, draftId: string) {
  const draft = await deps.drafts.find(draftId)
  if (draft !== undefined) return draft
  // A second press of Send, behind the first that has removed the draft, gets the same answer (P2).
  const now = deps.clock.now()
  const entry = await deps.outbox.find(draftId)
  if (entry === undefined) throw new CallError('not-found', 'The draft is not there any more.')
  return { id: draftId, createdAt: now, savedAt: now, version: 1, content: emptyContent }
}

async function edit(
  deps: OutboxApiDeps,
  { entryId, addressOnly, withoutFile }: Parameters<OutboxApi['edit']>[0],
): Promise<{ readonly draftId: string }> {
  const { outbox, drafts, shell } = deps
  const entry = await outbox.get(entryId)
  if (addressOnly && !isPossible(entry, 'edit-address')) {
    throw new CallError('not-possible', 'No address of this message was refused.')
  }
  const content = await readTyped(deps.readContent, entry)
  const wanted = withoutFile === undefined ? content : without(content, withoutFile)
  const open = await drafts.findForEntry(entryId)
  if (open !== undefined && withoutFile !== undefined) {
    // Its window saves what it shows: what was taken out behind its back would come back.
    throw new CallError('not-possible', 'The message is being edited: take the file out there.')
  }
  await outbox.act(entryId, 'edit', { type: 'held', by: 'editing' })
  const draft = open ?? (await drafts.create(wanted, entryId))
  await shell.openCompose(draft.id)
  return { draftId: draft.id }
}

/** The first file of this name is left out; the others stay. */
function without(content: DraftContent, name: string): DraftContent {
  const at = content.attachments.findIndex((file) => file.name === name)
  if (at < 0) throw new CallError('not-found', `The message has no file ${name}.`)
  return { ...content, attachments: content.attachments.toSpliced(at, 1) }
}
