// What a window may ask and hear. Every method takes one plain argument (or none) that passes its schema in
// api-schemas.ts, and returns plain data. Implemented by createApi (create-api.ts) over the rooms of the core.
import type { CheckFix, RungView } from './check/rung.ts'
import type { Explanation } from './diagnosis/diagnosis.ts'
import type { SignInStory } from './diagnosis/sign-in-story.ts'
import type { DiscoveryView } from './discovery/discovery.ts'
import type { Draft, DraftAttachment, DraftContent } from './drafts/draft.ts'
import type { CauseShare, HealthOutcome, ServerHealth } from './health/health.ts'
import type { HealthSpan } from './health/span.ts'
import type { Identity, SentCopy, Signature } from './identities/identity.ts'
import type { OAuthStatus, ProviderView, SignInFlow, SignInView, SignOutOutcome } from './oauth/oauth.ts'
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
  Route,
  RouteTls,
  Schedule,
} from './outbox/entry.ts'
import type {
  Armed,
  ArmedPhase,
  ArmedView,
  Imitation,
  PracticeScenario,
  PracticeStatus,
  ReceivedMessage,
  ReceivedSummary,
} from './practice/practice.ts'
import type { SecretPlaceKind } from './secrets/secret-store.ts'
import type { OtherName } from './servers/other-name.ts'
import type {
  DsnDefault,
  FamilyPreference,
  MechanismName,
  OAuthSettings,
  ProxySettings,
  RefusedSender,
  Server,
  ServerTimeouts,
} from './servers/server.ts'
import type { Settings } from './settings/settings.ts'
import type { Place } from './shell.ts'
import type { CertificateSummary, Phase, RecipientOutcome, TranscriptLine } from './smtp/types.ts'
import type { ComparedRow } from './transcript/compare.ts'
import type { ReplaceOptions, Replacement } from './transcript/placeholders.ts'
import type { StopView } from './transcript/stop.ts'
import type { TakenLine } from './transfer/describe.ts'
import type { FileKind, Left } from './transfer/found.ts'

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
  /** It was handed over, but the copy of it could not be written. */
  readonly copyFailed?: true
  readonly live?: LiveProgress
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
  | 'sign-in-again'
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
  /** Resolves only when bytes and entry are synced to disk (P1). With `draft.entryId` it makes a revision of that entry. */
  enqueue(input: { readonly draftId: string; readonly content: DraftContent }): Promise<EnqueueOutcome>
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
  /** Unconfirmed: the person's word. */
  resolve(input: { readonly entryId: string; readonly choice: 'arrived' | 'send-again' }): Promise<void>
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
  editAsNew(input: { readonly entryId: string }): Promise<{ readonly draftId: string }>
  /** This recipient is not sent to any more; the others stay as they are. */
  dropRecipient(input: { readonly entryId: string; readonly address: string }): Promise<void>
  /** A hint that the network may be back: what met no server is tried at once (P20). */
  wake(): Promise<void>
  /** The message as it goes over the wire. */
  source(input: { readonly entryId: string }): Promise<{ readonly source: string }>
}

export interface TranscriptPage {
  readonly attempt: AttemptView
  readonly lines: readonly TranscriptLine[]
  /** seq of the line that decided the outcome. */
  readonly decidingSeq?: number
  /** How it signed in, or tried to; left out where it did not come to that. */
  readonly story?: SignInStory
}

export interface SessionComparison {
  /** The session on the left; null where none is known. */
  readonly other: AttemptView | null
  readonly rows: readonly ComparedRow[]
}

export interface SupportReport {
  readonly text: string
  /** What each placeholder stands for; it stays on this machine. */
  readonly replaced: readonly Replacement[]
}

export type ReportOptions = {
  readonly attemptId: string
  readonly format?: 'markdown' | 'json'
} & ReplaceOptions

export interface TranscriptApi {
  get(input: { readonly attemptId: string }): Promise<TranscriptPage>
  /** In the order of the wire, one line each: for reading and for the clipboard. */
  asText(input: { readonly attemptId: string }): Promise<{ readonly text: string }>
  /** Beside another attempt; null: the last session of the same server before it in which everything went well. */
  compare(input: {
    readonly attemptId: string
    readonly withAttemptId: string | null
  }): Promise<SessionComparison>
  /** What is copied for support, to the octet; what is true is replaced by placeholders. */
  report(input: ReportOptions): Promise<SupportReport>
  /** The same, to the octet, as a file where the person says; `path` null: it was left. */
  saveReport(input: ReportOptions): Promise<{ readonly path: string | null }>
}

