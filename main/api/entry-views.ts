// Entries as windows see them. Pure.
import type { EntrySummary, LiveProgress } from '../api.ts'
import type { Attempt, Entry, Reason } from '../outbox/entry.ts'
import { t } from '../text/t.ts'
import { bouncesOf, countsOf, groupOf, hasOpenBounce, stateOf } from '../outbox/state.ts'

/** Recipients named in a row. */
const namedRecipients = 5

/** The list of the window that an entry is found in: what came back needs the person, and stands in the outbox. */
export function listOf(entry: Entry): 'outbox' | 'sent' {
  return stateOf(entry) === 'sent' && !hasOpenBounce(entry) ? 'sent' : 'outbox'
}

/** The row of an entry in a list. `serverName` is '' where the server is gone. */
export function toSummary(
  entry: Entry,
  serverName: string,
  live: LiveProgress | undefined,
  reason: Reason = entry.reason,
): EntrySummary {
  const decidedBy = decidingFailure(entry)
  return {
    id: entry.id,
    subject: entry.subject,
    from: entry.from.address,
    recipients: entry.recipients
      .slice(0, namedRecipients)
      .map(({ address, name }) => (name === undefined ? { address } : { name, address })),
    recipientCount: entry.recipients.length,
    state: stateOf(entry),
    group: groupOf(entry),
    reason,
    counts: countsOf(entry),
    ...(decidedBy === undefined ? {} : { decidedBy }),
    serverId: entry.serverId,
    serverName,
    ...(entry.handedTo === undefined ? {} : { handedTo: entry.handedTo }),
    at: entry.updatedAt,
    createdAt: entry.createdAt,
    ...timesOf(entry),
    ...bouncedOf(entry),
    ...(entry.sentCopy?.state === 'failed' ? { copyFailed: true } : {}),
    ...(live === undefined ? {} : { live }),
  }
}

function timesOf({ schedule, undoUntil, notAfter, priority }: Entry) {
  return {
    ...(schedule === undefined ? {} : { schedule }),
    ...(undoUntil === undefined ? {} : { undoUntil }),
    ...(notAfter === undefined ? {} : { notAfter }),
    ...(priority === undefined ? {} : { priority }),
  }
}

function bouncedOf(entry: Entry): Pick<EntrySummary, 'bounced'> {
  const bounces = bouncesOf(entry)
  if (bounces.length === 0) return {}
  const at = Math.max(...bounces.map(({ reportedAt, readAt }) => reportedAt ?? readAt))
  return { bounced: { count: bounces.length, at, isOpen: hasOpenBounce(entry) } }
}

function decidingFailure(entry: Entry): EntrySummary['decidedBy'] {
  for (const { status } of entry.recipients) {
    if (status.state !== 'rejected') continue
    const { phase, reply } = status.failure
    return { phase, ...(reply === undefined ? {} : { code: reply.code, enhanced: reply.enhanced }) }
  }
  return undefined
}

/**
 * The proof of hand-over as a block of text to be copied: one paragraph for each attempt that handed the message to a
 * server, with its final reply as received. Undefined where there is none.
 */
export function proofOf(entry: Entry, attempts: readonly Attempt[]): string | undefined {
  const paragraphs = attempts.flatMap((attempt) => proofOfAttempt(entry, attempt))
  return paragraphs.length === 0 ? undefined : paragraphs.join('\n\n')
}

function proofOfAttempt(entry: Entry, attempt: Attempt): readonly string[] {
  const { finalReply, endedAt, tls, queueId, remoteAddress, route, overall } = attempt
  if (endedAt === undefined) return []
  if (route?.kind === 'maildir' && overall === 'accepted')
    return [t('proof.maildir', { path: route.path, at: formatInstant(endedAt) })]
  if (finalReply === undefined) return []
  const place = remoteAddress === undefined ? attempt.serverHost : `${attempt.serverHost} (${remoteAddress})`
  const over = tls === undefined ? t('proof.no-tls') : t('proof.tls', { protocol: tls.protocol })
  const queued = queueId === undefined ? '' : t('proof.queue-id', { id: queueId })
  const to = entry.recipients
    .filter(({ status }) => status.state === 'accepted' && status.attemptId === attempt.id)
    .map(({ address }) => address)
  return [
    [
      t('proof.line', { place, over, at: formatInstant(endedAt), queued }),
      `Message-ID: ${messageIdOf(entry, attempt)}`,
      ...(to.length === 0 ? [] : [t('proof.for', { addresses: to.join(', ') })]),
      ...finalReply.lines,
    ].join('\n'),
  ]
}

function messageIdOf(entry: Entry, attempt: Attempt): string {
  const revision = entry.history.find(({ number }) => number === attempt.revision)
  return (revision ?? entry.revision).messageId
}

/** `2026-01-05 09:00:12 UTC`: the same wherever the text is read. */
function formatInstant(at: number): string {
  return new Date(at).toISOString().replace('T', ' ').replace(/\..*$/, ' UTC')
}
