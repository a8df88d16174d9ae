import type { RecipientCounts } from '../../main/api.ts'
import type { Failure } from '../../main/failure.ts'
import type { EntryState, LaterReport, Recipient } from '../../main/outbox/entry.ts'
import { formatTime } from '../shared/format.ts'
import type { StateView } from '../shared/state-view.ts'
import { t } from '../text/t.ts'

/** What decided about one recipient, in one line: the reply's own words, or ours. */
export interface DecidedBy {
  readonly text: string
  /** The server's words stand in monospace. */
  readonly verbatim: boolean
  /** Lines of the reply beyond the first. */
  readonly moreLines: number
}

/** Many servers repeat the address, which stands in the same row already; the whole reply stands with its explanation. */
function withoutAddress(text: string, address: string): string {
  return text.replace(`<${address}>: `, '')
}

function ofReply(lines: readonly string[], address: string): DecidedBy {
  return {
    text: withoutAddress(lines[0] ?? '', address),
    verbatim: true,
    moreLines: Math.max(0, lines.length - 1),
  }
}

function ofWords(text: string): DecidedBy {
  return { text, verbatim: false, moreLines: 0 }
}

/** Why a server, or a whole attempt, did not take it. */
export function toDecidedByFailure(failure: Failure, address = ''): DecidedBy {
  return failure.reply === undefined ? ofWords(failure.detail) : ofReply(failure.reply.lines, address)
}

/** The reply that decided about a recipient, or why there is none. */
export function toDecidedBy(
  { status, address }: Pick<Recipient, 'status' | 'address'>,
  entry?: EntryState,
): DecidedBy {
  switch (status.state) {
    case 'pending':
      return ofWords(t(entry === 'sending' ? 'recipients.noneYet' : 'recipients.none'))
    case 'accepted':
      return status.reply === undefined
        ? ofWords(t('recipients.saidArrived'))
        : ofReply(status.reply.lines, address)
    case 'unconfirmed':
      return ofWords(t('recipients.noReply'))
    case 'deferred':
    case 'rejected':
      return toDecidedByFailure(status.failure, address)
  }
}

/** Whether a recipient can be left out: who has it, or may have it, stays. */
export function isDroppable({ status }: Pick<Recipient, 'status'>): boolean {
  return status.state !== 'accepted' && status.state !== 'unconfirmed'
}

const order = ['accepted', 'rejected', 'deferred', 'unconfirmed', 'pending'] as const

/** "2 handed over, 1 refused" */
export function formatCounts(counts: RecipientCounts, entry?: EntryState): string {
  const pending = entry === 'sending' || entry === 'cancelled' ? entry : 'pending'

  return order
    .filter((state) => counts[state] > 0)
    .map((state) => t(`count.${state === 'pending' ? pending : state}`, { n: counts[state] }))
    .join(', ')
}

/** What a report that came later says, as a state beside that of the hand-over. */
export function viewReport({ action, reportedAt, readAt }: LaterReport, now: number): StateView {
  const time = formatTime(reportedAt ?? readAt, now)
  return action === 'failed'
    ? { word: t('bounce.later', { time }), mark: 'bounced', tone: 'bad' }
    : { word: t('bounce.delayed', { time }), mark: 'clock', tone: 'wait' }
}
