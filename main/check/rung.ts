// The nouns of a server check: what the window draws as a ladder. Plain data.
import type { FamilyPreference, MechanismName } from '../servers/server.ts'

export const rungNames = [
  'look-up',
  'connect',
  'greeting',
  'ehlo',
  'tls',
  'ehlo-secured',
  'sign-in',
  'sender',
  'recipient',
  'reset',
] as const
export type RungName = (typeof rungNames)[number]

/**
 * `ahead`: its turn has not come; `warned`: passed, with something to know; `stopped`: a person ended the check here;
 * `not-reached`: the check ended before it.
 */
export type RungState = 'ahead' | 'running' | 'passed' | 'warned' | 'failed' | 'stopped' | 'not-reached'

/** What a rung came to. */
export type RungResult =
  | { readonly kind: 'addresses'; readonly addresses: readonly string[] }
  /** `address`: the host's, or behind a proxy the proxy's. `tries`: 1 where the first address answered. */
  | {
      readonly kind: 'connected'
      readonly address: string
      readonly port: number
      readonly tries: number
      readonly through?: string
    }
  | { readonly kind: 'greeting'; readonly code: string; readonly text: string }
  | { readonly kind: 'capabilities'; readonly count: number; readonly offersTls: boolean }
  /** `size`: octets; left out where none is told. */
  | { readonly kind: 'offers'; readonly mechanisms: readonly string[]; readonly size?: number }
  | {
      readonly kind: 'tls'
      readonly protocol: string
      readonly validToAt?: number
      /** Known by its trusted key, whatever its certificate says. */
      readonly pinned?: boolean
    }
  /** `code` is left out until it was accepted. */
  | { readonly kind: 'sign-in'; readonly mechanism: string; readonly code?: string }
  | { readonly kind: 'asked'; readonly address: string; readonly code?: string }
  | { readonly kind: 'code'; readonly code: string }

/** What is worth knowing of a rung that passed. */
export type RungWarning =
  /** Addresses of one family that did not take the connection before another did. */
  | {
      readonly kind: 'second-try'
      readonly silent: readonly string[]
      readonly usedFamily: 4 | 6
      /** How long the first was waited for, ms; left out where it refused before. */
      readonly waitedMs?: number
      /** The setting that spares the wait; left out where it would not. */
      readonly prefer?: FamilyPreference
    }
  /** HELO alone was known: no extensions. */
  | { readonly kind: 'helo' }
  | { readonly kind: 'certificate-ends'; readonly validToAt: number }
  /** The password crossed an open connection, as this server's settings allow (P26). */
  | { readonly kind: 'unprotected' }

export interface RungView {
  readonly name: RungName
  readonly state: RungState
  /** From the end of the rung before it. */
  readonly ms?: number
  /** While it runs: when it began, ms since the check began. */
  readonly sinceMs?: number
  readonly result?: RungResult
  readonly warning?: RungWarning
  /** `seq` of the transcript lines that belong to it. */
  readonly lines?: { readonly first: number; readonly last: number }
}

/** Fields of the form, and of the check itself, that an advice can lead to. */
export type CheckField =
  'host' | 'port' | 'security' | 'user' | 'password' | 'email' | 'ehloName' | 'recipient'

/** A step that helps, as a button that does it. */
export type CheckFix =
  | { readonly kind: 'use-user'; readonly user: string }
  | { readonly kind: 'use-mechanism'; readonly mechanism: MechanismName | null }
  | { readonly kind: 'view-certificate' }
  | { readonly kind: 'other-ways' }
  | { readonly kind: 'edit'; readonly field: CheckField }
  | { readonly kind: 'sign-in-again' }
  | { readonly kind: 'check-again' }
