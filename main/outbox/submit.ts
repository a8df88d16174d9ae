// From a draft to an entry: judged, composed once into the spool, stored, and only then queued (P1, P2, P23).
import { Readable } from 'node:stream'
import type { EnqueueOutcome, RouteRule, SendProblem } from '../api.ts'
import type { Clock } from '../clock.ts'
import type { Draft, DraftContent } from '../drafts/draft.ts'
import { addressKey, parseMailbox } from '../message/address.ts'
import { composePieces, type ComposeInput, type EnvelopeRecipient } from '../message/compose.ts'
import { createMessageId } from '../message/message-id.ts'
import { createId } from '../id.ts'
import type { Random } from '../random.ts'
import { CallError } from '../result.ts'
import type { FileStore } from '../storage/store.ts'
import { t } from '../text/t.ts'
import { waitingCopy } from './copy/copy-state.ts'
import type { Entry, Recipient, Revision, Schedule } from './entry.ts'
import { judge, type Judged, type JudgeDeps } from './judge.ts'
import { judgeTimes, type SendTimes } from './send-time.ts'
import type { Queue } from './queue.ts'
import { routeOf } from './route/rules.ts'
import { isRich, isSameMessage, withPriority } from './same-message.ts'
import { settle } from './settle.ts'
import { isOpen } from './state.ts'
import type { Revised } from './entry-event.ts'
import { transition } from './transition.ts'

export interface SubmitDeps extends JudgeDeps {
  readonly queue: Queue
  readonly spool: Pick<FileStore, 'writePair' | 'remove'>
  readonly files: Pick<FileStore, 'verify' | 'pieces'>
  /** What was typed for an earlier revision. */
  readonly readContent: (revision: Revision) => Promise<DraftContent | undefined>
  readonly rules: () => readonly RouteRule[]
  /** How long a message can be taken back, ms. */
  readonly undoMs: () => number
  readonly clock: Clock
  readonly random: Random
}

export interface QueueWish {
  /** It waits in the outbox until the person releases it. */
  readonly onHold: boolean
}

/** What was typed, and the draft that it came from: a draft that a crash left behind is known by it. */
interface SentContent extends DraftContent {
  readonly draftId: string
}

/**
 * Queues what the draft holds; with `draft.entryId` it becomes a revision of that entry. Resolves when bytes and entry
 * are synced (P1). Nothing is kept where there is a problem.
 * @throws CallError `not-possible` while the entry is being sent.
 */
export async function submit(
  deps: SubmitDeps,
  draft: Draft,
  content: DraftContent,
  wish: QueueWish = { onHold: false },
): Promise<EnqueueOutcome> {
  const typed = await judge(deps, content)
  const times = judgeTimes(content, deps.clock.now())
  const problems = [...('problems' in typed ? typed.problems : []), ...(times.ok ? [] : times.problems)]
  if ('problems' in typed || !times.ok) return { queued: false, problems }
  return submitJudged(deps, draft, withSchedule(content, times.schedule), { ...typed, ...wish })
}

function withSchedule(content: DraftContent, schedule: Schedule | undefined): DraftContent {
  return schedule === undefined ? content : { ...content, schedule }
}

async function submitJudged(
  deps: SubmitDeps,
  draft: Draft,
  content: DraftContent,
  judged: Judged & QueueWish,
): Promise<EnqueueOutcome> {
  const entry = draft.entryId === undefined ? undefined : await deps.queue.get(draft.entryId)
  return entry === undefined
    ? create(deps, draft, content, judged)
    : revise(deps, entry, { draftId: draft.id, ...content }, judged)
}

/** The entry has the draft's id: one press of Send is one entry, even where a crash left the draft behind (P2). */
async function create(
  deps: SubmitDeps,
  { id }: Draft,
  content: DraftContent,
  judged: Judged & QueueWish,
): Promise<EnqueueOutcome> {
  const { clock, random } = deps
  const now = clock.now()
  const messageId = createMessageId(random, judged.envelope.from.domain, clock)
  const revision = await writeRevision(deps, id, { draftId: id, ...content }, judged, {
    number: 1,
    messageId,
    date: content.schedule?.at ?? now,
    createdAt: now,
  })
  const entry: Entry = {
    id,
    createdAt: now,
    updatedAt: now,
    ...headOf(judged, content),
    ...timesOf(deps, content, judged, now),
    recipients: judged.envelope.recipients.map((one) => ({
      ...toRecipient(one, deps.rules()),
      status: { state: 'pending' },
    })),
    revision,
    history: [],
    attemptCount: 0,
    reason: { kind: 'queued' },
  }
  const isNew = await keepOrRemove(deps, revision, () => deps.queue.add(settle(entry, now)))
  if (!isNew) await removeFiles(deps, revision)
  return { queued: true, entryId: id, revision: 1 }
}

