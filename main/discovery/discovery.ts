// The nouns of automatic settings: plain data, safe for IPC and screen. No password is among them.
import type { OAuthProviderId } from '../servers/server.ts'
import type { Security } from '../smtp/client.ts'

/** In the order of asking, and of choice. */
export const discoverySources = ['table', 'srv', 'autoconfig', 'thunderbird', 'mx', 'probe'] as const
export type DiscoverySource = (typeof discoverySources)[number]

export type StepState =
  'waiting' | 'running' | 'found' | 'nothing' | 'failed' | 'skipped' | 'needs-consent' | 'cancelled'

export interface DiscoveryStep {
  readonly source: DiscoverySource
  readonly state: StepState
  /** What was asked or came out, a sentence; '' while it waits. */
  readonly text: string
  /** How long it took, ms; absent until it is over, and where nothing was asked. */
  readonly ms?: number
}

/** How the server wants to be signed in to; `none`: not at all. */
export type SignInWay = 'password' | 'oauth' | 'none'

/** Settings of an outgoing server as one source gives them. */
export interface FoundSettings {
  readonly id: string
  readonly source: DiscoverySource
  /** Where they come from, a sentence. */
  readonly from: string
  /** `certain`: said by who runs the server, or ours; `likely`: inferred; `guess`: it answered there. */
  readonly sure: 'certain' | 'likely' | 'guess'
  /** The provider; '' where it was not told. */
  readonly name: string
  readonly host: string
  readonly port: number
  readonly security: Security
  /** '' = no sign-in. */
  readonly user: string
  /** In the order in which the source lists them. */
  readonly signIn: readonly SignInWay[]
  readonly oauth?: OAuthProviderId
  /** What the person has to know or do at the provider first. */
  readonly hint?: string
  /** What the person has to look at before these are used; such settings are never chosen by themselves. */
  readonly confirm?: string
}

export interface DiscoveryView {
  readonly searchId: string
  readonly address: string
  readonly domain: string
  /** All of them, in their order. */
  readonly steps: readonly DiscoveryStep[]
  /** All that was found, in the order of the sources. */
  readonly found: readonly FoundSettings[]
  /** The one to use; null: none that could be used without a word of the person. */
  readonly chosenId: string | null
  readonly isOver: boolean
}

/** Settings that may be used without asking: encrypted, and nothing to confirm. */
export function isUsable({ security, confirm }: FoundSettings): boolean {
  return security !== 'none' && confirm === undefined
}

/** `found` in the order of the sources, each server once: where two sources name it, the first that needs no word of the person. */
export function inOrder(found: readonly FoundSettings[]): readonly FoundSettings[] {
  const rank = ({ source }: FoundSettings) => discoverySources.indexOf(source)
  const sorted = found.toSorted((a, b) => rank(a) - rank(b))
  const places = new Map<string, FoundSettings>()
  for (const one of sorted) {
    const place = `${one.host}:${one.port}:${one.security}`
    const before = places.get(place)
    if (before === undefined || (!isUsable(before) && isUsable(one))) places.set(place, one)
  }
  return [...places.values()].toSorted((a, b) => rank(a) - rank(b))
}