/** A refused address that is marked in the recipient field (P16). */
export interface RefusedMark {
  readonly address: string
  readonly at: number
  readonly text: string
}

export interface DraftView extends Draft {
  readonly refused: readonly RefusedMark[]
  readonly focus?: 'to' | 'cc' | 'bcc' | 'subject' | 'text'
}

export interface DraftsApi {
  list(): Promise<readonly DraftView[]>
  get(input: { readonly draftId: string }): Promise<DraftView>
  /** A new draft; `content` fills it in. */
  create(input: { readonly content: Partial<DraftContent> }): Promise<DraftView>
  /** Autosave: durable when it resolves; never overwrites a long draft by an empty one without keeping the version (P24). */
  save(input: {
    readonly draftId: string
    readonly content: DraftContent
  }): Promise<{ readonly savedAt: number }>
  /** Deletes the draft; an entry that it edits is released. */
  discard(input: { readonly draftId: string }): Promise<void>
  /** Copies files into the profile. Given by path from a picker or a drop; the preload finds the path, not the page. */
  attachPaths(input: { readonly draftId: string; readonly paths: readonly string[] }): Promise<AttachOutcome>
  /** A file that has no path (pasted): at most 25 MB. */
  attachBytes(input: {
    readonly draftId: string
    readonly name: string
    readonly type: string
    readonly bytes: Uint8Array
  }): Promise<AttachOutcome>
  /** Opens the system's file picker and attaches what was chosen. */
  pickFiles(input: { readonly draftId: string }): Promise<AttachOutcome>
}

export interface AttachOutcome {
  readonly added: readonly DraftAttachment[]
  readonly problems: readonly { readonly name: string; readonly message: string }[]
}

export interface AddressCheck {
  readonly text: string
  readonly ok: boolean
  /** Parsed parts where ok. */
  readonly name?: string
  readonly address?: string
  /** Sentence that says what is wrong and where, where not ok. */
  readonly message?: string
}

export interface AddressesApi {
  /** Splits what was typed or pasted into mailboxes and judges each. */
  check(input: { readonly text: string }): Promise<readonly AddressCheck[]>
}

/** Values of the server form. `password` null keeps the stored one. */
export interface ServerForm {
  readonly id: string | null
  readonly name: string
  readonly yourName: string
  readonly email: string
  readonly host: string
  readonly port: number
  readonly security: 'none' | 'starttls' | 'implicit'
  readonly user: string
  readonly password: string | null
  readonly ehloName: string
  readonly allowInsecureAuth: boolean
  readonly isDefault: boolean
  /** Sessions at the same time, 1 to 20; absent: 1. */
  readonly concurrency?: number
  /** Messages a minute and a day; null or absent: no limit. */
  readonly perMinute?: number | null
  readonly perDay?: number | null
  /** Servers that may carry this address's mail when this one does not take it, in this order. */
  readonly furtherServerIds?: readonly string[]
  /** In all below: absent or null is what a new server has, but a secret that is null stays as it is stored. */
  readonly mechanism?: MechanismName | null
  readonly oauth?: (OAuthSettings & { readonly clientSecret: string | null }) | null
  /** A sign-in that was finished for this form (`oauth.begin`) and is stored with it. */
  readonly oauthGrant?: string | null
  readonly minTls?: 'TLSv1.3' | null
  /** Absent: as it is stored. */
  readonly clientCertificate?: ClientCertificateInput
  readonly proxy?: (ProxySettings & { readonly password: string | null }) | null
  readonly localAddress?: string
  readonly family?: FamilyPreference | null
  readonly timeouts?: ServerTimeouts | null
  readonly dsn?: DsnDefault | null
  readonly allowedSenders?: readonly string[]
}

export type ClientCertificateInput =
  | { readonly kind: 'none' }
  /** Certificate and key in one text, or one after the other. */
  | { readonly kind: 'pem'; readonly text: string; readonly passphrase: string }
  | { readonly kind: 'pkcs12'; readonly bytes: Uint8Array; readonly passphrase: string }

