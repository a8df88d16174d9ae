import type { MergeSummary, RowList } from '../../main/api.ts'
import type { EntryState } from '../../main/outbox/entry.ts'
import { viewEntryState, type StateView } from '../shared/state-view.ts'
import { t } from '../text/t.ts'

const own: Readonly<Record<string, StateView>> = {
  waiting: { word: t('merge.waiting'), mark: 'ring', tone: 'idle' },
  skipped: { word: t('merge.skipped'), mark: 'slashed', tone: 'idle' },
  refused: { word: t('merge.refused'), mark: 'cross', tone: 'bad' },
  gone: { word: t('merge.gone'), mark: 'slashed', tone: 'idle' },
}

const entryStates: readonly EntryState[] = [
  ...(['sent', 'sending', 'partlySent', 'deferred', 'failed', 'unconfirmed', 'held'] as const),
  ...(['queued', 'scheduled', 'cancelled'] as const),
]

/** In the order of the legend. */
export const rowStates: readonly string[] = [...entryStates, 'waiting', 'refused', 'skipped', 'gone']

export function viewRowState(state: string): StateView {
  const entry = entryStates.find((each) => each === state)
  return entry === undefined
    ? (own[state] ?? { word: state, mark: 'ring', tone: 'idle' })
    : viewEntryState(entry)
}

export function describeJob({ state, schedule }: MergeSummary, now: number): string {
  const isScheduled = state === 'running' && schedule !== undefined && schedule.at > now
  return t(`merge.state.${isScheduled ? 'scheduled' : state}`)
}

/** Rows that messages are made of. */
export function messagesOf({ rows, counts }: MergeSummary): number {
  return rows - (counts.skipped ?? 0)
}

/** Some of the rows by their numbers, and how many more. */
export function listRows({ first, count }: RowList): string {
  const rows = t('merge.listRows', { rows: first.slice(0, 8).join(', ') })
  const left = count - Math.min(first.length, 8)
  return left > 0 ? t('merge.more', { rows, n: left }) : rows
}

const named: readonly string[] = [',', ';', '|']

export function nameDelimiter(delimiter: string): string {
  if (delimiter === '\t') return t('merge.delimiter.tab')
  const known = named.includes(delimiter)
  return known ? t(`merge.delimiter.${delimiter as ',' | ';' | '|'}`) : t('merge.delimiter.unusual')
}
