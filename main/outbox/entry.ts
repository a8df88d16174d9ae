import type { Failure } from '../failure.ts'
import type { SentCopy } from '../identities/identity.ts'
import type { DsnDefault } from '../servers/server.ts'
import type { Phase, RecipientResult, Reply, TlsFacts } from '../smtp/types.ts'

// The nouns of the outbox. All of it is plain readonly data that is stored as it stands.

/** What became of one recipient so far (architecture.md, State). */
export type RecipientStatus =
  | { readonly state: 'pending' }
  | {
      readonly state: 'accepted'
      readonly at: number
      readonly attemptId: string
      readonly reply?: Reply
      /** No reply said so: the person did ("It arrived"). */
      readonly byPerson?: boolean
    }
  | {
      readonly state: 'deferred'
      readonly at: number
      readonly attemptId: string
      readonly failure: Failure
      /** Its own next try, epoch ms, where its route has a clock of its own; else the entry's. */
      readonly retryAt?: number
      /** Attempts that counted on its route. */
      readonly tries?: number
    }
  | {
      readonly state: 'rejected'
      readonly by: 'server' | 'sendoff'
      readonly at: number
      readonly attemptId?: string
      readonly failure: Failure
    }
  | {
      readonly state: 'unconfirmed'
      readonly at: number
      readonly attemptId: string
      readonly failure: Failure
    }

export type RecipientField = 'to' | 'cc' | 'bcc'

export interface Recipient {
  /** `local@domain`, as typed but for the case of the domain. */
  readonly address: string
  readonly name?: string
  readonly field: RecipientField
  readonly status: RecipientStatus
  /** How it goes, where a rule says so; else over the entry's server. */
  readonly route?: Route
}

export type RouteTls = 'opportunistic' | 'required' | 'verified'

/** Where a message goes for one recipient, and by which rule (main/outbox/route/). */
export type Route =
  | { readonly kind: 'server'; readonly ruleId: string; readonly serverId: string }
  | { readonly kind: 'mx'; readonly ruleId: string; readonly tls: RouteTls }
  | { readonly kind: 'maildir'; readonly ruleId: string; readonly path: string }

/**
 * What sends: the id of an outgoing server, `mx:example.org` (one for each destination) or `maildir:RULE`.
 * Lanes, pauses and attempts are named by it.
 */
export type LaneKey = string

export type Priority = 'high' | 'normal' | 'low'

/** A server that did not take it, before a further one of the identity was used. */
export interface Failover {
  readonly serverId: string
  readonly serverName: string
  readonly at: number
  readonly failure: Failure
  /** When that server was to be tried again, epoch ms: not sooner where the entry comes back to it. */
  readonly retryAt?: number
}

/** When a person wants it sent: wall clock time in a zone, so that a change of the zone's rules moves `at` with it. */
export interface Schedule {
  readonly at: number // epoch ms
  readonly local: string // `2026-11-26T08:00`
  readonly zone: string // IANA name
}

/** One version of the message: its bytes are built once and never change (P2). */
export interface Revision {
  readonly number: number // 1, 2, …
  readonly messageId: string // with angle brackets
  readonly createdAt: number
  readonly spoolFile: string // name inside the profile's spool folder
  readonly size: number // octets of the spool file (CRLF line ends)
  readonly sha256: string
  /** What was typed, to be edited again: the content of the draft that it came from. */
  readonly contentFile: string
  /** Attached files, by their names in the files folder; absent in what older programs wrote. */
  readonly files?: readonly string[]
  /** The octets came ready: nothing was typed that could be edited, and no other date or header can be given. */
  readonly isReady?: true
  /** What its header has from the identity, as it was then: it stays when the message is only given another date. */
  readonly replyTo?: string
  readonly organisation?: string
  /** Reports that were asked for, in the place of what the server is set to (RFC 3461). */
  readonly dsn?: DsnDefault
  /** Only over servers that promise TLS all the way (RFC 8689). */
  readonly requireTls?: true
  /** In the history only: the recipients as they stood when the next revision took over. */
  readonly recipients?: readonly Recipient[]
}

