// The face of smtp/: what a courier, the server test, the practice demo and the terminal call.
// The engine behind it: session.ts, transaction.ts, line-channel.ts and their neighbours.
import type { Readable } from 'node:stream'
import type { Clock } from '../clock.ts'
import type { Random } from '../random.ts'
import type { ContentFacts, ContentProblem } from './content-scan.ts'
import type { Network } from './network.ts'
import type { ProbeStep } from './probe.ts'
import type { TlsSessionStore } from './tls-sessions.ts'
import type {
  CertificateSummary,
  DeliveryResult,
  RecipientResult,
  SmtpFailure,
  TlsFacts,
  TranscriptLine,
} from './types.ts'

export type Security = 'none' | 'starttls' | 'implicit'

/** A proxy between here and the server; it looks the server's name up. */
export interface ProxyTarget {
  readonly kind: 'socks5' | 'http'
  readonly host: string
  readonly port: number
  readonly user?: string
  readonly pass?: string
}

export type AddressFamily = 'prefer-ipv4' | 'prefer-ipv6' | 'only-ipv4' | 'only-ipv6'

export interface ServerTarget {
  readonly host: string
  readonly port: number
  readonly security: Security
  readonly tls?: {
    /** Name to verify; default the host as configured (RFC 7817, 9525). */
    readonly servername?: string
    /** PEM; the only trusted CA when given. */
    readonly ca?: string
    /** Accepted certificates: SHA-256 hex of the DER certificate or of its SubjectPublicKeyInfo. With a pin, a match suffices and nothing else does. */
    readonly pins?: readonly string[]
    readonly minVersion?: 'TLSv1.2' | 'TLSv1.3'
    /** Client certificate, PEM. */
    readonly cert?: string
    readonly key?: string
    /** Client certificate with its key as PKCS#12 (RFC 7292), in place of `cert` and `key`, and its passphrase. */
    readonly pfx?: Uint8Array
    readonly passphrase?: string
  }
  /** Default: the address literal of the connection's own end (RFC 5321 4.1.4). */
  readonly ehloName?: string
  /** Said once in its place where the server refuses that name: some take no address literal. */
  readonly ehloFallback?: string
  /** The host's address where it was looked up before; else the host is looked up. */
  readonly address?: string
  /** Address of this computer to connect from. */
  readonly localAddress?: string
  /** Which kind of address is tried first, or alone; for a proxy it is the proxy's. Default: as the system orders them (RFC 6724). */
  readonly family?: AddressFamily
  readonly proxy?: ProxyTarget
  /**
   * With STARTTLS to a mail exchanger, never with `auth`: any certificate will do, for no name of it was configured (RFC 7435);
   * `if-offered` also goes on in the clear where STARTTLS is not offered.
   */
  readonly relaxed?: 'any-certificate' | 'if-offered'
  readonly auth?: {
    readonly user: string
    readonly pass?: string
    readonly token?: string
    /** Only these mechanisms. */
    readonly mechanisms?: readonly string[]
    readonly allowInsecure?: boolean
  }
}

/** All in ms; defaults of RFC 5321 4.5.3.2. Each limits a whole reply, however slowly it drips. */
export interface Timeouts {
  readonly connectMs: number
  readonly greetingMs: number
  readonly replyMs: number
  readonly finalReplyMs: number
  readonly totalMs: number
}

export interface EngineOptions {
  readonly pipelining?: boolean
  readonly chunking?: boolean
  readonly authInFlight?: boolean
  /** `OpenSession.window`: messages follow one another without waiting for answers, where the server offers PIPELINING. */
  readonly queueInFlight?: boolean
}

/** Where the bytes come from; may be opened once for each try. LF alone becomes CRLF on the way. */
export interface MessageSource {
  /** Octets as `open` gives them. */
  readonly size: number
  /** All of them, where they are in memory, and stay as they are until the message has its outcome: `open` is not called then. */
  readonly octets?: Buffer
  /** What a `ContentScan` found in these octets, where somebody has read them: they are not read once more before they are sent. */
  readonly facts?: ContentFacts | ContentProblem
  /**
   * The same as `open`, in memory that is used again and again: a piece stays as it is until `lasting` further ones have been asked
   * for. Used in place of `open` for what is sent, so that a large message leaves no garbage of its size behind.
   */
  pieces?(lasting: number): AsyncIterable<Buffer>
  open(): Readable
}