export interface ServerView extends Server {
  readonly identity: Identity | null
  readonly hasPassword: boolean
  readonly waiting: number
}

/** What was wrong with the form, by field; nothing was saved. */
export type SaveServerOutcome =
  | { readonly saved: true; readonly server: ServerView }
  | { readonly saved: false; readonly problems: readonly SendProblem[] }

/** How a check of a server went. */
export interface CheckResult {
  readonly outcome: 'passed' | 'failed' | 'stopped'
  readonly rungs: readonly RungView[]
  readonly lines: readonly TranscriptLine[]
  /** Of the first rung that failed. */
  readonly explanation?: EntryExplanation
  /** What helps, the most helpful first. */
  readonly fixes: readonly CheckFix[]
  /** Null: it did not get as far as a sign-in, or needs none. */
  readonly story: SignInStory | null
  readonly durationMs: number
  readonly endedAt: number
}

/** What became of a test message, which was sent outside the outbox (P9). */
export interface TestMessageResult {
  /** `not-sent`: no session came about, or it was refused before anything was handed over. */
  readonly outcome: 'accepted' | 'partly' | 'unconfirmed' | 'not-sent'
  readonly recipients: readonly {
    readonly address: string
    readonly outcome: RecipientOutcome
    readonly replyLines: readonly string[]
  }[]
  /** The server that was asked; it has the message only where `outcome` says so. */
  readonly host: string
  readonly queueId?: string
  readonly finalReply?: readonly string[]
  /** With angle brackets: what to look for where it is unconfirmed. */
  readonly messageId: string
  readonly explanations: readonly EntryExplanation[]
  readonly lines: readonly TranscriptLine[]
  readonly durationMs: number
  readonly endedAt: number
}

/** A cause of failures as a person reads it. */
export interface HealthCause extends CauseShare {
  readonly title: string
  /** The latest messages that it happened to and that are still here, at most ten. */
  readonly messages: readonly {
    readonly entryId: string
    readonly subject: string
    readonly view: 'outbox' | 'sent'
  }[]
}

export interface HealthView extends Omit<ServerHealth, 'causes'> {
  readonly causes: readonly HealthCause[]
  /** More attempts than are read lie in the span: only the latest are counted. */
  readonly isCut: boolean
}

/** The last attempts over one server, oldest first, at most 24. */
export interface RecentAttempts {
  readonly serverId: string
  readonly outcomes: readonly HealthOutcome[]
}

export interface ServersApi {
  list(): Promise<readonly ServerView[]>
  /** How a server did in the last 24 hours, 7 days or 30 days, by the clock and calendar of this machine. */
  health(input: { readonly serverId: string; readonly span: HealthSpan }): Promise<HealthView>
  /** Of each server. */
  recent(): Promise<readonly RecentAttempts[]>
  /** Takes back a slowing that the server asked for: its lane goes at the pace that was set. */
  restorePace(input: { readonly serverId: string }): Promise<void>
  save(input: ServerForm): Promise<SaveServerOutcome>
  /** What waits for it goes over `moveTo` from now on; null: it is held until a person chooses. */
  delete(input: { readonly serverId: string; readonly moveTo?: string | null }): Promise<void>
  /** Off: nothing is sent over it on its own, and no menu offers it. */
  setEnabled(input: { readonly serverId: string; readonly enabled: boolean }): Promise<void>
  /** All servers in the order in which lists show them. */
  reorder(input: { readonly serverIds: readonly string[] }): Promise<void>
  /** A second one like it, with its address and its secrets; tokens of a web sign-in are not copied. */
  duplicate(input: { readonly serverId: string }): Promise<{ readonly serverId: string }>
  setDefault(input: { readonly serverId: string }): Promise<void>
  /**
   * From now on this key, by its SHA-256, is what the server is known by, whatever its certificate says; what waited for a word
   * about it goes on. Refused with `not-possible` where another key is trusted: a changed key is an alarm, and the old one is
   * taken back first.
   */
  trust(input: { readonly serverId: string; readonly spkiSha256: string }): Promise<void>
  /** Takes it back: certificates are checked again. */
  distrust(input: { readonly serverId: string; readonly spkiSha256: string }): Promise<void>
  /** A new password for "Sign in again"; releases what waited for it. */
  signIn(input: { readonly serverId: string; readonly password: string }): Promise<void>
}

