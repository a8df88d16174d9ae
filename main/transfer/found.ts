import type { Identity, Signature } from '../identities/identity.ts'
import type { Server } from '../servers/server.ts'

/** Where a file of settings comes from. */
export const fileKinds = [
  'sendoff',
  'thunderbird',
  'msmtp',
  'mailspring',
  'mobileconfig',
  'autoconfig',
] as const
export type FileKind = (typeof fileKinds)[number]

/** Something of the file that is not taken, and why: two pieces of one line. */
export interface Left {
  readonly what: string
  readonly why: string
}

/**
 * What an import may give a server. What only a person can allow (a password without encryption, P26) and what lives in the
 * SecretStore is not among it.
 */
export type ServerSettings = Omit<
  Server,
  | 'id'
  | 'kind'
  | 'isDefault'
  | 'createdAt'
  | 'order'
  | 'allowInsecureAuth'
  | 'clientCertificate'
  | 'refusedSenders'
>

/** A server as its file has it. `key` names it inside the file. */
export interface FoundServer {
  readonly key: string
  readonly settings: ServerSettings
  readonly isDefault: boolean
  /** It signed in with a token there, which does not come along. */
  readonly usesToken?: boolean
  readonly left: readonly Left[]
}

export type IdentitySettings = Omit<
  Identity,
  'id' | 'serverId' | 'furtherServerIds' | 'signatures' | 'order'
> & {
  readonly signatures?: readonly Omit<Signature, 'id'>[]
}

/** An identity as its file has it; the servers are named by their keys. */
export interface FoundIdentity {
  readonly key: string
  readonly serverKey: string | null
  readonly furtherServerKeys: readonly string[]
  readonly settings: IdentitySettings
  readonly left: readonly Left[]
}

/** What a parser read out of one file. */
export interface Found {
  readonly kind: FileKind
  readonly servers: readonly FoundServer[]
  readonly identities: readonly FoundIdentity[]
  /** Of the file as a whole. */
  readonly left: readonly Left[]
}

/** A file that is none of ours, or is broken: one sentence that says what and where. Never holds a piece of a secret. */
export type Parsed<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly message: string }

/** Most of each in one file; what goes beyond is named as left. */
export const maxServers = 500
export const maxIdentities = 2_000

/** A server with nothing but its place; what is absent is what a new server has. */
export function plainSettings(host: string, port: number, security: Server['security']): ServerSettings {
  return { name: host, host, port, security, user: '', ehloName: '', pins: [] }
}
