// A report that came back (RFC 3464), given as a file: its entry is found, and its recipients get their later status.
import type { BounceOutcome, BouncesApi, EntryExplanation } from '../api.ts'
import type { BouncedRecipient, BounceReport } from '../bounces/bounce.ts'
import { explainBounce } from '../bounces/explain-bounce.ts'
import { matchBounce, type BounceMatch, type SentEntry } from '../bounces/match-bounce.ts'
import { parseBounce } from '../bounces/parse-bounce.ts'
import type { Clock } from '../clock.ts'
import type { Entry, LaterReport } from '../outbox/entry.ts'
import { envelopeId } from '../outbox/envelope-id.ts'
import type { Outbox } from '../outbox/outbox.ts'
import { t } from '../text/t.ts'
import type { EntryContext } from './explanations.ts'
import { listOf } from './entry-views.ts'

export interface BouncesApiDeps {
  readonly outbox: Outbox
  readonly clock: Clock
  readonly context: (entry: Entry) => EntryContext
}

/** Entries that could be meant; more than one only where a Message-ID was used again. */
const mostEntries = 20

export function createBouncesApi(deps: BouncesApiDeps): BouncesApi {
  return { read: ({ bytes }) => read(deps, bytes) }
}

async function read({ outbox, clock }: BouncesApiDeps, bytes: Uint8Array): Promise<BounceOutcome> {
  const parsed = parseBounce(bytes)
  if (!parsed.ok) return { kind: 'no-report', message: parsed.message }
  const { report } = parsed
  const entries = await outbox.naming(namesIn(report), mostEntries)
  const match = matchBounce(report, entries.map(toSent))
  if (match === undefined || match.recipients.length === 0)
    return { kind: 'stranger', explanations: report.recipients.map((one) => explainStranger(one)) }
  await outbox.reported(match.entryId, toLater(report, match, clock.now()))
  const entry = await outbox.get(match.entryId)
  return { kind: 'matched', entryId: match.entryId, view: listOf(entry) }
}

/** Texts that stand in the record of its entry: the id that the envelope id begins with, and the Message-IDs. */
function namesIn({ envelopeId: envid = '', messageIds }: BounceReport): readonly string[] {
  const id = /^([0-9a-f]{24})-\d+$/.exec(envid)?.[1]
  return [...(id === undefined ? [] : [id]), ...messageIds]
}

function toSent({ id, revision, history, recipients }: Entry): SentEntry {
  const revisions = [...history, revision]
  return {
    entryId: id,
    envelopeIds: revisions.map(({ number }) => envelopeId(id, number)),
    messageIds: revisions.map(({ messageId }) => messageId),
    addresses: recipients.map(({ address }) => address),
  }
}

function toLater(report: BounceReport, { by, recipients }: BounceMatch, readAt: number): LaterReport[] {
  const { reportingMta, reportedAt } = report
  return recipients.map(({ address, bounced: { action, status, lines, remoteMta } }) => ({
    address,
    action,
    status,
    lines,
    readAt,
    by,
    ...(remoteMta === undefined ? {} : { remoteMta }),
    ...(reportingMta === undefined ? {} : { reportingMta }),
    ...(reportedAt === undefined ? {} : { reportedAt }),
  }))
}

/** About no message of ours: explained all the same. */
function explainStranger(bounced: BouncedRecipient): EntryExplanation {
  const host = bounced.remoteMta ?? ''
  const context = { serverName: host, host, senderAddress: '', addresses: [bounced.address] }
  const who = bounced.remoteMta ?? t('bounce.somebody')
  return {
    ...explainBounce(bounced, context),
    whatHappened: t('bounce.stranger', { who, address: bounced.address }),
    addresses: [bounced.address],
    replyLines: bounced.lines,
  }
}

/** What the reports of an entry say, in the words of any other refusal; deliveries need none. */
export function explainReports(entry: Entry, context: EntryContext): readonly EntryExplanation[] {
  return (entry.reports ?? [])
    .filter(({ action }) => action === 'failed' || action === 'delayed')
    .map((report) => ({
      ...explainBounce(report, {
        ...context,
        // Our own server took it; what is explained is what another did.
        practice: false,
        senderAddress: entry.from.address,
        addresses: [report.address],
      }),
      whatHappened: whatHappened(report, context),
      addresses: [report.address],
      replyLines: report.lines,
      report,
    }))
}

function whatHappened(
  { action, address, remoteMta, reportingMta }: LaterReport,
  { serverName, host }: EntryContext,
): string {
  const who = remoteMta ?? reportingMta ?? t('bounce.somebody')
  return t(action === 'failed' ? 'bounce.failed' : 'bounce.delayed', {
    server: serverName === '' ? host : serverName,
    who,
    address,
  })
}