/**
 * P2: only addresses changed → new headers under the same Message-ID and date; anything else → a new Message-ID.
 * Either goes to those alone who did not get it, or whose address was put in again.
 */
async function revise(
  deps: SubmitDeps,
  entry: Entry,
  content: SentContent,
  judged: Judged & QueueWish,
): Promise<EnqueueOutcome> {
  const now = deps.clock.now()
  const old = entry.revision
  const before = await deps.readContent(old)
  const sameMessage = before !== undefined && isSameMessage(withPriority(before, entry), content)
  const next: Omit<Revised, 'revision'> = {
    ...headOf(judged, content),
    ...timesOf(deps, content, judged, now),
    recipients: judged.envelope.recipients.map((one) =>
      withKnownAddress(toRecipient(one, deps.rules()), entry),
    ),
    added: (content.added ?? []).map((text) => knownAddress(text, entry)),
  }
  if (!leavesWork(entry, { ...next, revision: old }, now)) {
    return { queued: false, problems: [{ field: 'to', message: t('send.nobody-left') }] }
  }
  const revision = await writeRevision(deps, entry.id, content, judged, {
    number: old.number + 1,
    messageId: sameMessage
      ? old.messageId
      : createMessageId(deps.random, judged.envelope.from.domain, deps.clock),
    date: content.schedule?.at ?? (sameMessage ? dateOf(entry) : now),
    createdAt: now,
  })
  const after = await keepOrRemove(deps, revision, () =>
    deps.queue.apply(entry.id, { type: 'revised', next: { ...next, revision } }),
  )
  if (after?.revision.spoolFile !== revision.spoolFile) {
    await removeFiles(deps, revision)
    throw new CallError('not-possible', t('send.is-sending'))
  }
  return { queued: true, entryId: entry.id, revision: revision.number }
}

/**
 * A new time to send, or none. A message that nobody has gets the date of when it goes, under the same Message-ID (P2); where
 * somebody has it, the bytes stay as they are.
 * @returns Problems; with any, nothing was changed.
 * @throws CallError `file` where what was typed cannot be read.
 */
export async function redate(
  deps: SubmitDeps,
  entry: Entry,
  { schedule, notAfter }: SendTimes,
): Promise<readonly SendProblem[]> {
  const now = deps.clock.now()
  const times = judgeTimes({ schedule, notAfter }, now)
  if (!times.ok) return times.problems
  const event = { type: 'rescheduled', schedule: times.schedule ?? null, notAfter: notAfter ?? null } as const
  const isKept = entry.recipients.some(
    ({ status }) => status.state === 'accepted' || status.state === 'unconfirmed',
  )
  if (isKept) {
    await deps.queue.apply(entry.id, event)
    return []
  }
  const typed = await deps.readContent(entry.revision)
  if (typed === undefined)
    throw new CallError('file', t('send.content-gone', { file: entry.revision.contentFile }))
  const { schedule: _before, ...content } = typed
  const judged = await judge(asItWasSent(deps, entry), {
    ...content,
    identityId: entry.identityId,
    // It may have been moved since it was typed.
    serverId: entry.serverId,
  })
  if ('problems' in judged) return judged.problems
  const { number, messageId } = entry.revision
  const revision = await writeRevision(
    deps,
    entry.id,
    { draftId: entry.id, ...withSchedule(content, times.schedule) },
    judged,
    {
      number: number + 1,
      messageId,
      date: times.schedule?.at ?? now,
      createdAt: now,
    },
  )
  const after = await keepOrRemove(deps, revision, () => deps.queue.apply(entry.id, { ...event, revision }))
  if (after?.revision.spoolFile === revision.spoolFile) return []
  await removeFiles(deps, revision)
  throw new CallError('not-possible', t('send.is-sending'))
}

