// The copy of what was handed over, as the state machine sees it. Pure.
import type { SentCopy } from '../../identities/identity.ts'
import type { Entry, EntryCopy } from '../entry.ts'

/** The copy that a new revision begins with; undefined where its identity keeps none. */
export function waitingCopy(place: SentCopy | undefined): EntryCopy | undefined {
  return place === undefined ? undefined : { ...placeOf(place), state: 'waiting' }
}

/** P8: with the first recipient who has this revision, and in the same change, its copy is due. */
export function withCopyDue(before: Entry, after: Entry): Entry {
  const { sentCopy } = after
  if (sentCopy?.state !== 'waiting') return after
  const had = new Set(before.recipients.flatMap((one) => (isAccepted(one) ? [one.address] : [])))
  const isNew = after.recipients.some((one) => isAccepted(one) && !had.has(one.address))
  return isNew ? { ...after, sentCopy: { ...sentCopy, state: 'pending' } } : after
}

/** What became of a copy that was due; a change of the message's own time it is not. */
export function copySaved(entry: Entry, file: string, now: number): Entry {
  const { sentCopy } = entry
  if (sentCopy?.state !== 'pending') return entry
  return { ...entry, sentCopy: { ...placeOf(sentCopy), state: 'done', at: now, file } }
}

export function copyFailed(entry: Entry, detail: string, now: number): Entry {
  const { sentCopy } = entry
  if (sentCopy?.state !== 'pending') return entry
  return { ...entry, sentCopy: { ...placeOf(sentCopy), state: 'failed', at: now, detail } }
}

/** The person wants a copy that failed to be written after all. */
export function copyWanted(entry: Entry, place: SentCopy): Entry {
  if (entry.sentCopy?.state !== 'failed') return entry
  return { ...entry, sentCopy: { ...placeOf(place), state: 'pending' } }
}

function placeOf({ kind, path }: SentCopy): SentCopy {
  return { kind, path }
}

function isAccepted({ status }: Entry['recipients'][number]): boolean {
  return status.state === 'accepted'
}