/** Asks a server what it takes. One runs at a time: another one, or a test message, ends it. */
export interface ChecksApi {
  /**
   * Climbs the ladder with the values of the form, unsaved ones too, and quits; sends no mail. What it comes to is told as
   * `checks.progress` while it runs. `recipient`: the address that RCPT asks for; '': none. `until`: `sign-in` leaves the envelope out.
   */
  run(input: {
    /** Made by the window; progress is told under it. */
    readonly checkId: string
    readonly form: ServerForm
    readonly recipient: string
    readonly until: 'sign-in' | 'reset'
  }): Promise<CheckResult>
  /** Ends it at once: it settles with what there is. Nothing happens where it is over. */
  stop(input: { readonly checkId: string }): Promise<void>
  /** Really sends one message over the server of the form, outside the outbox (P9), to at most ten addresses. */
  sendTest(input: {
    readonly checkId: string
    readonly form: ServerForm
    readonly to: readonly string[]
  }): Promise<TestMessageResult>
}

/** Whom a web sign-in is for. */
export type SignInTargetInput =
  | { readonly kind: 'form'; readonly form: ServerForm }
  | { readonly kind: 'server'; readonly serverId: string }

/** Web sign-in (OAuth 2). Tokens stay in main; a window sees how a sign-in goes, never what it gave (P25). */
export interface OAuthApi {
  providers(): Promise<readonly ProviderView[]>
  /**
   * Starts a sign-in with the values of a form, unsaved ones too, or for a server that is there; `oauth.changed` tells how it
   * goes. A finished one of a form is named in `oauthGrant` when the form is saved or tested. An earlier one is cancelled.
   * @throws CallError `invalid-argument` with the field (`oauth.clientId`, …) that cannot be used.
   */
  begin(input: { readonly target: SignInTargetInput; readonly flow: SignInFlow }): Promise<SignInView>
  cancel(input: { readonly id: string }): Promise<void>
  /** The sign-in page once more in the system's browser. */
  openAgain(input: { readonly id: string }): Promise<void>
  /** The address of the sign-in page to the clipboard. */
  copyAddress(input: { readonly id: string }): Promise<void>
  /** Whether a sign-in is kept for a server, and whose it is. */
  status(input: { readonly serverId: string }): Promise<OAuthStatus>
  /** Removes the sign-in here and takes it back at the provider (RFC 7009). */
  signOut(input: { readonly serverId: string }): Promise<SignOutOutcome>
}

/** Values of the identity form; '' and [] are what was not filled in. */
export interface IdentityForm {
  readonly id: string | null
  readonly name: string
  readonly address: string
  readonly serverId: string
  readonly furtherServerIds: readonly string[]
  readonly replyTo: string
  readonly organisation: string
  readonly signatures: readonly Signature[]
  readonly alwaysBcc: readonly string[]
  readonly sentCopy: SentCopy | null
  readonly envelopeSender: string
}

/** What was wrong with the form, by field; nothing was saved. */
export type SaveIdentityOutcome =
  | { readonly saved: true; readonly identity: Identity }
  | { readonly saved: false; readonly problems: readonly SendProblem[] }

/** A sender that a server refused once, and was not asked about since or refused again. */
export interface RefusedSenderView extends RefusedSender {
  readonly serverId: string
  readonly serverName: string
}

/** Automatic settings from an address. Steps come as `discovery.changed` while a search goes on. */
export interface DiscoveryApi {
  /** Resolves when the search is over; refused with the field `email` where the address is none. A search before it is ended. */
  find(input: { readonly searchId: string; readonly address: string }): Promise<DiscoveryView>
  /** Lets Thunderbird's public database be asked in this search: the domain goes there, never the address. */
  consent(input: { readonly searchId: string }): Promise<DiscoveryView>
  cancel(input: { readonly searchId: string }): Promise<void>
}

