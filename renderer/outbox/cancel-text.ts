import type { CancelAnswer, EntryDetail } from '../../main/api.ts'
import { locale, t } from '../text/t.ts'

const list = new Intl.ListFormat(locale)

/** Who has a cancelled message, by name or address; the first five, and how many more. */
function nameAccepted({ allRecipients }: Pick<EntryDetail, 'allRecipients'>): string {
  const names = allRecipients
    .filter(({ status }) => status.state === 'accepted')
    .map(({ name, address }) => (name === undefined || name === '' ? address : name))
  const more = names.length - 5
  return list.format(more > 0 ? [...names.slice(0, 5), t('cancel.others', { n: more })] : names)
}

/**
 * Whether Cancel came in time (P21): from the state of the entry where that tells it, else from the answer to the press.
 * Null where nothing was cancelled.
 */
export function toCancelSentence(
  detail: Pick<EntryDetail, 'state' | 'counts' | 'allRecipients'>,
  answer: CancelAnswer | null,
): string | null {
  if (detail.state === 'cancelled') {
    return detail.counts.accepted === 0
      ? t('cancel.inTime')
      : t('cancel.partly', { accepted: nameAccepted(detail) })
  }
  if (answer?.outcome === 'too-late') return t('cancel.tooLate')
  if (answer?.outcome === 'unknown' && detail.state === 'unconfirmed') return t('cancel.unknown')
  return null
}
