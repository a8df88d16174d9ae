// The outbox: its list, an entry, and what can be done with it.
import type { Explanation } from '../../diagnosis/diagnosis.ts'
import type { DraftContent } from '../../drafts/draft.ts'
import type {
  Attempt,
  EntryCopy,
  EntryState,
  Failover,
  LaneKey,
  LaterReport,
  Priority,
  Reason,
  Recipient,
  Revision,
  Schedule,
} from '../../outbox/entry.ts'
import type { CertificateSummary, Phase } from '../../smtp/types.ts'
import type { StopView } from '../../transcript/stop.ts'

export type Group = 'your-move' | 'moving' | 'settled'

export interface EntrySummary {
  readonly id: string
  readonly subject: string
  readonly from: string
  /** First recipients, name or address; at most five. */
  readonly recipients: readonly { readonly name?: string; readonly address: string }[]
  readonly recipientCount: number
  readonly state: EntryState
  readonly group: Group
  readonly reason: Reason
  readonly counts: RecipientCounts
  /** Refused: the deciding code and phase, for the row. */
  readonly decidedBy?: { readonly code?: number; readonly enhanced?: string; readonly phase: Phase }
  readonly serverId: string
  readonly serverName: string
  /** Host that took it, once handed over. */
  readonly handedTo?: string
  /** Time shown in the row: last change that a person cares about. */
  readonly at: number
  readonly createdAt: number
  readonly schedule?: Schedule
  readonly undoUntil?: number
  readonly notAfter?: number
  /** Absent: normal. */
  readonly priority?: Priority
  /** It came back from some after it was handed over. */
  readonly bounced?: BouncedView
  /** It was handed over, but the copy of it could not be written. */
  readonly copyFailed?: true
  readonly live?: LiveProgress
}

export interface BouncedView {
  /** Recipients that it came back from. */
  readonly count: number
  /** Date of the latest report, else when it was read here. */
  readonly at: number
  /** The person has not settled it yet. */
  readonly isOpen: boolean
}

export interface RecipientCounts {
  readonly total: number
  readonly accepted: number
  readonly deferred: number
  readonly rejected: number
  readonly unconfirmed: number
  readonly pending: number
}

export interface LiveProgress {
  readonly attemptId: string
  readonly phase: Phase
  readonly sentOctets: number
  readonly totalOctets: number
}

/** What a person can do with the entry now; a button is there only where its action is listed. */
export type EntryAction =
  | 'send-now'
  | 'hold'
  | 'release'
  | 'edit'
  | 'edit-address'
  | 'send-again'
  | 'it-arrived'
  | 'send-again-may-arrive-twice'
  | 'bounce-settled'
  | 'sign-in-again'
  | 'try-keychain'
  | 'copy-proof'
  | 'cancel'
  | 'undo'
  | 'move'
  | 'priority'
  | 'reschedule'
  | 'make-draft'
  | 'edit-as-new'
  | 'drop-recipient'
  | 'delete'

export interface AttemptView extends Attempt {
  readonly stops: readonly StopView[]
  readonly lineCount: number
}

export interface EntryDetail extends EntrySummary {
  readonly messageId: string
  readonly revision: Revision
  readonly history: readonly Revision[]
  readonly allRecipients: readonly Recipient[]
  readonly attempts: readonly AttemptView[] // oldest first
  /** Servers that did not take it before a further one was used, oldest first. */
  readonly failovers?: readonly Failover[]
  /** What happened: one for each different failure, the one that needs the person most first. Empty when there is nothing to explain. */
  readonly explanations: readonly EntryExplanation[]
  readonly actions: readonly EntryAction[]
  /** Text of the message, for reading. */
  readonly text: string
  readonly attachments: readonly { readonly name: string; readonly size: number }[]
  /** Reverse-path (MAIL FROM), where it is not `from`. */
  readonly envelopeSender?: string
  /** The copy of what was handed over, where the identity keeps one. */
  readonly sentCopy?: EntryCopy
  /** "Handed to …" and the final reply as one block of text, once handed over. */
  readonly proof?: string
}

export interface EntryExplanation extends Explanation {
  /** It is said by a report that came later, and not by our own server. */
  readonly report?: LaterReport
  /** The certificate that did not pass. */
  readonly certificate?: CertificateSummary
  /** Addresses that it is about; empty: the whole attempt. */
  readonly addresses: readonly string[]
  readonly replyLines: readonly string[]
  readonly attemptId?: string
  readonly nextAttemptAt?: number
}

export interface LaneView {
  readonly serverId: string
  readonly serverName: string
  readonly kind?: 'server' | 'mx' | 'maildir'
  readonly state: 'closed' | 'idle' | 'sending' | 'waiting' | 'needs-you' | 'paused' | 'offline'
  readonly nextAttemptAt?: number
  readonly percent?: number
  readonly waiting: number
  /** The lane's pace now, where there is a limit. */
  readonly pacing?: PacingView
}

export interface PacingView {
  /** Messages a minute now, and as set. Absent: no limit. */
  readonly perMinute?: number
  readonly perMinuteSet?: number
  readonly perDay?: number
  readonly sentToday?: number
  /** The reply that halved it, and when. */
  readonly slowedBy?: { readonly at: number; readonly text: string }
  /** Next message at, epoch ms, where it has to wait. */
  readonly nextAt?: number
}

