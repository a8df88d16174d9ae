import type { BouncedRecipient, BounceReport } from './bounce.ts'

/** What is looked at of an entry that was handed over. */
export interface SentEntry {
  readonly entryId: string
  readonly envelopeIds: readonly string[]
  /** Of all its revisions, with angle brackets. */
  readonly messageIds: readonly string[]
  readonly addresses: readonly string[]
}

export interface BounceMatch {
  readonly entryId: string
  readonly by: 'envelope-id' | 'message-id' | 'both'
  /** The address as it stands in the entry, and what the report says of it. */
  readonly recipients: readonly { readonly address: string; readonly bounced: BouncedRecipient }[]
  /** Addresses in the report that are none of this entry's: forwarded, or forged. */
  readonly strangers: readonly string[]
}

/**
 * The entry that a report is about, or undefined. Where envelope id and Message-ID lead to different entries the
 * report is not to be trusted, and there is none.
 */
export function matchBounce(report: BounceReport, entries: readonly SentEntry[]): BounceMatch | undefined {
  const byEnvelope = entries.find(({ envelopeIds }) => envelopeIds.includes(report.envelopeId ?? ''))
  const byMessage = entries.find(({ messageIds }) => report.messageIds.some((id) => messageIds.includes(id)))
  const entry = byEnvelope ?? byMessage
  if (entry === undefined || (byMessage !== undefined && byMessage !== entry)) return undefined
  const both = byEnvelope !== undefined && byMessage !== undefined
  const by = both ? 'both' : byEnvelope === undefined ? 'message-id' : 'envelope-id'
  return { entryId: entry.entryId, by, ...assign(report, entry) }
}

function assign(report: BounceReport, entry: SentEntry): Pick<BounceMatch, 'recipients' | 'strangers'> {
  const recipients: { address: string; bounced: BouncedRecipient }[] = []
  const strangers: string[] = []
  for (const bounced of report.recipients) {
    const wanted = [bounced.originalAddress, bounced.address].map((address) => address?.toLowerCase())
    const address = entry.addresses.find((known) => wanted.includes(known.toLowerCase()))
    if (address === undefined) strangers.push(bounced.address)
    else recipients.push({ address, bounced })
  }
  return { recipients, strangers }
}