export interface OutgoingMessage {
  /** Reverse-path; '' is the null reverse-path. */
  readonly from: string
  readonly to: readonly OutgoingRecipient[]
  readonly source: MessageSource
  readonly dsn?: { readonly ret?: 'HDRS' | 'FULL'; readonly envid?: string }
  readonly requireTls?: boolean
  readonly body?: 'binarymime'
  readonly allOrNone?: boolean
  readonly deliverBy?: { readonly seconds: number; readonly mode: 'N' | 'R'; readonly trace?: boolean }
  readonly holdFor?: number | string
  readonly priority?: number
}

export interface OutgoingRecipient {
  readonly address: string
  readonly notify?: readonly ('NEVER' | 'SUCCESS' | 'FAILURE' | 'DELAY')[]
  readonly orcpt?: string
}

export interface ClientDeps {
  readonly clock: Clock
  readonly random: Random
  /** Every line of the session, redacted, as it passes. */
  readonly tap: (line: TranscriptLine) => void
  readonly timeouts?: Partial<Timeouts>
  readonly options?: EngineOptions
  /** Ends the session at once: the socket is destroyed, what is queued is never sent. */
  readonly signal?: AbortSignal
  /** Names and TCP; the system's where it is left out. */
  readonly network?: Network
  /** Told what TLS came to, as soon as the handshake is done and verified. */
  readonly secured?: (facts: TlsFacts) => void
  /** TLS sessions to resume; none where it is left out. */
  readonly tlsSessions?: TlsSessionStore
}

export interface DeliverHooks {
  /**
   * Called before the segment with the last octet is given to the socket; it is written only after this resolves (P3).
   * Where it rejects, the octet is never written and the connection is destroyed (P6).
   * `refused`: the recipients that have a 4yz or 5yz reply of their own by then.
   */
  readonly beforeLastOctet?: (refused: readonly RecipientResult[]) => Promise<void>
  /** When the message was taken up (monotonic ms), for its overall deadline. Default: when `deliver` was called. */
  readonly startedAt?: number
  /** Octets of the message given to the socket so far. */
  readonly progress?: (sentOctets: number) => void
  /**
   * Where the session has a window: takes this message back as long as its last octet has not left. Nothing of it is written then, or the
   * connection is destroyed as soon as no other message has part in it.
   */
  readonly signal?: AbortSignal
  /** Where the session has a window: the lines of this message, numbered and timed like those of the session, which does not tell them itself. */
  readonly tap?: (line: TranscriptLine) => void
  /** The transaction has reached this phase. */
  readonly phase?: (phase: 'mail' | 'rcpt' | 'data' | 'message') => void
}

/** Capabilities as the server listed them in the last EHLO, keyword in upper case to its parameters. */
export type CapabilityMap = ReadonlyMap<string, readonly string[]>

export interface OpenSession {
  readonly capabilities: CapabilityMap
  /** The greeting's text and the peer's address, for the proof of hand-over. */
  readonly greeting: string
  readonly remoteAddress: string
  readonly tls?: TlsFacts
  readonly mechanism?: string
  /** Whether another message may be sent; false once broken or closed. */
  readonly usable: boolean
  /** Recipients that one transaction may have, messages that this session may still carry (RFC 9422). */
  readonly limits?: { readonly recipients: number; readonly transactions: number }
  /**
   * Messages that may be under way at a time; more than 1 with `queueInFlight`. A lost connection leaves each of them unconfirmed whose
   * last octet has left.
   */
  readonly window?: number
  /** Those that are under way now, where there is a window. */
  readonly underWay?: number
  /**
   * Runs one mail transaction; never throws for anything that the network or the server does. Calls follow one another; where there is a
   * window the next may come before the last is answered.
   */
  deliver(message: OutgoingMessage, hooks?: DeliverHooks): Promise<DeliveryResult>
  /** MAIL, RCPT where `to` is given, RSET: a server check without a message. */
  probe(from: string, to?: string): Promise<readonly ProbeStep[]>
  /** VRFY or EXPN: a question of a server check. */
  askAbout?(verb: 'VRFY' | 'EXPN', argument: string): Promise<ProbeStep>
  /** QUIT, at most one second for its answer, then closed. */
  close(): Promise<void>
  /** Destroys the connection. */
  abort(): void
}

export type OpenResult =
  | { readonly ok: true; readonly session: OpenSession }
  | { readonly ok: false; readonly failure: SmtpFailure; readonly certificate?: CertificateSummary }

/** Connects, greets, secures and signs in: everything up to the first MAIL. Implemented in session.ts. */
export type OpenClient = (target: ServerTarget, deps: ClientDeps) => Promise<OpenResult>
