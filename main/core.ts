// Composition root of everything that is not a window: the rooms are made here and handed to each other.
import type { Api, ApiEvents } from './api.ts'
import type { Clock } from './clock.ts'
import type { DiscoveryNetwork } from './discovery/network.ts'
import type { ReadyMessage } from './outbox/submit-ready.ts'
import type { Fetch } from './oauth/web.ts'
import type { TokenCredential } from './oauth/token-keeper.ts'
import type { MailResolver } from './outbox/route/resolve-mx.ts'
import type { TakesConnection } from './outbox/other-port.ts'
import type { LookUp } from './servers/other-name.ts'
import type { OpenClient } from './smtp/client.ts'
import type { Random } from './random.ts'
import type { SecretStore } from './secrets/secret-store.ts'
import type { Shell } from './shell.ts'
import type { PolicySource } from './policy/policy-book.ts'
import type { LocalFiles } from './transfer/local-files.ts'

export interface Log {
  info(message: string): void
  warn(message: string): void
  error(message: string, cause?: unknown): void
}

/** The way straight to mail exchangers. */
export interface MxNetwork {
  readonly resolver: MailResolver
  /** Default 25. */
  readonly port?: number
  /** Whether mail to this address would come back to this computer; default: loopback and unspecified addresses. */
  readonly isOwnAddress?: (address: string) => boolean
}

export interface CoreOptions {
  /** Profile folder; made if it is not there. */
  readonly dataDir: string
  readonly secrets: SecretStore
  readonly clock: Clock
  readonly random: Random
  /**
   * Whether this process runs the lanes where no other does: all of them, or only for what a person sends now, or never
   * (it changes entries and leaves the sending to others). Default: all.
   */
  readonly sends?: 'all' | 'asked' | 'never'
  /** Opens an SMTP session; the engine's own unless a test gives another. */
  readonly openClient: OpenClient
  /** Whether a host takes a connection at a port; asked where one never opened. Default: not asked. */
  readonly takesConnection?: TakesConnection
  /** Addresses of a name; default: none is looked up, and no other name of a server is offered. */
  readonly lookUp?: LookUp
  /** Default: every look-up fails, and what goes to an MX waits. */
  readonly mx?: MxNetwork
  /** Default: nothing of other programs is found, and no file can be read. */
  readonly localFiles?: LocalFiles
  /** Default: automatic settings come from our own table alone. */
  readonly discovery?: DiscoveryNetwork
  /** The web, for sign-ins with OAuth 2. Default: it cannot be reached. */
  readonly web?: {
    readonly fetch: Fetch
    /** http to 127.0.0.1 and ::1, for tests; default: https alone. */
    readonly allowLoopback?: boolean
  }
  /** The administrator's file. Default: none is looked for. */
  readonly policy?: PolicySource
  readonly shell: Shell
  readonly log: Log
  /** The storage worker's module; where the bundle has it. Default: storage/worker.ts beside the source. */
  readonly workerUrl?: URL
  readonly version: string
  /** Language of the system, BCP 47: texts follow it and the setting. Default: they stay in what is spoken already. */
  readonly systemLanguage?: string
}

export interface CoreEvents {
  on<E extends keyof ApiEvents>(event: E, listener: (payload: ApiEvents[E]) => void): () => void
}

export interface Core {
  readonly api: Api
  /** Which process runs the lanes of the profile now. */
  readonly sender: 'us' | 'another' | 'nobody'
  /** Queues a message whose octets are there already: an .eml from the terminal. Gives the entry's id once it is synced (P1). */
  enqueueReady(message: ReadyMessage): Promise<string>
  readonly events: CoreEvents
  /** Files that a person is asked about in the draft's window before anything reads them. */
  askFor(draftId: string, paths: readonly string[]): void
  /** A message file of the disk is to be shown in the main window. */
  openMessageFile(path: string): void
  /**
   * What a server is signed in to with, for the terminal: a token where it has a web sign-in, else its password; null where
   * none is known. Never over IPC (P25).
   */
  credential(serverId: string): Promise<{ readonly pass: string } | TokenCredential | null>
  /**
   * The machine goes to sleep: no attempt begins until `wake`, or for two minutes where it stays awake. One under way is ended where its
   * last octet has not left, and is due at waking; else its answer is waited for, and without one it is unconfirmed (P3).
   */
  sleep(): void
  /** The machine woke from sleep, or the network may be back: what is due goes at once (P20). Safe to call at any time. */
  wake(): void
  /** Ends lanes and sessions (a message being sent is given up to `graceMs` ms), then closes the store. */
  close(options?: { readonly graceMs?: number }): Promise<void>
}
