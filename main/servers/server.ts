import type { Security } from '../smtp/client.ts'

/** A SASL mechanism that the engine knows. */
export const mechanismNames = [
  'EXTERNAL',
  'SCRAM-SHA-256-PLUS',
  'SCRAM-SHA-1-PLUS',
  'SCRAM-SHA-256',
  'SCRAM-SHA-1',
  'OAUTHBEARER',
  'XOAUTH2',
  'CRAM-MD5',
  'PLAIN',
  'LOGIN',
] as const
export type MechanismName = (typeof mechanismNames)[number]

/** Providers whose endpoints are known (main/oauth/providers.ts), or any issuer that publishes its metadata (RFC 8414). */
export const oauthProviders = ['google', 'microsoft', 'yahoo', 'fastmail', 'issuer'] as const
export type OAuthProviderId = (typeof oauthProviders)[number]

/** Sign-in with a token instead of a password. Tokens and a client secret are in the SecretStore. */
export interface OAuthSettings {
  readonly provider: OAuthProviderId
  /** An https URL; only with `issuer`. */
  readonly issuer?: string
  /** The client that the person registered with the provider. */
  readonly clientId: string
  /** Space-separated; absent: the provider's. */
  readonly scope?: string
  /** Microsoft: the directory; absent: `common`. */
  readonly tenant?: string
}

/** What is shown of a client certificate; certificate and key are in the SecretStore. */
export interface ClientCertificateFacts {
  readonly subject: string
  readonly issuer: string
  readonly validToAt: number
  /** SHA-256 of the DER certificate, lower-case hex. */
  readonly sha256: string
}

/** The password of its user is in the SecretStore. */
export interface ProxySettings {
  readonly kind: 'socks5' | 'http'
  readonly host: string
  readonly port: number
  /** '' = no sign-in at the proxy. */
  readonly user: string
}

export const familyPreferences = ['prefer-ipv4', 'prefer-ipv6', 'only-ipv4', 'only-ipv6'] as const
export type FamilyPreference = (typeof familyPreferences)[number]

/** Waits that differ from the engine's, ms. */
export interface ServerTimeouts {
  readonly connectMs?: number
  readonly replyMs?: number
  readonly finalReplyMs?: number
}

/** Reports that every message over this server asks for, where the server lists DSN (RFC 3461). */
export interface DsnDefault {
  readonly notify: readonly ('success' | 'failure' | 'delay')[]
  readonly ret: 'headers' | 'full'
}

/** A sender address that the server refused, as it said so last. */
export interface RefusedSender {
  readonly address: string
  readonly at: number
  readonly text: string
}

/** An outgoing server as the person configured it. Its password is in the SecretStore under `server:${id}`. */
export interface Server {
  readonly id: string
  /** `practice` is the built-in practice server; it cannot be edited or deleted. */
  readonly kind: 'configured' | 'practice'
  readonly name: string
  readonly host: string
  readonly port: number
  readonly security: Security
  readonly user: string // '' = no sign-in
  readonly ehloName: string // '' = address literal of this computer
  readonly allowInsecureAuth: boolean // P26: only if the person allowed exactly that
  readonly pins: readonly string[]
  readonly isDefault: boolean
  /** Sessions at the same time; absent: 1. */
  readonly concurrency?: number
  /** Up to 20 messages under way on one session, where it offers PIPELINING (smtp/window.ts); absent: each waits for the answer to the one before. */
  readonly queueInFlight?: true
  /** Messages a minute and a day at most; absent: no limit. */
  readonly perMinute?: number
  readonly perDay?: number
  /** Nothing is sent over it, and it is not offered; what waits for it waits on. */
  readonly disabled?: boolean
  /** Place in the list, ascending; absent ones follow by age. */
  readonly order?: number
  /** Sign-in by this mechanism alone; absent: the strongest that the server offers. */
  readonly mechanism?: MechanismName
  readonly oauth?: OAuthSettings
  /** Lowest version of TLS; absent: 1.2. */
  readonly minTls?: 'TLSv1.3'
  readonly clientCertificate?: ClientCertificateFacts
  readonly proxy?: ProxySettings
  /** Address of this computer to connect from. */
  readonly localAddress?: string
  readonly family?: FamilyPreference
  readonly timeouts?: ServerTimeouts
  readonly dsn?: DsnDefault
  /** Sender addresses that it takes: `a@example.org`, `@example.org`; absent: any. */
  readonly allowedSenders?: readonly string[]
  readonly refusedSenders?: readonly RefusedSender[]
  readonly createdAt: number
}
