import type { RouteRule } from '../api.ts'
import { routeOf } from './route/rules.ts'
// From a draft to an entry: judged, composed once into the spool, stored, and only then queued (P1, P2, P23).
import { Readable } from 'node:stream'
import type { EnqueueOutcome } from '../api.ts'
import type { Clock } from '../clock.ts'
import type { Draft, DraftContent } from '../drafts/draft.ts'
import { addressKey, parseMailbox } from '../message/address.ts'
import { composeMessage, type EnvelopeRecipient } from '../message/compose.ts'
import { createMessageId } from '../message/message-id.ts'
import type { Random } from '../random.ts'
import { CallError } from '../result.ts'
import type { FileStore } from '../storage/store.ts'
import { t } from '../text/t.ts'
import type { Entry, Recipient, Revision } from './entry.ts'
import { judge, type Judged, type JudgeDeps } from './judge.ts'
import type { Queue } from './queue.ts'
import { isOpen } from './state.ts'
import { transition, type Revised } from './transition.ts'

export interface SubmitDeps extends JudgeDeps {
  readonly queue: Queue
  readonly spool: Pick<FileStore, 'write' | 'remove'>
  readonly files: Pick<FileStore, 'verify' | 'open'>
  /** What was typed for an earlier revision. */
  readonly readContent: (revision: Revision) => Promise<DraftContent | undefined>
  readonly rules: () => readonly RouteRule[]
  readonly clock: Clock
  readonly random: Random
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
export async function submit(deps: SubmitDeps, draft: Draft, content: DraftContent): Promise<EnqueueOutcome> {
  const judged = await judge(deps, content)
  if ('problems' in judged) return { queued: false, problems: judged.problems }
  const entry = draft.entryId === undefined ? undefined : deps.queue.get(draft.entryId)
  return entry === undefined
    ? create(deps, draft, content, judged)
    : revise(deps, entry, { draftId: draft.id, ...content }, judged)
}

/** The entry has the draft's id: one press of Send is one entry, even where a crash left the draft behind (P2). */
async function create(
  deps: SubmitDeps,
  { id }: Draft,
  content: DraftContent,
  judged: Judged,
): Promise<EnqueueOutcome> {
  const { clock, random } = deps
  const now = clock.now()
  const messageId = createMessageId(random, judged.envelope.from.domain, clock)
  const revision = await writeRevision(deps, id, { draftId: id, ...content }, judged, {
    number: 1,
    messageId,
    date: now,
    createdAt: now,
  })
  const entry: Entry = {
    id,
    createdAt: now,
    updatedAt: now,
    ...headOf(judged, content),
    recipients: judged.envelope.recipients.map((one) => ({
      ...toRecipient(one),
      ...routed(deps, one.mailbox.address),
      status: { state: 'pending' },
    })),
    revision,
    history: [],
    allOrNone: false,
    attemptCount: 0,
    reason: { kind: 'queued' },
  }
  await keepOrRemove(deps, revision, () => deps.queue.add(entry))
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
  judged: Judged,
): Promise<EnqueueOutcome> {
  const now = deps.clock.now()
  const old = entry.revision
  const before = await deps.readContent(old)
  const sameMessage = before !== undefined && isSameMessage(before, content)
  const next: Omit<Revised, 'revision'> = {
    ...headOf(judged, content),
    recipients: judged.envelope.recipients.map((one) => withKnownAddress(toRecipient(one), entry)),
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
    date: sameMessage ? dateOf(entry) : now,
    createdAt: now,
  })
  const after = await keepOrRemove(deps, revision, () =>
    deps.queue.apply(entry.id, { type: 'revised', next: { ...next, revision } }),
  )
  if (after?.revision !== revision) {
    await removeFiles(deps, revision)
    throw new CallError('not-possible', t('send.is-sending'))
  }
  return { queued: true, entryId: entry.id, revision: revision.number }
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

function isSameMessage(before: DraftContent, after: DraftContent): boolean {
  const files = (content: DraftContent) =>
    JSON.stringify(content.attachments.map(({ name, type, sha256 }) => [name, type, sha256]))
  return before.subject === after.subject && before.text === after.text && files(before) === files(after)
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
  const spoolFile = `${entryId}-${number}.eml`
  const contentFile = `${entryId}-${number}.json`
  const bytes = composeMessage({
    from: judged.envelope.from,
    to: judged.envelope.to,
    cc: judged.envelope.cc,
    subject: content.subject,
    text: content.text,
    attachments: content.attachments.map((file) => ({
      name: file.name,
      type: file.type,
      open: () => deps.files.open(file.file),
    })),
    messageId,
    date,
    boundarySeed: messageId,
  })
  const typed = Readable.from([Buffer.from(JSON.stringify({ ...content, added: [] }))])
  return keepOrRemove(deps, { spoolFile, contentFile }, async () => {
    const { size, sha256 } = await deps.spool.write(spoolFile, bytes)
    await deps.spool.write(contentFile, typed)
    return { number, messageId, createdAt, spoolFile, size, sha256, contentFile }
  })
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
  return {
    identityId: judged.identity.id,
    from: { address, ...(name === undefined ? {} : { name }) },
    serverId: judged.serverId,
    subject: content.subject,
  }
}

function toRecipient({ mailbox, field }: EnvelopeRecipient): Omit<Recipient, 'status'> {
  const { address, name } = mailbox
  return { address, field, ...(name === undefined ? {} : { name }) }
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

function routed(deps: SubmitDeps, address: string) {
  const route = routeOf(deps.rules(), address)
  return route === undefined ? {} : { route }
}