/** What is shown of a list; what is absent does not narrow it. */
export interface ListFilter {
  /** In subject or any recipient, case aside. */
  readonly text?: string
  readonly states?: readonly EntryState[]
  readonly lane?: LaneKey
  /** To at least one of these, whole and case aside. */
  readonly addresses?: readonly string[]
  /** Only what came back from someone, settled or not. */
  readonly bounced?: true
}

/** Whether it came in time (P21). */
export type CancelAnswer =
  /** Nothing was sent and nothing will be. */
  | { readonly outcome: 'in-time' }
  /** Some have it; the others will not get it. */
  | { readonly outcome: 'partly'; readonly accepted: readonly string[] }
  /** It had been handed over. */
  | { readonly outcome: 'too-late' }
  /** The last octet was on its way: whether it arrived is not known. */
  | { readonly outcome: 'unknown' }

export interface OutboxPage {
  /** Sequence number of the last change contained; on a gap in events a window reads again. */
  readonly seq: number
  readonly total: number
  readonly entries: readonly EntrySummary[]
  readonly counts: { readonly yourMove: number; readonly moving: number; readonly settled: number }
  readonly lanes: readonly LaneView[]
  /** Scheduled messages that were due while Sendoff was closed (P15), soonest first; at most 100 ids, and how many. */
  readonly missed?: {
    readonly count: number
    readonly entryIds: readonly string[]
    readonly from: number
    readonly to: number
  }
}

export interface Enqueued {
  readonly entryId: string
  readonly revision: number
}

/** What is wrong with a message that was to be sent; nothing was queued. */
export interface SendProblem {
  /** `to[1]`, `from`, `subject`, `attachments[0]` … */
  readonly field: string
  readonly message: string
}

export type EnqueueOutcome =
  | ({ readonly queued: true } & Enqueued)
  | { readonly queued: false; readonly problems: readonly SendProblem[] }

export interface OutboxApi {
  /** `sent` lists what was handed over in whole; `outbox` all the rest and what settled today. */
  list(input: {
    readonly list: 'outbox' | 'sent'
    readonly offset: number
    readonly limit: number
    readonly filter?: ListFilter
  }): Promise<OutboxPage>
  get(input: { readonly entryId: string }): Promise<EntryDetail>
  /**
   * Resolves only when bytes and entry are synced to disk (P1). With `draft.entryId` it makes a revision of that entry.
   * `onHold`: it stays there until it is released.
   */
  enqueue(input: {
    readonly draftId: string
    readonly content: DraftContent
    readonly onHold?: boolean
  }): Promise<EnqueueOutcome>
  sendNow(input: { readonly entryId: string }): Promise<void>
  hold(input: { readonly entryId: string }): Promise<void>
  release(input: { readonly entryId: string }): Promise<void>
  /** Puts the entry on hold and opens a compose window on a draft of it. `addressOnly` focuses the refused address (P16). */
  edit(input: {
    readonly entryId: string
    readonly addressOnly: boolean
    /** A file of this name is left out of the draft. */
    readonly withoutFile?: string
  }): Promise<{ readonly draftId: string }>
  /** Tries again for those who did not get it, same bytes and Message-ID. */
  sendAgain(input: { readonly entryId: string }): Promise<void>
  /** Unconfirmed, or bounced: the person's word. */
  resolve(input: {
    readonly entryId: string
    readonly choice: 'arrived' | 'send-again' | 'bounce-settled'
  }): Promise<void>
  delete(input: { readonly entryId: string }): Promise<void>
  /** Stops it; resolves when it is known whether that came in time (P21). */
  cancel(input: { readonly entryId: string }): Promise<CancelAnswer>
  /** Takes a message back within its undo window: the entry is gone, its draft is open again. */
  undo(input: { readonly entryId: string }): Promise<{ readonly draftId: string }>
  /** Over another outgoing server from now on. */
  move(input: { readonly entryId: string; readonly serverId: string }): Promise<void>
  setPriority(input: { readonly entryId: string; readonly priority: Priority }): Promise<void>
  /** A new time for a scheduled, missed or expired message; `schedule` null: at once. `notAfter` null: none. */
  reschedule(input: {
    readonly entryId: string
    readonly schedule: { readonly local: string; readonly zone: string } | null
    readonly notAfter: number | null
  }): Promise<void>
  /** Out of the outbox, back to the drafts; only while nobody has it. */
  makeDraft(input: { readonly entryId: string }): Promise<{ readonly draftId: string }>
  /** A new message with the same content, files and recipients; this one stays as it is. */
  editAsNew(input: {
    readonly entryId: string
    /** Addresses of recipients: to these alone, all under "To". @throws CallError `not-found` where it went to none of them. */
    readonly only?: readonly string[]
  }): Promise<{ readonly draftId: string }>
  /** This recipient is not sent to any more; the others stay as they are. */
  dropRecipient(input: { readonly entryId: string; readonly address: string }): Promise<void>
  /** A hint that the network may be back: what met no server is tried at once (P20). */
  wake(): Promise<void>
  /** The message as it goes over the wire. */
  source(input: { readonly entryId: string }): Promise<{ readonly source: string }>
}
