// What a window may ask and hear. Every method takes one plain argument (or none) that passes its schema in
// api-schemas.ts, and returns plain data. Implemented by createApi (create-api.ts) over the rooms of the core.
import type { AppApi, Notice, OnItsWay, View } from './api/types/app.ts'
import type { AttachmentsApi, CopyProgress } from './api/types/attachments.ts'
import type { BouncesApi } from './api/types/bounces.ts'
import type { ChecksApi } from './api/types/checks.ts'
import type { ContactsApi } from './api/types/contacts.ts'
import type { DiscoveryApi } from './api/types/discovery.ts'
import type { AddressesApi, DraftsApi, RestoredVersion } from './api/types/drafts.ts'
import type { HelpApi, LessonView } from './api/types/help.ts'
import type { IdentitiesApi } from './api/types/identities.ts'
import type { OAuthApi } from './api/types/oauth.ts'
import type { MessagesApi } from './api/types/messages.ts'
import type { MergeApi } from './api/types/merge.ts'
import type { EntrySummary, LaneView, OutboxApi } from './api/types/outbox.ts'
import type { PolicyApi, PolicyView } from './api/types/policy.ts'
import type { PracticeApi } from './api/types/practice.ts'
import type { PreflightApi } from './api/types/preflight.ts'
import type { ProfileApi } from './api/types/profile.ts'
import type { RouteRule, RoutesApi } from './api/types/routes.ts'
import type { DesktopApi, UpdatesApi, UpdatesInfo } from './api/types/desktop.ts'
import type { CertificatesApi, SecretsApi, SecretsInfo } from './api/types/secrets.ts'
import type { ServersApi } from './api/types/servers.ts'
import type { SettingsApi } from './api/types/settings.ts'
import type { TemplatesApi } from './api/types/templates.ts'
import type { TranscriptApi } from './api/types/transcripts.ts'
import type { TransferApi } from './api/types/transfer.ts'
import type { RungView } from './check/rung.ts'
import type { DiscoveryView } from './discovery/discovery.ts'
import type { SignInView } from './oauth/oauth.ts'
import type { PracticeStatus } from './practice/practice.ts'
import type { Settings } from './settings/settings.ts'
import type { TranscriptLine } from './smtp/types.ts'

export type * from './api/types/app.ts'
export type * from './api/types/attachments.ts'
export type * from './api/types/bounces.ts'
export type * from './api/types/checks.ts'
export type * from './api/types/contacts.ts'
export type * from './api/types/discovery.ts'
export type * from './api/types/drafts.ts'
export type * from './api/types/help.ts'
export type * from './api/types/identities.ts'
export type * from './api/types/merge.ts'
export type * from './api/types/messages.ts'
export type * from './api/types/oauth.ts'
export type * from './api/types/outbox.ts'
export type * from './api/types/policy.ts'
export type * from './api/types/practice.ts'
export type * from './api/types/preflight.ts'
export type * from './api/types/profile.ts'
export type * from './api/types/routes.ts'
export type * from './api/types/desktop.ts'
export type * from './api/types/secrets.ts'
export type * from './api/types/servers.ts'
export type * from './api/types/settings.ts'
export type * from './api/types/templates.ts'
export type * from './api/types/transcripts.ts'
export type * from './api/types/transfer.ts'
export type { Place } from './shell.ts'
export type { StopView } from './transcript/stop.ts'

export interface Api {
  readonly transfer: TransferApi
  readonly bounces: BouncesApi
  readonly messages: MessagesApi
  readonly outbox: OutboxApi
  readonly transcripts: TranscriptApi
  readonly drafts: DraftsApi
  readonly attachments: AttachmentsApi
  readonly preflight: PreflightApi
  readonly templates: TemplatesApi
  readonly merge: MergeApi
  readonly addresses: AddressesApi
  readonly contacts: ContactsApi
  readonly servers: ServersApi
  readonly checks: ChecksApi
  readonly discovery: DiscoveryApi
  readonly oauth: OAuthApi
  readonly identities: IdentitiesApi
  readonly routes: RoutesApi
  readonly practice: PracticeApi
  readonly settings: SettingsApi
  readonly policy: PolicyApi
  readonly help: HelpApi
  readonly profile: ProfileApi
  readonly app: AppApi
  readonly secrets: SecretsApi
  readonly desktop: DesktopApi
  readonly updates: UpdatesApi
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
  /** `savedAt` null: it is gone; `discarded`: it can be had back. */
  'drafts.changed': {
    readonly draftId: string
    readonly savedAt: number | null
    readonly discarded?: { readonly subject: string }
  }
  /** An earlier version was brought back: the window of the draft shows it. */
  'drafts.restored': RestoredVersion & {
    readonly draftId: string
    readonly version: number
    /** When the version that was brought back was saved, epoch ms. */
    readonly versionSavedAt: number
  }
  /** How the copy of an attached file goes. */
  'attachments.copying': CopyProgress
  /** Another message file is to be shown, or none any more: `messages.shown` says which. */
  'messages.opened': Readonly<Record<string, never>>
  /** Contacts, groups or earlier recipients. */
  'contacts.changed': Readonly<Record<string, never>>
  /** A mail merge was changed or moved on; `gone`: it was removed. */
  'merge.changed': { readonly jobId: string; readonly gone: boolean }
  'servers.changed': { readonly serverId: string | null }
  /** An identity was saved, deleted or moved. */
  'identities.changed': Readonly<Record<string, never>>
  /** A template was saved, used or deleted. */
  'templates.changed': Readonly<Record<string, never>>
  'routes.changed': { readonly rules: readonly RouteRule[] }
  'practice.changed': PracticeStatus
  'settings.changed': Settings
  /** The administrator's file was read again. */
  'policy.changed': PolicyView
  /** A step of a lesson was seen to be done. */
  'lessons.changed': { readonly lessons: readonly LessonView[] }
  'secrets.changed': SecretsInfo
  'updates.changed': UpdatesInfo
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