export interface IdentitiesApi {
  /** In the order of "From"; the first is the default. */
  list(): Promise<readonly Identity[]>
  save(input: IdentityForm): Promise<SaveIdentityOutcome>
  /** What waits in the outbox keeps its sender; drafts of it fall to the default. */
  delete(input: { readonly identityId: string }): Promise<void>
  reorder(input: { readonly identityIds: readonly string[] }): Promise<void>
  /** The system's picker of folders; `path` null: it was left. */
  pickFolder(): Promise<{ readonly path: string | null }>
  refusedSenders(): Promise<readonly RefusedSenderView[]>
  forgetRefused(input: { readonly serverId: string; readonly address: string }): Promise<void>
  /** A copy of what was handed over that could not be written is tried again. */
  saveCopy(input: { readonly entryId: string }): Promise<void>
}

export interface PracticeApi {
  /** The page is open: the server listens while it is, or while a message waits for it. */
  open(): Promise<PracticeStatus>
  close(): Promise<void>
  status(): Promise<PracticeStatus>
  scenarios(): Promise<readonly PracticeScenario[]>
  received(): Promise<readonly ReceivedSummary[]>
  read(input: { readonly id: string }): Promise<ReceivedMessage>
  clear(): Promise<void>
  armed(): Promise<ArmedView>
  /** Answers the next command of a step so, once; takes the place of what was armed for it. */
  arm(input: Armed): Promise<ArmedView>
  disarm(input: { readonly phase: ArmedPhase }): Promise<ArmedView>
  /** Answers EHLO as this server does, from now on. */
  imitate(input: { readonly server: Imitation }): Promise<ArmedView>
  /** Makes the practice server and its identity if they are not there, and opens a compose window filled in. */
  tryIt(input: { readonly scenarioId: string | null }): Promise<{ readonly draftId: string }>
}

/** One rule of the routes; the first that is on and fits decides, for each recipient. */
export interface RouteRule {
  readonly id: string
  /** `example.org`, `*.example.org` (its subdomains), or `*`. */
  readonly domain: string
  readonly on: boolean
  readonly route:
    | { readonly kind: 'server'; readonly serverId: string }
    | { readonly kind: 'mx'; readonly tls: RouteTls }
    | { readonly kind: 'maildir'; readonly path: string }
}

/** Where one address would go, as the rules and the DNS say now; nothing is connected to. */
export interface PlannedRoute {
  readonly address: string
  /** Null: nowhere, `problem` says why. */
  readonly route: Route | null
  /** Number of the rule in the list, from 1; 0: the server of the identity. */
  readonly rule: number
  readonly serverName?: string
  readonly host?: string
  readonly port?: number
  /** Hosts of the destination in the order of trying, with preference and addresses (direct to MX). */
  readonly exchangers?: readonly {
    readonly host: string
    readonly preference: number
    readonly addresses: readonly string[]
  }[]
  readonly problem?: string
}

export interface RoutesApi {
  list(): Promise<readonly RouteRule[]>
  /** All rules in their order; with problems nothing is saved. Open recipients follow the new rules. */
  save(input: {
    readonly rules: readonly RouteRule[]
  }): Promise<{ readonly problems: readonly SendProblem[] }>
  where(input: {
    readonly addresses: readonly string[]
    readonly identityId: string | null
  }): Promise<readonly PlannedRoute[]>
}

export type SettingName = keyof Settings

export interface SettingsAbout {
  readonly defaults: Settings
}

export interface SettingsApi {
  get(): Promise<Settings>
  /** What each setting is as it comes. */
  about(): Promise<SettingsAbout>
  set(input: Partial<Settings>): Promise<Settings>
}

/** A state of the whole program that a banner shows until it is settled. */
export interface Notice {
  readonly id:
    | 'database-set-aside'
    | 'unreadable'
    | 'recovered'
    | 'spool-set-aside'
    | 'read-only'
    | 'unconfirmed-at-start'
    | 'secrets-in-memory'
    | 'oauth-not-revoked'
    | 'secrets-problem'
  readonly message: string
  readonly detail?: string
}

/** Where passwords and tokens are kept now. */
export interface SecretsInfo {
  readonly kind: SecretPlaceKind
  /** Why it is not the keychain, and what to do. */
  readonly reason?: string
  /** The encrypted file was chosen, although there is a keychain. */
  readonly isChosen: boolean
  /** An encrypted file can be chosen here. */
  readonly hasFile: boolean
  /** What could not be read or moved, a sentence each. */
  readonly problems: readonly string[]
}