/** Another date alone changes nothing about the sender, whatever became of the identity since; who gets it stays too. */
function asItWasSent(deps: SubmitDeps, { identityId, from, serverId, revision }: Entry): SubmitDeps {
  const { replyTo, organisation } = revision
  const identity = {
    id: identityId,
    name: from.name ?? '',
    address: from.address,
    serverId,
    ...(replyTo === undefined ? {} : { replyTo }),
    ...(organisation === undefined ? {} : { organisation }),
  }
  return { ...deps, identity: () => Promise.resolve(identity) }
}

function leavesWork(entry: Entry, next: Revised, now: number): boolean {
  return transition(
    { ...entry, sendingAttemptId: undefined },
    { type: 'revised', next },
    now,
  ).recipients.some(isOpen)
}

/** The date of the first revision under this Message-ID. */
function dateOf(entry: Entry): number {
  const { messageId, createdAt } = entry.revision
  return entry.history.find((revision) => revision.messageId === messageId)?.createdAt ?? createdAt
}

async function writeRevision(
  deps: SubmitDeps,
  entryId: string,
  content: SentContent,
  judged: Judged,
  version: {
    readonly number: number
    readonly messageId: string
    readonly date: number
    readonly createdAt: number
  },
): Promise<Revision> {
  const { number, messageId, date, createdAt } = version
  // A name that was never used: another process may be sending the same draft, and neither may write over the other's file.
  const name = `${entryId}-${number}-${createId(deps.random)}`
  const spoolFile = `${name}.eml`
  const contentFile = `${name}.json`
  const sender = senderHeaders(judged)
  const bytes = composePieces(toComposeInput(deps, content, judged, { messageId, date }))
  const typed = Readable.from([Buffer.from(JSON.stringify({ ...content, added: [] }))])
  return keepOrRemove(deps, { spoolFile, contentFile }, async () => {
    const beside = { name: contentFile, bytes: typed }
    const { size, sha256 } = await deps.spool.writePair(spoolFile, bytes, beside)
    const files = content.attachments.map(({ file }) => file)
    const wishes = transportWishes(content)
    return { number, messageId, createdAt, spoolFile, size, sha256, contentFile, files, ...sender, ...wishes }
  })
}

/** What the bytes are made of; `boundarySeed` makes them depend on nothing else (P2). */
function toComposeInput(
  { files }: Pick<SubmitDeps, 'files'>,
  content: DraftContent,
  judged: Judged,
  { messageId, date }: { readonly messageId: string; readonly date: number },
): ComposeInput {
  const { organisation } = judged.identity
  return {
    from: judged.envelope.from,
    ...(judged.replyTo === undefined ? {} : { replyTo: judged.replyTo }),
    ...(organisation === undefined ? {} : { organisation }),
    to: judged.envelope.to,
    cc: judged.envelope.cc,
    ...contentOf(content, judged),
    attachments: content.attachments.map((file) => ({
      name: file.name,
      type: file.type,
      ...(file.cid === undefined ? {} : { cid: file.cid }),
      open: () => files.pieces(file.file),
    })),
    messageId,
    date,
    boundarySeed: messageId,
  }
}

/** The bytes that Send would make now, in pieces, each of which is to be used up before the next. Nothing is stored. */
export async function bytesNow(
  deps: SubmitDeps,
  content: DraftContent,
): Promise<{ readonly problems: readonly SendProblem[] } | { readonly pieces: AsyncIterable<Buffer> }> {
  const judged = await judge(deps, content)
  if ('problems' in judged) return judged
  const now = deps.clock.now()
  const messageId = createMessageId(deps.random, judged.envelope.from.domain, deps.clock)
  const date = content.schedule?.at ?? now
  return { pieces: composePieces(toComposeInput(deps, content, judged, { messageId, date })) }
}

/** The first `maxOctets` of these bytes, and how many there are in all. */
export async function preview(
  deps: SubmitDeps,
  content: DraftContent,
  maxOctets: number,
): Promise<
  { readonly problems: readonly SendProblem[] } | { readonly head: Buffer; readonly octets: number }
> {
  const made = await bytesNow(deps, content)
  if ('problems' in made) return made
  const kept: Buffer[] = []
  let octets = 0
  for await (const piece of made.pieces) {
    if (octets < maxOctets) kept.push(Buffer.from(piece.subarray(0, maxOctets - octets)))
    octets += piece.length
  }
  return { head: Buffer.concat(kept), octets }
}

