// The outbox as text for a terminal. Nothing of a message or a server reaches it as a control character.
import type { EntryDetail, EntrySummary } from '../api.ts'
import type { Reason, RecipientStatus } from '../outbox/entry.ts'
import { t } from '../text/t.ts'
import { escapeControls } from '../transcript/format.ts'

/** A line for each message: id, state, when, to whom, subject. */
export function formatList(entries: readonly EntrySummary[]): string {
  if (entries.length === 0) return `${t('queue.empty')}\n`
  const rows = entries.map((entry) => [
    entry.id,
    stateOf(entry),
    formatTime(entry.at),
    recipientsOf(entry),
    entry.subject,
  ])
  const widths = [0, 1, 2, 3].map((column) => Math.max(...rows.map((row) => (row[column] ?? '').length)))
  return rows
    .map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  '))
    .map((line) => `${escapeControls(line).trimEnd()}\n`)
    .join('')
}

/** Everything that is known of a message, for people. */
export function formatDetail(entry: EntryDetail): string {
  const lines = [
    `${stateOf(entry)}: ${entry.subject}`,
    `  ${t('queue.id', { id: entry.id, messageId: entry.messageId })}`,
    `  ${t('queue.from', { from: entry.from, server: entry.serverName })}`,
    ...entry.allRecipients.map(({ address, status }) => `  ${address}: ${t(`queue.to.${status.state}`)}`),
    ...entry.allRecipients.flatMap(({ status }) => replyOf(status)).map((line) => `    ${line}`),
    ...entry.explanations.flatMap(({ title, whoseMoveText }) => [`  ${title}`, `    ${whoseMoveText}`]),
    ...entry.attempts.map(
      ({ number, startedAt, overall }) =>
        `  ${t('queue.attempt', { number, time: formatTime(startedAt), outcome: overall ?? '–' })}`,
    ),
  ]
  return lines.map((line) => `${escapeControls(line)}\n`).join('')
}

function stateOf({ state, reason }: EntrySummary): string {
  const at = timeOf(reason)
  return at === undefined ? t(`queue.state.${state}`) : `${t(`queue.state.${state}`)} (${formatTime(at)})`
}

/** The time that the reason names: of the next try, or until when it waits. */
function timeOf(reason: Reason): number | undefined {
  switch (reason.kind) {
    case 'retry':
    case 'scheduled':
      return reason.at
    case 'paced':
    case 'server-wait':
    case 'undo-window':
      return reason.until
    default:
      return undefined
  }
}

function recipientsOf({ recipients, recipientCount }: EntrySummary): string {
  const [first] = recipients
  const more = recipientCount - 1
  return `${first?.address ?? ''}${more > 0 ? ` +${more}` : ''}`
}

function replyOf(status: RecipientStatus): readonly string[] {
  if (status.state === 'accepted') return status.reply?.lines ?? []
  return 'failure' in status ? (status.failure.reply?.lines ?? [status.failure.detail]) : []
}

/** By the clock here, in an order that sorts: 2026-11-25 10:58. */
function formatTime(at: number): string {
  const date = new Date(at)
  const two = (n: number) => String(n).padStart(2, '0')
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
  return `${day} ${two(date.getHours())}:${two(date.getMinutes())}`
}