export interface SecretsApi {
  /** Tests the keychain again, and moves there what memory or the encrypted file holds. Refused with `secret`. */
  useKeychain(): Promise<SecretsInfo>
  /** Moves all secrets of this profile from the keychain into the encrypted file. Refused with `secret`. */
  useFile(): Promise<SecretsInfo>
}

export interface CertificatesApi {
  /** A name of a certificate that leads to the same computer as the host; looked up now. `serverId` null: the server is not saved yet. */
  otherName(input: {
    readonly serverId: string | null
    readonly host: string
    readonly names: readonly string[]
  }): Promise<OtherName | null>
  /** That name is the server's host from now on; what waited goes on. Refused with `not-possible` where it leads elsewhere. */
  useName(input: { readonly serverId: string; readonly name: string }): Promise<void>
}

export interface AppInfo {
  readonly version: string
  readonly shell: 'electron' | 'chromium' | 'none'
  readonly platform: string
  readonly dataDir: string
  readonly secrets: SecretsInfo
  readonly notices: readonly Notice[]
}

export interface AppApi {
  info(): Promise<AppInfo>
  dismissNotice(input: { readonly id: string }): Promise<void>
  /** Opens (or focuses) a compose window: on a draft, or on a new one. */
  compose(input: {
    readonly draftId: string | null
    readonly to?: readonly string[]
  }): Promise<{ readonly draftId: string }>
  /** Shows the main window at a place; used by compose windows ("Show in outbox"). */
  show(input: { readonly view: View; readonly entryId?: string }): Promise<void>
  copyText(input: { readonly text: string }): Promise<void>
  /** The answer to `app.quitting`. */
  answerQuit(input: { readonly choice: QuitChoice }): Promise<void>
  /** Shows the profile folder, or the log, in the system's file manager. */
  reveal(input: { readonly what: Place }): Promise<void>
  /** Forgets every secret, ends the program and removes the profile: messages, drafts, servers, settings, transcripts, logs. */
  eraseEverything(): Promise<void>
}

/** What becomes of mail that is on its way when a person quits. */
export type QuitChoice =
  /** It is handed over first. */
  | 'finish'
  /** Connections are cut; what was not handed over waits. */
  | 'stop'
  /** The windows close, the program goes on. */
  | 'background'
  | 'stay'

/** What quitting would cut off, or leave until the program is open again. */
export interface OnItsWay {
  readonly sending: readonly EntrySummary[]
  /** Wait for nothing but their turn. */
  readonly next: readonly EntrySummary[]
  readonly scheduled: number
}

export type View =
  'outbox' | 'sent' | 'drafts' | 'servers' | 'routes' | 'identities' | 'practice' | 'settings'

/** What became of a report that was given. */
export type BounceOutcome =
  | { readonly kind: 'matched'; readonly entryId: string; readonly view: 'outbox' | 'sent' }
  /** It is about no message of this profile: what it says is explained all the same. */
  | { readonly kind: 'stranger'; readonly explanations: readonly EntryExplanation[] }
  /** The file is no delivery report; a sentence says what is missing. */
  | { readonly kind: 'no-report'; readonly message: string }

export interface BouncesApi {
  /** A delivery report (RFC 3464) as an .eml file of at most 20 MB: it is matched by envelope id or Message-ID, and kept. */
  read(input: { readonly bytes: Uint8Array }): Promise<BounceOutcome>
}

/** Settings of another program that lie where it keeps them. */
export interface TransferSource {
  readonly id: string
  readonly kind: FileKind
  /** Of the profile, where the program has several. */
  readonly name?: string
  readonly path: string
}

/** One server or identity of a file, beside what is there. */
export interface TransferItem {
  /** Its name inside the preview. */
  readonly key: string
  readonly name: string
  /** `same`: you have it; `conflict`: you have it with other settings; `unusable`: it cannot be taken. */
  readonly state: 'new' | 'same' | 'conflict' | 'unusable'
  /** One sentence about the state, where there is something to say. */
  readonly remark?: string
  readonly took: readonly TakenLine[]
  readonly left: readonly Left[]
}

export type TransferServer = TransferItem

