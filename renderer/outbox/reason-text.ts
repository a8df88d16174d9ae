import type { BouncedView, EntrySummary } from '../../main/api.ts'
import { formatSize, formatTime, formatTimeSeconds } from '../shared/format.ts'
import { plural, t } from '../text/t.ts'

/** Below this a message is written before its numbers could be read. */
const showOctetsFrom = 500_000

function liveText({ live }: EntrySummary): string {
  if (live === undefined) return t('live.local')
  const { phase, sentOctets, totalOctets } = live
  if (phase !== 'message') return t(`live.${phase}`)
  if (sentOctets >= totalOctets) return t('live.waiting')
  if (totalOctets < showOctetsFrom) return t('live.message')
  return t('reason.octets', {
    sent: formatSize(sentOctets).replace(/ MB(?=\u2069?$)/, ''),
    total: formatSize(totalOctets),
  })
}

function refusedText({ counts, decidedBy, state }: EntrySummary): string {
  if (state === 'partlySent' || counts.rejected < counts.total - counts.deferred - counts.pending) {
    return t('reason.refusedPart', { n: counts.rejected, total: counts.total })
  }
  if (decidedBy === undefined) return t('reason.refused')
  const { code, enhanced } = decidedBy
  const phase = t(`phase.${decidedBy.phase}`)
  if (code === undefined) return t('reason.refusedPhase', { phase })
  return t('reason.refusedAt', { code: enhanced === undefined ? code : `${code} ${enhanced}`, phase })
}

function retryText(entry: EntrySummary, at: number, attempt: number, now: number): string {
  const { counts } = entry
  const time = formatTime(at, now)
  return entry.state === 'partlySent'
    ? t('reason.retryPart', { time, n: counts.deferred + counts.pending, total: counts.total })
    : t('reason.retry', { time, attempt })
}

function settledText(entry: EntrySummary): string {
  if (entry.handedTo !== undefined) return t('reason.handedTo', { host: entry.handedTo })
  return entry.state === 'sent' ? t('reason.saidArrived') : t('reason.handedBy', { server: entry.serverName })
}

/** What its server waits for. */
function signInText(
  entry: EntrySummary,
  matter: 'needs-sign-in' | 'needs-keychain' | 'needs-certificate',
): string {
  const { decidedBy, state, serverName: server } = entry
  if (matter === 'needs-certificate') return t('reason.heldCertificate', { server })
  if (matter === 'needs-keychain') return t('reason.heldKeychain', { server })
  return decidedBy !== undefined && state !== 'held' ? refusedText(entry) : t('reason.heldSignIn', { server })
}

/** Why the entry is in its state, and from how many it came back, as the fragment beside it (P15). */
export function formatReason(entry: EntrySummary, now: number): string {
  if (entry.bounced === undefined) return formatOwnReason(entry, now)
  const bounced = bouncedText(entry, entry.bounced, now)
  if (entry.reason.kind === 'settled') return bounced
  return t('reason.andBounced', { reason: formatOwnReason(entry, now), bounced })
}

function bouncedText({ counts }: EntrySummary, { count: n, at }: BouncedView, now: number): string {
  const time = formatTime(at, now)
  return counts.total === 1
    ? t('reason.bounced', { time })
    : t('reason.bouncedPart', { n, total: counts.total, time })
}

function formatOwnReason(entry: EntrySummary, now: number): string {
  const { reason } = entry
  switch (reason.kind) {
    case 'queued':
      return t('reason.queued', { server: entry.serverName })
    case 'retry':
      return retryText(entry, reason.at, reason.attempt, now)
    case 'sending':
      return liveText(entry)
    case 'held-by-person':
      return t('reason.heldByPerson')
    case 'held-editing':
      return t('reason.heldEditing')
    case 'needs-person':
      return refusedText(entry)
    case 'needs-choice':
      return t('reason.unconfirmed')
    case 'needs-sign-in':
    case 'needs-keychain':
    case 'needs-certificate':
      return signInText(entry, reason.kind)
    case 'needs-server':
      return t('reason.needsServer')
    case 'needs-file':
      return t('reason.needsFile')
    case 'gave-up':
      return t('reason.gaveUp', { time: formatTime(reason.since, now) })
    case 'scheduled':
      return formatTime(reason.at, now)
    case 'settled':
      return settledText(entry)
    case 'cancelled':
      return reason.inTime
        ? t('reason.cancelledInTime')
        : t('reason.cancelledLate', { n: entry.counts.accepted, total: entry.counts.total })
    case 'undo-window':
      return t('reason.undoWindow', { time: formatTimeSeconds(reason.until, now) })
    case 'missed':
      return t('reason.missed', { time: formatTime(reason.dueAt, now) })
    case 'expired':
      return t('reason.expired', { time: formatTime(reason.at, now) })
    case 'failed-over':
      return t('reason.failedOver', { server: entry.serverName, other: reason.serverName })
    case 'paused':
      if (reason.scope === 'all') return t('reason.pausedAll')
      return t(reason.scope === 'server' ? 'reason.paused' : 'reason.disabled', { server: entry.serverName })
    case 'offline':
      return t('reason.offline')
    case 'paced':
      return t('reason.paced', { time: formatTime(reason.until, now) })
    case 'server-wait':
      return t('reason.serverWait', { server: entry.serverName, time: formatTime(reason.until, now) })
    case 'other-process':
      return t('reason.otherProcess')
    case 'interrupted':
      return t('reason.interrupted')
  }
}

/** Up to three names, and how many more: `Jonas Weber, Ingrid Dahl and 3 others`. */
export function formatRecipients(entry: Pick<EntrySummary, 'recipients' | 'recipientCount'>): string {
  const names = entry.recipients.map(({ name, address }) =>
    name === undefined || name === '' ? address : name,
  )
  if (names.length === 0) return t('list.noRecipients')
  const shown = entry.recipientCount <= 3 ? names : names.slice(0, 1)
  const others = entry.recipientCount - shown.length
  return others === 0 ? shown.join(', ') : plural('list.others', others, { names: shown.join(', ') })
}

/** How much of the message is written, 0 to 100, while it is being sent. */
export function toPercent({ live }: EntrySummary): number | null {
  if (live === undefined || live.totalOctets === 0) return null
  return Math.min(100, Math.floor((100 * live.sentOctets) / live.totalOctets))
}
