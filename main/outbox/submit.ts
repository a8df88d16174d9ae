// From a draft to an entry: judged, composed once into the spool, stored, and only then queued (P1, P2, P23).
import type { EnqueueOutcome, RouteRule } from '../api.ts'
import type { Clock } from '../clock.ts'
import type { Draft, DraftContent } from '../drafts/draft.ts'
import { createMessageId } from '../message/message-id.ts'
import { CallError } from '../result.ts'
import { t } from '../text/t.ts'
import type { Revised } from './entry-event.ts'
import { headOf, knownAddress, timesOf, toRecipient, withKnownAddress } from './entry-fields.ts'
import type { Entry, Revision } from './entry.ts'
import { judge, type Judged, type JudgeDeps } from './judge.ts'
import type { Queue } from './queue.ts'
import { isSameMessage, withPriority } from './same-message.ts'
import { judgeTimes, withSchedule } from './send-time.ts'
import { settle } from './settle.ts'
import { isOpen } from './state.ts'
import { transition } from './transition.ts'
import {
  keepOrRemove,
  removeFiles,
  writeRevision,
  type RevisionDeps,
  type SentContent,
} from './write-revision.ts'

export interface SubmitDeps extends JudgeDeps, RevisionDeps {
  readonly queue: Queue
  readonly files: JudgeDeps['files'] & RevisionDeps['files']
  /** What was typed for an earlier revision. */
  readonly readContent: (revision: Revision) => Promise<DraftContent | undefined>
  readonly rules: () => readonly RouteRule[]
  /** How long a message can be taken back, ms. */
  readonly undoMs: () => number
  readonly clock: Clock
}

export interface QueueWish {
  /** It waits in the outbox until the person releases it. */
  readonly onHold: boolean
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
    ...timesOf(content, { onHold: judged.onHold, undoMs: deps.undoMs }, now),
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
    ...timesOf(content, { onHold: judged.onHold, undoMs: deps.undoMs }, now),
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