/** Protocol steps that are stored as they are reached; the audit at start reads the last one (P3). */
export type AttemptStep = 'started' | 'envelope' | 'content' | 'about-to-complete' | 'ended'

export interface Attempt {
  readonly id: string
  readonly entryId: string
  readonly number: number
  readonly revision: number
  readonly serverId: string
  readonly serverName: string
  readonly serverHost: string
  /** How it went, where not over an outgoing server; `serverId` is the lane's key then. */
  readonly route?: Route
  readonly startedAt: number
  readonly endedAt?: number
  readonly step: AttemptStep
  readonly overall?: 'accepted' | 'partly' | 'deferred' | 'rejected' | 'refused-locally' | 'unconfirmed'
  readonly phase?: Phase
  readonly failure?: Failure
  /** Recipients that had a 4yz or 5yz reply of their own when the last octet was about to be written: a crash after that leaves only the others unconfirmed (P3). */
  readonly refused?: readonly RecipientResult[]
  /** The proof of hand-over: the final 2yz and the session's facts. */
  readonly finalReply?: Reply
  readonly queueId?: string
  readonly remoteAddress?: string
  readonly tls?: TlsFacts
  readonly signedInAs?: string
  readonly mechanism?: string
  readonly notes: readonly string[]
  /** False for failures before the server answered; they do not count (P17). */
  readonly counts: boolean
}

/** Why the scheduler does what it does with this entry (P15). Texts are made from it where it is shown. */
export type Reason =
  | { readonly kind: 'queued' } // waits for its lane
  | { readonly kind: 'retry'; readonly at: number; readonly attempt: number } // tried again at `at`
  | { readonly kind: 'sending' }
  | { readonly kind: 'held-by-person' }
  | { readonly kind: 'held-editing' } // an edit is open
  | { readonly kind: 'needs-person' } // refused: waits for the person (P19)
  | { readonly kind: 'needs-choice' } // unconfirmed
  | { readonly kind: 'needs-sign-in'; readonly serverId: string }
  | { readonly kind: 'needs-certificate'; readonly serverId: string } // it does not pass: the person looks at it
  | { readonly kind: 'needs-keychain'; readonly serverId: string } // it did not give the secret: it may be locked
  | { readonly kind: 'needs-server' } // its server was deleted, or none is set
  | { readonly kind: 'needs-file'; readonly detail: string } // spool file gone or changed
  | { readonly kind: 'gave-up'; readonly since: number } // put off since then; the time for tries is over
  | { readonly kind: 'scheduled'; readonly at: number }
  | { readonly kind: 'undo-window'; readonly until: number } // just sent: it can still be taken back
  | { readonly kind: 'missed'; readonly dueAt: number } // was due while Sendoff was closed: waits for the person
  | { readonly kind: 'expired'; readonly at: number } // "not after" has passed: waits for the person
  | { readonly kind: 'failed-over'; readonly serverId: string; readonly serverName: string } // that server did not take it
  // The next five are the lane's, not stored with the entry: they are put on when it is shown.
  | { readonly kind: 'paused'; readonly scope: 'all' | 'server' | 'disabled' }
  | { readonly kind: 'offline' } // the person works offline
  | { readonly kind: 'paced'; readonly until: number; readonly perMinute?: number; readonly perDay?: number }
  | { readonly kind: 'server-wait'; readonly until: number } // the server is at fault: one clock for all that wait for it
  | { readonly kind: 'other-process' } // no lanes run in this program: another one sends
  | { readonly kind: 'settled' }
  | { readonly kind: 'cancelled'; readonly inTime: boolean }
  | { readonly kind: 'interrupted'; readonly step: AttemptStep } // a crash or quit cut the attempt off; queued again

export type Hold = 'person' | 'editing' | 'sign-in' | 'gave-up' | 'missed' | 'expired'

