// What a person does to a message in the outbox beyond sending and holding it.
import type { CancelAnswer, EntryAction, OutboxApi, SendProblem } from '../api.ts'
import type { Clock } from '../clock.ts'
import type { DraftAttachment, DraftContent } from '../drafts/draft.ts'
import type { Drafts } from '../drafts/drafts.ts'
import { createId } from '../id.ts'
import { formatMailbox } from '../message/address.ts'
import type { Entry, Revision } from '../outbox/entry.ts'
import type { EntryEvent } from '../outbox/entry-event.ts'
import type { Outbox } from '../outbox/outbox.ts'
import { isPossible, stateOf } from '../outbox/state.ts'
import type { Random } from '../random.ts'
import { CallError } from '../result.ts'
import type { Shell } from '../shell.ts'
import type { Store } from '../storage/store.ts'
import { readTyped } from './typed-content.ts'

export interface SteeringApiDeps {
  readonly outbox: Outbox
  readonly store: Pick<Store, 'files'>
  readonly drafts: Drafts
  readonly shell: Shell
  readonly clock: Clock
  readonly random: Random
  readonly hasServer: (serverId: string) => boolean
  readonly readContent: (revision: Revision) => Promise<DraftContent | undefined>
}

type SteeringApi = Pick<
  OutboxApi,
  | 'sendNow'
  | 'cancel'
  | 'undo'
  | 'move'
  | 'setPriority'
  | 'reschedule'
  | 'makeDraft'
  | 'editAsNew'
  | 'dropRecipient'
>

/** Makes these calls. Each throws CallError `not-possible` where the entry's state does not allow it. */
export function createSteeringApi(deps: SteeringApiDeps): SteeringApi {
  const { outbox } = deps
  const act = async (entryId: string, action: EntryAction, event: EntryEvent) => {
    await outbox.act(entryId, action, event)
  }
  return {
    sendNow: ({ entryId }) => sendNow(deps, entryId),
    cancel: async ({ entryId }) => toAnswer(await outbox.cancel(entryId)),
    undo: ({ entryId }) => undo(deps, entryId),
    move: async ({ entryId, serverId }) => {
      if (!deps.hasServer(serverId))
        throw new CallError('not-found', 'That outgoing server is not there any more.')
      await act(entryId, 'move', { type: 'moved', serverId })
    },
    setPriority: ({ entryId, priority }) => act(entryId, 'priority', { type: 'prioritised', priority }),
    reschedule: ({ entryId, schedule, notAfter }) => reschedule(deps, entryId, schedule, notAfter),
    makeDraft: ({ entryId }) => makeDraft(deps, entryId, 'make-draft'),
    editAsNew: ({ entryId, only }) => editAsNew(deps, entryId, only),
    dropRecipient: ({ entryId, address }) =>
      act(entryId, 'drop-recipient', { type: 'recipient-dropped', address }),
  }
}

/** A message that had a time of its own gets the date of now (P2). */
async function sendNow({ outbox }: SteeringApiDeps, entryId: string): Promise<void> {
  const entry = await outbox.get(entryId)
  const isTimed = entry.scheduledAt !== undefined && isPossible(entry, 'reschedule')
  if (isTimed) throwFirst(await outbox.reschedule(entryId, {}))
  try {
    await outbox.actAtOnce(entryId, 'send-now', { type: 'send-now' })
  } catch (error) {
    // Without its time it was due, and may be on its way already: that is what was asked for.
    if (!isTimed || !(error instanceof CallError) || error.failure.code !== 'not-possible') throw error
  }
}

function throwFirst(problems: readonly SendProblem[]): void {
  const [first] = problems
  if (first !== undefined) throw new CallError('invalid-argument', first.message, { field: first.field })
}

