// Presses of Send, and what is asked about the bytes of a draft.
import type { EnqueueOutcome, SendProblem } from '../api.ts'
import type { Draft, DraftContent } from '../drafts/draft.ts'
import type { Entry } from './entry.ts'
import { bytesNow, preview } from './message-bytes.ts'
import type { Outbox, OutboxDeps } from './outbox.ts'
import type { Queue } from './queue.ts'
import { redate } from './redate.ts'
import type { SendTimes } from './send-time.ts'
import { submitReady } from './submit-ready.ts'
import { submit, type QueueWish, type SubmitDeps } from './submit.ts'

export interface Submissions extends Pick<Outbox, 'enqueue' | 'enqueueReady' | 'preview' | 'bytes'> {
  /** A new time, or none; see `redate`. */
  redate(entry: Entry, times: SendTimes): Promise<readonly SendProblem[]>
}

/** Makes it over the queue that entries are added to. */
export function createSubmissions(deps: OutboxDeps, queue: Queue): Submissions {
  const { spool, files } = deps.store
  const submitDeps: SubmitDeps = { ...deps, queue, spool, files }
  /** Those that are being queued, by draft: a second press joins the first (P2). */
  const submitting = new Map<string, Promise<EnqueueOutcome>>()

  const submitOnce = async (
    draft: Draft,
    content: DraftContent,
    wish?: QueueWish,
  ): Promise<EnqueueOutcome> => {
    const sent = await queue.get(draft.id)
    if (sent !== undefined) return { queued: true, entryId: sent.id, revision: sent.revision.number }
    const outcome = await submit(submitDeps, draft, content, wish)
    if (outcome.queued) deps.queued?.(outcome.entryId)
    return outcome
  }

  return {
    enqueue: (draft, content, wish) => {
      const running = submitting.get(draft.id)
      if (running !== undefined) return running
      const begun = submitOnce(draft, content, wish).finally(() => submitting.delete(draft.id))
      submitting.set(draft.id, begun)
      return begun
    },
    enqueueReady: (message) => submitReady(submitDeps, message),
    preview: (content, maxOctets) => preview(submitDeps, content, maxOctets),
    bytes: (content) => bytesNow(submitDeps, content),
    redate: (entry, times) => redate(submitDeps, entry, times),
  }
}