export interface TransferIdentity extends TransferItem {
  /** Its server in the file; null: your default server. */
  readonly serverKey: string | null
  readonly serverName: string
  /** It can be taken only together with that server, which you do not have. */
  readonly needsServer: boolean
}

/** What a file has; nothing is stored yet. */
export interface TransferPreview {
  readonly id: string
  readonly kind: FileKind
  readonly path: string
  readonly servers: readonly TransferServer[]
  readonly identities: readonly TransferIdentity[]
  /** Of the file as a whole. */
  readonly left: readonly Left[]
}

/** What was taken, and what each server needs before it can send. */
export interface TransferReport {
  readonly servers: readonly {
    readonly serverId: string
    readonly name: string
    readonly needs: readonly ('password' | 'sign-in' | 'certificate' | 'proxy-password' | 'address')[]
  }[]
  readonly identities: readonly { readonly address: string; readonly serverName: string }[]
}

export interface TransferApi {
  /** Settings of other programs on this computer: Thunderbird's profiles, msmtp, Mailspring. */
  sources(): Promise<readonly TransferSource[]>
  /** Reads one of them, or (null) a file that the person picks; null: none was picked. Nothing is stored. @throws CallError `file`. */
  read(input: { readonly sourceId: string | null }): Promise<TransferPreview | null>
  /** Adds what was chosen of the preview; what is there stays as it is, and no secret comes along. */
  apply(input: {
    readonly previewId: string
    readonly servers: readonly string[]
    readonly identities: readonly string[]
  }): Promise<TransferReport>
  /** Writes servers and identities of theirs to a file where the person says, without any secret (P25); `path` null: it was left. */
  exportServers(input: {
    readonly serverIds: readonly string[]
    readonly identityIds: readonly string[]
  }): Promise<{ readonly path: string | null; readonly servers: number; readonly identities: number }>
}

export interface Api {
  readonly transfer: TransferApi
  readonly bounces: BouncesApi
  readonly outbox: OutboxApi
  readonly transcripts: TranscriptApi
  readonly drafts: DraftsApi
  readonly addresses: AddressesApi
  readonly servers: ServersApi
  readonly checks: ChecksApi
  readonly discovery: DiscoveryApi
  readonly oauth: OAuthApi
  readonly identities: IdentitiesApi
  readonly routes: RoutesApi
  readonly practice: PracticeApi
  readonly settings: SettingsApi
  readonly app: AppApi
  readonly secrets: SecretsApi
  readonly certificates: CertificatesApi
}

/** Hints with sequence numbers; a window holds snapshots and reads again on a gap. Announced after they are stored. */
export interface ApiEvents {
  /** Entries that changed, or are gone (`entry` null). */
  'outbox.changed': {
    readonly seq: number
    readonly entries: readonly { readonly entryId: string; readonly entry: EntrySummary | null }[]
    readonly lanes: readonly LaneView[]
  }
  /** Transcript lines of running attempts, in batches. */
  'transcript.lines': {
    readonly attemptId: string
    readonly entryId: string | null
    readonly lines: readonly TranscriptLine[]
  }
  'drafts.changed': { readonly draftId: string; readonly savedAt: number | null }
  'servers.changed': { readonly serverId: string | null }
  /** An identity was saved, deleted or moved. */
  'identities.changed': Readonly<Record<string, never>>
  'routes.changed': { readonly rules: readonly RouteRule[] }
  'practice.changed': PracticeStatus
  'settings.changed': Settings
  'secrets.changed': SecretsInfo
  'notices.changed': { readonly notices: readonly Notice[] }
  /** The main window is asked to show a place. */
  'app.show': { readonly view: View; readonly entryId?: string }
  /** A person quits while mail is on its way: the main window asks. */
  'app.quitting': OnItsWay
  /** A check or a test message goes on: its ladder as it stands, and the lines since the last of these. */
  'checks.progress': {
    readonly checkId: string
    /** Empty for a test message. */
    readonly rungs: readonly RungView[]
    readonly lines: readonly TranscriptLine[]
  }
  /** A step of the search for settings moved on. */
  'discovery.changed': DiscoveryView
  /** How the web sign-in that is running goes. */
  'oauth.changed': SignInView
}

export type { StopView }
