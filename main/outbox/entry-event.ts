// What can happen to an entry. Plain data, so that an event may cross a thread or a process.
import type { RouteRule } from '../api.ts'
import type { SentCopy } from '../identities/identity.ts'
import type { RecipientResult } from '../smtp/types.ts'
import type { CourierReport, SignInMatter } from './courier.ts'
import type {
  AttemptStep,
  Entry,
  EntryCopy,
  Failover,
  LaneKey,
  LaterReport,
  Priority,
  Recipient,
  Revision,
  Schedule,
} from './entry.ts'

export type EntryEvent =
  | {
      readonly type: 'attempt-started'
      readonly attemptId: string
      /** Absent: the entry's server. */
      readonly lane?: LaneKey
      /** The entry as it was read; one that was changed since is not started. Absent: whatever it is by now. */
      readonly seen?: { readonly updatedAt: number; readonly revision: number }
    }
  | {
      readonly type: 'attempt-ended'
      readonly attemptId: string
      /** The attempt was for the open recipients of this lane; absent: for all. */
      readonly lane?: LaneKey
      readonly report: CourierReport
      /** Host of the server, kept as the one that took it. */
      readonly host: string
      /** Next attempt for what is put off, epoch ms. */
      readonly retryAt: number
      /** The time for tries is over: what is put off is held. */
      readonly giveUp?: boolean
      /** The rest of too many recipients: it goes in a further transaction now, and this one is no failed attempt. */
      readonly atOnce?: boolean
    }
  | {
      /** A crash cut the attempt off (found at start), or a person did: `step` is the last that was stored. */
      readonly type: 'interrupted'
      readonly attemptId: string
      readonly step: AttemptStep
      readonly refused: readonly RecipientResult[]
    }
  | { readonly type: 'held'; readonly by: 'person' | 'editing' }
  | { readonly type: 'released' }
  | { readonly type: 'send-now' }
  | { readonly type: 'send-again' }
  /** The person's word: about what is unconfirmed, or about what came back. */
  | { readonly type: 'resolved'; readonly choice: 'arrived' | 'send-again' | 'bounce-settled' }
  /** A password is needed, a word about the certificate, or the keychain; no lane: of the entry's server. */
  | { readonly type: 'sign-in-needed'; readonly lane?: LaneKey; readonly matter?: SignInMatter }
  /** It is there. `matter`: only for those that waited for this. */
  | { readonly type: 'signed-in'; readonly lane?: LaneKey; readonly matter?: 'keychain' }
  | { readonly type: 'server-deleted' }
  /** A person wants it stopped; while it is being sent, the attempt's end says whether that came in time (P21). */
  | { readonly type: 'cancel-requested' }
  | { readonly type: 'moved'; readonly serverId: string }
  | { readonly type: 'prioritised'; readonly priority: Priority }
  | {
      readonly type: 'rescheduled'
      readonly schedule: Schedule | null
      readonly notAfter: number | null
      /** The same message under the new date (P2). */
      readonly revision?: Revision
    }
  /** Its time came while Sendoff was closed. */
  | { readonly type: 'missed' }
  /** `from` did not take it: a further server of the identity does, or, after all of them, the first one again. */
  | {
      readonly type: 'failed-over'
      readonly toServerId: string
      readonly from: Failover
      /** The server was not asked about this entry: who waits for a time goes on waiting. */
      readonly keepsWait?: boolean
    }
  | { readonly type: 'recipient-dropped'; readonly address: string }
  /** Reports about recipients who had been handed over. */
  | { readonly type: 'reported'; readonly reports: readonly LaterReport[] }
  /** The rules were changed: who is still to be sent to follows them. */
  | { readonly type: 'rerouted'; readonly rules: readonly RouteRule[] }
  /** The network may be back, or the machine woke: what met no server is due at once (P20). */
  | { readonly type: 'network-back' }
  /** The wall clock was set back by so many ms: waits are kept as long as they were. */
  | { readonly type: 'clock-set-back'; readonly byMs: number }
  | { readonly type: 'revised'; readonly next: Revised }
  /** The copy of what was handed over is in its folder. */
  | { readonly type: 'copy-saved'; readonly file: string }
  | { readonly type: 'copy-failed'; readonly detail: string }
  /** It is to be tried again, in this folder. */
  | { readonly type: 'copy-wanted'; readonly place: SentCopy }

/** The event of one type. */
export type EventOf<T extends EntryEvent['type']> = Extract<EntryEvent, { type: T }>

/** A new version of the message (P2). */
export interface Revised {
  readonly revision: Revision
  readonly recipients: readonly Omit<Recipient, 'status'>[]
  /** Addresses that the person put in during the edit: they are sent to, whatever they got before. */
  readonly added: readonly string[]
  readonly identityId: string
  readonly from: Entry['from']
  readonly envelopeSender?: string
  readonly sentCopy?: EntryCopy
  readonly serverId: string
  readonly subject: string
  readonly allOrNone: boolean
  readonly schedule?: Schedule
  readonly notAfter?: number
  readonly priority?: Priority
  readonly undoUntil?: number
  /** It stays where it is until the person releases it. */
  readonly hold?: 'person'
}
