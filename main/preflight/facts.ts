import type { DraftContent } from '../drafts/draft.ts'
import type { Identity } from '../identities/identity.ts'
import type { SeenCapabilities } from '../servers/seen.ts'
import type { Server } from '../servers/server.ts'

/** A server with what it listed when it was last asked; `seen` undefined: never. */
export interface KnownServer {
  readonly server: Server
  readonly seen: SeenCapabilities | undefined
}

/** All that a pre-flight looks at. */
export interface PreflightFacts {
  readonly content: DraftContent
  readonly identity: Identity | undefined
  /** The server that would carry it; undefined: none. */
  readonly chosen: KnownServer | undefined
  /** Further servers that are switched on, in their order. */
  readonly others: readonly KnownServer[]
  readonly sending: 'on' | 'paused' | 'offline'
  readonly reminders: { readonly attachment: boolean; readonly subject: boolean }
  /** Of the interface, as `en`. */
  readonly language: string
}
