import type { AttemptView, RecipientCounts } from '../../main/api.ts'
import type { Attempt, EntryState, RecipientStatus } from '../../main/outbox/entry.ts'
import { t } from '../text/t.ts'
import type { IconName } from './icons.ts'

export type Tone = 'idle' | 'accent' | 'ok' | 'wait' | 'bad' | 'open'

/** A state as it is shown: mark, word and colour, never one alone (design.md, State). */
export interface StateView {
  readonly word: string
  readonly mark: IconName
  readonly tone: Tone
}

const looks: Readonly<Record<EntryState, { readonly mark: IconName; readonly tone: Tone }>> = {
  queued: { mark: 'ring', tone: 'idle' },
  sending: { mark: 'arc', tone: 'accent' },
  sent: { mark: 'check', tone: 'ok' },
  partlySent: { mark: 'half', tone: 'bad' },
  deferred: { mark: 'clock', tone: 'wait' },
  failed: { mark: 'cross', tone: 'bad' },
  unconfirmed: { mark: 'unknown', tone: 'open' },
  held: { mark: 'bars', tone: 'idle' },
  scheduled: { mark: 'calendar', tone: 'idle' },
  cancelled: { mark: 'slashed', tone: 'idle' },
}

/** State of an entry. Partly handed over is amber while the rest is only deferred. */
export function viewEntryState(state: EntryState, counts?: RecipientCounts): StateView {
  const onlyDeferred = counts?.rejected === 0 && counts.unconfirmed === 0
  const tone = state === 'partlySent' && onlyDeferred ? 'wait' : looks[state].tone
  return { word: t(`state.${state}`), mark: looks[state].mark, tone }
}

const recipientLooks: Readonly<Record<RecipientStatus['state'], EntryState>> = {
  pending: 'queued',
  accepted: 'sent',
  deferred: 'deferred',
  rejected: 'failed',
  unconfirmed: 'unconfirmed',
}

/** What its entry says better about a recipient who was not tried yet. */
const ofEntry: readonly EntryState[] = ['sending', 'scheduled', 'cancelled']

/** State of one recipient; what is pending is being sent, scheduled or cancelled with its entry. */
export function viewRecipientState(state: RecipientStatus['state'], entry?: EntryState): StateView {
  if (state === 'pending' && entry !== undefined && ofEntry.includes(entry)) return viewEntryState(entry)
  return { ...looks[recipientLooks[state]], word: t(`recipient.${state}`) }
}

type Overall = NonNullable<Attempt['overall']>

const attemptLooks: Readonly<Record<Overall, EntryState>> = {
  accepted: 'sent',
  partly: 'partlySent',
  deferred: 'deferred',
  rejected: 'failed',
  'refused-locally': 'failed',
  unconfirmed: 'unconfirmed',
}

/** Outcome of an attempt; partly is amber where nothing was refused. One that has not ended is running, one that ended without an outcome was cut off. */
export function viewAttempt(attempt: Pick<AttemptView, 'overall' | 'endedAt' | 'stops'>): StateView {
  if (attempt.overall === 'partly' && !attempt.stops.some(({ state }) => state === 'refused')) {
    return { ...looks.partlySent, tone: 'wait', word: t('attempt.partly') }
  }
  if (attempt.overall !== undefined) {
    return { ...looks[attemptLooks[attempt.overall]], word: t(`attempt.${attempt.overall}`) }
  }
  return attempt.endedAt === undefined
    ? { ...looks.sending, word: t('attempt.running') }
    : { ...looks.queued, word: t('attempt.interrupted') }
}