export type EntryState =
  | 'queued'
  | 'scheduled'
  | 'sending'
  | 'sent'
  | 'deferred'
  | 'partlySent'
  | 'failed'
  | 'unconfirmed'
  | 'held'
  | 'cancelled'

/** What a report (RFC 3464) that came after the hand-over says of a recipient. It is a letter, and could be forged. */
export interface LaterReport {
  /** As it stands in the entry. */
  readonly address: string
  readonly action: 'failed' | 'delayed' | 'delivered' | 'relayed' | 'expanded'
  /** Enhanced status code; '' where it is none. */
  readonly status: string
  /** What the other server said, as the report quotes it. */
  readonly lines: readonly string[]
  readonly remoteMta?: string
  readonly reportingMta?: string
  /** Date of the report, and when it was read here, epoch ms. */
  readonly reportedAt?: number
  readonly readAt: number
  /** By what it was matched to this entry. */
  readonly by: 'envelope-id' | 'message-id' | 'both'
  /** A person said that nothing is left to be done about it. */
  readonly settledAt?: number
}

/**
 * The copy of what was handed over, in a Maildir or a folder of .eml files. `waiting`: nobody has the message yet; `pending`: it is
 * to be written. A fault is one of the copy and not of the message (P8).
 */
export type CopyState =
  | { readonly state: 'waiting' | 'pending' }
  | {
      readonly state: 'done'
      readonly at: number
      /** Its name in the folder. */
      readonly file: string
    }
  | { readonly state: 'failed'; readonly at: number; readonly detail: string }

export type EntryCopy = SentCopy & CopyState

export interface Entry {
  readonly id: string
  readonly createdAt: number
  readonly updatedAt: number
  readonly identityId: string
  readonly from: { readonly address: string; readonly name?: string }
  /** Reverse-path (MAIL FROM), where it is not the address of `from`: bounces go there. */
  readonly envelopeSender?: string
  /** Where the identity keeps copies: what became of the one of this revision. */
  readonly sentCopy?: EntryCopy
  /** '' where the server was deleted or none is set (reason `needs-server`). */
  readonly serverId: string
  readonly subject: string
  readonly recipients: readonly Recipient[]
  readonly revision: Revision
  readonly history: readonly Revision[] // earlier revisions, oldest first
  readonly allOrNone: boolean
  readonly hold?: Hold
  readonly cancelledAt?: number
  /** Lanes that wait for the person: for a password, or a word about a certificate. Where others have someone to send to, they go on; else `hold` is `sign-in`. */
  readonly signInLanes?: readonly LaneKey[]
  /** Those of them whose certificate is the matter. */
  readonly untrustedLanes?: readonly LaneKey[]
  /** Those of them whose secret the keychain did not give. */
  readonly keychainLanes?: readonly LaneKey[]
  /** While it is being sent: a person wants it stopped; the attempt's end says whether that came in time (P21). */
  readonly cancelRequestedAt?: number
  readonly sendingAttemptId?: string
  /** Lane of the attempt that runs; absent: the entry's server. */
  readonly sendingLane?: LaneKey
  readonly nextAttemptAt?: number
  readonly scheduledAt?: number
  /** What a person chose; `scheduledAt` is its `at`. */
  readonly schedule?: Schedule
  /** No attempt before this: the person may still take it back. */
  readonly undoUntil?: number
  /** It must not be sent later than this, epoch ms. */
  readonly notAfter?: number
  /** Absent: normal. */
  readonly priority?: Priority
  /** The server that was chosen, while a further one carries it. */
  readonly homeServerId?: string
  /** Reports that came later, at most one for each recipient. */
  readonly reports?: readonly LaterReport[]
  /** Servers that did not take it in this round, oldest first. */
  readonly failovers?: readonly Failover[]
  /** First time that a server put it off since a person last sent it: from here the time for tries runs. */
  readonly waitingSince?: number
  /** Attempts that count for the retry table. */
  readonly attemptCount: number
  readonly reason: Reason
  /** Host that last took the message for at least one recipient. */
  readonly handedTo?: string
}
