import type { AttemptView, EntryDetail, EntryExplanation, EntrySummary, StopView } from '../../../main/api.ts'
import type { Recipient, RecipientStatus } from '../../../main/outbox/entry.ts'
import type { TranscriptLine } from '../../../main/smtp/types.ts'

/** Wednesday, 25 November 2026, at this time here. */
export const clockAt = (hour: number, minute: number, second = 0): number =>
  new Date(2026, 10, 25, hour, minute, second).getTime()

export const now = clockAt(10, 45)

const counts = { total: 1, accepted: 0, deferred: 0, rejected: 0, unconfirmed: 0, pending: 1 }

export function sampleEntry(over: Partial<EntrySummary> = {}): EntrySummary {
  return {
    id: 'e1',
    subject: 'Minutes',
    from: 'secretary@rowing.example',
    recipients: [{ address: 'jonas@regatta.example' }],
    recipientCount: 1,
    state: 'queued',
    group: 'moving',
    reason: { kind: 'queued' },
    counts: { ...counts, ...over.counts },
    serverId: 's1',
    serverName: 'Rowing club',
    at: clockAt(10, 42),
    createdAt: clockAt(10, 42),
    ...over,
  }
}

export function sampleAttempt(over: Partial<AttemptView> = {}): AttemptView {
  return {
    id: 'a1',
    entryId: 'e1',
    number: 1,
    revision: 1,
    serverId: 's1',
    serverName: 'Rowing club',
    serverHost: 'smtp.rowing.example',
    startedAt: clockAt(10, 42, 8),
    endedAt: clockAt(10, 42, 9),
    step: 'ended',
    notes: [],
    counts: true,
    stops: [],
    lineCount: 0,
    ...over,
  }
}

export function sampleRecipient(status: RecipientStatus, address = 'nora@lakeside.example'): Recipient {
  return { address, field: 'to', status }
}

export function sampleDetail(over: Partial<EntryDetail> = {}): EntryDetail {
  return {
    ...sampleEntry(over),
    messageId: '<1@rowing.example>',
    revision: {
      number: 1,
      messageId: '<1@rowing.example>',
      createdAt: clockAt(10, 42),
      spoolFile: '1.eml',
      size: 318_604,
      sha256: `e3b741c90d5a${'0'.repeat(48)}7f12`,
      contentFile: '1.json',
    },
    history: [],
    allRecipients: [sampleRecipient({ state: 'pending' })],
    attempts: [],
    explanations: [],
    actions: [],
    text: '',
    attachments: [],
    ...over,
  }
}

export function sampleExplanation(over: Partial<EntryExplanation> = {}): EntryExplanation {
  return {
    cause: 'recipient-unknown',
    whoseMove: 'you',
    permanent: true,
    confidence: 0.9,
    isKnown: true,
    evidence: [{ kind: 'enhanced', text: '5.1.1' }],
    actions: ['edit-address'],
    title: 'There is no mailbox nora@lakeside.example',
    whatHappened: '',
    command: 'RCPT TO',
    codeText: '',
    whoseMoveText: 'Yours. Correct the address.',
    addresses: [],
    replyLines: [],
    ...over,
  }
}

export const passed: StopView = { stop: 'connect', state: 'passed', durationMs: 12 }

type Spec = readonly [from: TranscriptLine['from'], phase: TranscriptLine['phase'], text: string]

/** Lines numbered from 1, 10 ms apart. */
export function toLines(specs: readonly Spec[], firstSeq = 1): readonly TranscriptLine[] {
  return specs.map(([from, phase, text], index) => ({
    seq: firstSeq + index,
    atMs: 10 * index,
    from,
    phase,
    text,
  }))
}

/** Lets everything that waits for a resolved promise go on. */
export async function settle(): Promise<void> {
  for (let round = 0; round < 20; round += 1) await Promise.resolve()
}
