// Outgoing servers and their health.
import type { CauseShare, HealthOutcome, ServerHealth } from '../../health/health.ts'
import type { HealthSpan } from '../../health/span.ts'
import type { Identity } from '../../identities/identity.ts'
import type {
  DsnDefault,
  FamilyPreference,
  MechanismName,
  OAuthSettings,
  ProxySettings,
  Server,
  ServerTimeouts,
} from '../../servers/server.ts'
import type { SendProblem } from './outbox.ts'

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
  /** Messages follow one another without waiting for answers; absent: no. */
  readonly queueInFlight?: boolean
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
  /** The administrator gave it: name, host, port and security are not the person's to change. */
  readonly isGiven?: true
}

/** What was wrong with the form, by field; nothing was saved. */
export type SaveServerOutcome =
  | { readonly saved: true; readonly server: ServerView }
  | { readonly saved: false; readonly problems: readonly SendProblem[] }

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
