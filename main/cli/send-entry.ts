// `sendoff queue send ID`: by the process that sends, or, where there is none, by this one.
import type { EntryDetail, EntrySummary } from '../api.ts'
import type { Core } from '../core.ts'
import type { RecipientStatus } from '../outbox/entry.ts'
import { CallError } from '../result.ts'
import { exitStatus, type ExitStatus } from './exit-status.ts'
import { formatDetail } from './queue-text.ts'
import type { Terminal } from './terminal.ts'

/** Sends the entry now and tells what became of it. @throws CallError where that is not possible in its state. */
export async function sendEntry(
  core: Core,
  entryId: string,
  { terminal, json }: { readonly terminal: Terminal; readonly json: boolean },
): Promise<ExitStatus> {
  const before = await core.api.outbox.get({ entryId })
  const settled = untilTried(core, before)
  await begin(core, before)
  const after = await settled
  if (after === undefined) throw new CallError('not-found', 'The message was deleted meanwhile.')
  await terminal.out(json ? `${JSON.stringify(after)}\n` : formatDetail(after))
  return statusOfEntry(after)
}

/** Who was refused is sent to again; who may have it already never, without the person's word in a window (P3). */
async function begin({ api: { outbox } }: Core, { id, state, actions }: EntryDetail): Promise<void> {
  if (actions.includes('send-now')) await outbox.sendNow({ entryId: id })
  else if (actions.includes('send-again')) await outbox.sendAgain({ entryId: id })
  else if (state === 'unconfirmed')
    throw new CallError(
      'not-possible',
      'The message may have arrived: whether it is sent again is decided in the window.',
    )
  else if (state !== 'sending') throw new CallError('not-possible', `The message is ${state}.`)
}

/** Resolves when an attempt more has ended, or the entry waits for a person; undefined: it is gone. */
function untilTried(core: Core, before: EntryDetail): Promise<EntryDetail | undefined> {
  const ended = ({ attempts }: EntryDetail) =>
    attempts.filter(({ endedAt }) => endedAt !== undefined).length > endedBefore
  const endedBefore = before.attempts.filter(({ endedAt }) => endedAt !== undefined).length
  return new Promise((resolve, reject) => {
    const look = async (entry: EntrySummary | null) => {
      if (entry === null) {
        finish(undefined)
        return
      }
      const detail = await core.api.outbox.get({ entryId: before.id })
      if (detail.state !== 'sending' && (ended(detail) || needsPerson(detail))) finish(detail)
    }
    const finish = (detail: EntryDetail | undefined) => {
      stop()
      resolve(detail)
    }
    const stop = core.events.on('outbox.changed', ({ entries }) => {
      const change = entries.find(({ entryId }) => entryId === before.id)
      if (change !== undefined) look(change.entry).catch(reject)
    })
  })
}

function needsPerson({ reason }: EntryDetail): boolean {
  return ['needs-sign-in', 'needs-keychain', 'needs-certificate', 'needs-file', 'needs-server'].includes(
    reason.kind,
  )
}

function statusOfEntry({ state, reason, allRecipients }: EntryDetail): ExitStatus {
  const has = (wanted: RecipientStatus['state']) =>
    allRecipients.some(({ status }) => status.state === wanted)
  if (has('unconfirmed')) return exitStatus.unconfirmed
  if (reason.kind === 'needs-sign-in' || reason.kind === 'needs-keychain') return exitStatus.signIn
  if (reason.kind === 'needs-certificate') return exitStatus.refusedLocally
  if (state === 'sent') return exitStatus.ok
  if (has('deferred') || has('pending')) return exitStatus.temporary
  const refused = allRecipients.flatMap(({ status }) => (status.state === 'rejected' ? [status.by] : []))
  const isLocal = refused.length === allRecipients.length && refused.every((by) => by === 'sendoff')
  return isLocal ? exitStatus.refusedLocally : exitStatus.permanent
}