/** P21: what is true now that the attempt, if one ran, is over. */
function toAnswer(entry: Entry): CancelAnswer {
  const of = (state: 'accepted' | 'unconfirmed') =>
    entry.recipients.filter(({ status }) => status.state === state).map(({ address }) => address)
  const accepted = of('accepted')
  if (of('unconfirmed').length > 0) return { outcome: 'unknown' }
  if (entry.cancelledAt === undefined && stateOf(entry) === 'sent') return { outcome: 'too-late' }
  return accepted.length === 0 ? { outcome: 'in-time' } : { outcome: 'partly', accepted }
}

async function reschedule(
  { outbox }: SteeringApiDeps,
  entryId: string,
  schedule: Parameters<OutboxApi['reschedule']>[0]['schedule'],
  notAfter: number | null,
): Promise<void> {
  throwFirst(
    await outbox.reschedule(entryId, {
      ...(schedule === null ? {} : { schedule }),
      ...(notAfter === null ? {} : { notAfter }),
    }),
  )
}

/** A message that was only just sent becomes a draft again; a new version of one that was sent before, an edit. */
async function undo(deps: SteeringApiDeps, entryId: string): Promise<{ readonly draftId: string }> {
  const entry = await deps.outbox.get(entryId)
  if (entry.history.length === 0) return makeDraft(deps, entryId, 'undo')
  const content = await readTyped(deps.readContent, entry)
  await deps.outbox.act(entryId, 'undo', { type: 'held', by: 'editing' })
  const draft = (await deps.drafts.findForEntry(entryId)) ?? (await deps.drafts.create(content, entryId))
  await deps.shell.openCompose(draft.id)
  return { draftId: draft.id }
}

/** Held first, so that it cannot start; the draft is stored before the entry goes, so that a crash loses nothing. */
async function makeDraft(
  deps: SteeringApiDeps,
  entryId: string,
  action: 'make-draft' | 'undo',
): Promise<{ readonly draftId: string }> {
  const { outbox, drafts, shell } = deps
  const content = await readTyped(deps.readContent, await outbox.get(entryId))
  const held = await outbox.act(entryId, action, { type: 'held', by: 'person' })
  if (!isPossible(held, 'make-draft'))
    throw new CallError('not-possible', 'The message is being sent just now.')
  const { schedule: _time, ...rest } = content
  const draft = await drafts.create(rest)
  await outbox.delete(entryId)
  await shell.openCompose(draft.id)
  return { draftId: draft.id }
}

/** The files are copied: each message has its own, whichever is deleted first. */
async function editAsNew(
  deps: SteeringApiDeps,
  entryId: string,
  only?: readonly string[],
): Promise<{ readonly draftId: string }> {
  const entry = await deps.outbox.get(entryId)
  const {
    schedule: _time,
    notAfter: _limit,
    added: _added,
    ...typed
  } = await readTyped(deps.readContent, entry)
  const content = only === undefined ? typed : { ...typed, ...toThese(entry, only) }
  const attachments: DraftAttachment[] = []
  for (const attachment of content.attachments) attachments.push(await copied(deps, attachment))
  const draft = await deps.drafts.create({ ...content, attachments })
  await deps.shell.openCompose(draft.id)
  return { draftId: draft.id }
}

/** Each is named: one who was under Bcc sees nobody else's address. */
function toThese({ recipients }: Entry, only: readonly string[]): Pick<DraftContent, 'to' | 'cc' | 'bcc'> {
  const to = recipients.filter(({ address }) => only.includes(address)).map((one) => formatMailbox(one))
  if (to.length === 0) throw new CallError('not-found', 'The message went to none of these addresses.')
  return { to, cc: [], bcc: [] }
}

async function copied(
  { store, random, clock }: SteeringApiDeps,
  attachment: DraftAttachment,
): Promise<DraftAttachment> {
  const id = createId(random)
  const { size, sha256 } = await store.files.write(id, store.files.open(attachment.file))
  if (sha256 !== attachment.sha256) {
    await store.files.remove(id)
    throw new CallError('file', `The copy of ${attachment.name} is damaged.`)
  }
  return { ...attachment, id, file: id, size, sha256, copiedAt: clock.now() }
}