function contentOf(content: DraftContent, { invitation }: Judged) {
  const { subject, text, html, options, priority, thread } = content
  return {
    subject,
    text,
    ...(isRich(content) ? { html } : {}),
    ...(options === undefined ? {} : { options }),
    ...(priority === undefined ? {} : { priority }),
    ...(thread === undefined ? {} : { thread }),
    ...(invitation === undefined ? {} : { invitation }),
  }
}

/** What the server is asked for with the message, and does not stand in its bytes. */
function transportWishes({ options }: DraftContent): Pick<Revision, 'dsn' | 'requireTls'> {
  return {
    ...(options?.dsn === undefined ? {} : { dsn: options.dsn }),
    ...(options?.requireTls === true ? { requireTls: true } : {}),
  }
}

function senderHeaders({ identity: { replyTo, organisation } }: Judged) {
  return {
    ...(replyTo === undefined ? {} : { replyTo }),
    ...(organisation === undefined ? {} : { organisation }),
  }
}

type Files = Pick<Revision, 'spoolFile' | 'contentFile'>

/** Stores; where that fails, takes away the files that no entry names. */
async function keepOrRemove<T>(deps: SubmitDeps, revision: Files, store: () => Promise<T>): Promise<T> {
  try {
    return await store()
  } catch (error) {
    await removeFiles(deps, revision)
    throw error
  }
}

async function removeFiles(deps: SubmitDeps, revision: Files): Promise<void> {
  await Promise.allSettled([deps.spool.remove(revision.spoolFile), deps.spool.remove(revision.contentFile)])
}

function headOf(judged: Judged, content: DraftContent) {
  const { address, name } = judged.envelope.from
  const { envelopeSender } = judged.identity
  const sentCopy = waitingCopy(judged.identity.sentCopy)
  return {
    identityId: judged.identity.id,
    from: { address, ...(name === undefined ? {} : { name }) },
    ...(envelopeSender === undefined ? {} : { envelopeSender }),
    ...(sentCopy === undefined ? {} : { sentCopy }),
    serverId: judged.serverId,
    subject: content.subject,
    allOrNone: content.allOrNone ?? false,
    ...(content.priority === undefined || content.priority === 'normal'
      ? {}
      : { priority: content.priority }),
  }
}

/** When it goes: at its own time, or once it cannot be taken back any more. */
function timesOf(
  deps: Pick<SubmitDeps, 'undoMs'>,
  { schedule, notAfter }: DraftContent,
  { onHold }: QueueWish,
  now: number,
): Pick<Revised, 'hold' | 'schedule' | 'undoUntil' | 'notAfter'> & Pick<Entry, 'scheduledAt'> {
  // What is held needs no time to be taken back.
  const undoMs = onHold ? 0 : deps.undoMs()
  return {
    ...(onHold ? { hold: 'person' } : {}),
    ...(schedule === undefined ? {} : { schedule, scheduledAt: schedule.at }),
    ...(schedule === undefined && undoMs > 0 ? { undoUntil: now + undoMs } : {}),
    ...(notAfter === undefined ? {} : { notAfter }),
  }
}

function toRecipient(
  { mailbox, field }: EnvelopeRecipient,
  rules: readonly RouteRule[],
): Omit<Recipient, 'status'> {
  const { address, name } = mailbox
  const route = routeOf(rules, address)
  return {
    address,
    field,
    ...(name === undefined ? {} : { name }),
    ...(route === undefined ? {} : { route }),
  }
}

function withKnownAddress(recipient: Omit<Recipient, 'status'>, entry: Entry): Omit<Recipient, 'status'> {
  return { ...recipient, address: knownAddress(recipient.address, entry) }
}

/** The address in the spelling that the entry has for it, so that the two are one recipient. */
function knownAddress(text: string, entry: Entry): string {
  const key = keyOf(text)
  return entry.recipients.find(({ address }) => keyOf(address) === key)?.address ?? parsedAddress(text)
}

function parsedAddress(text: string): string {
  const parsed = parseMailbox(text)
  return parsed.ok ? parsed.mailbox.address : text
}

function keyOf(text: string): string {
  const parsed = parseMailbox(text)
  return parsed.ok ? addressKey(parsed.mailbox) : text
}
