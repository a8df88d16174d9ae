// The nouns that cross the border of smtp/: plain data, safe for disk, IPC and screen.

/**
 * Steps of a session. `connect` has name look-up and proxy in it, `ehlo` has HELO in it (before and inside TLS),
 * `starttls` is the command and its reply, `tls` the handshake and the certificate, `data` the answer to DATA or to a
 * BDAT that is not LAST, `message` the content and its final reply.
 */
export type Phase =
  | 'local'
  | 'connect'
  | 'greeting'
  | 'ehlo'
  | 'starttls'
  | 'tls'
  | 'auth'
  | 'mail'
  | 'rcpt'
  | 'data'
  | 'message'
  | 'reset'
  | 'quit'
  | 'done'

export type FailureKind =
  'server-reply' | 'network' | 'timeout' | 'tls' | 'certificate' | 'protocol' | 'local'

/** A complete reply (RFC 5321 4.2). */
export interface Reply {
  readonly code: number
  /** Enhanced status code of the first line (RFC 2034, 3463), e.g. `5.1.1`; left out if its class differs from the code's. */
  readonly enhanced?: string
  /** All lines as received, with code, without line ends; octets read as UTF-8. */
  readonly lines: readonly string[]
}

/** Why a step failed. Plain data; carries no secret (P25). */
export interface SmtpFailure {
  readonly phase: Phase
  readonly kind: FailureKind
  /** The command that was answered or could not be sent, as the transcript shows it, e.g. `RCPT TO:<b@example.net>`, `AUTH PLAIN`. */
  readonly command?: string
  readonly reply?: Reply
  /** One line for people: what a local, network, timeout or certificate failure was (name, number, offset). */
  readonly detail: string
  /** Node's or OpenSSL's error code, e.g. `ECONNREFUSED`, `ENOTFOUND`, `CERT_HAS_EXPIRED`. */
  readonly errorCode?: string
  /** The certificate that did not pass, for `certificate` failures. */
  readonly certificate?: CertificateSummary
  /** A port of the same host that took a connection right after this one did not open; found by who asked the engine. */
  readonly otherPort?: number
  /** `host:port` of the proxy that the connection went through, or was to go through, where it failed before the sign-in. */
  readonly proxy?: string
  /** Other messages were under way with this one on the same connection (`queueInFlight`), which some servers do not bear. */
  readonly inFlight?: true
}

export interface CertificateChecks {
  /** Leads to an authority that this computer trusts; absent where a date failed, for the library then says no more. */
  readonly chain?: boolean
  /** Today is within its dates. */
  readonly dates: boolean
  /** The host is among its names. */
  readonly name: boolean
}

export interface CertificateSummary {
  readonly subject: string
  readonly issuer: string
  readonly names: readonly string[]
  readonly validFromAt: number
  readonly validToAt: number
  /** SHA-256 of the DER certificate, lower-case hex with no separators. */
  readonly sha256: string
  /** SHA-256 of the SubjectPublicKeyInfo, lower-case hex: what a pin names. */
  readonly spkiSha256: string
  /** Kind and size of the key, e.g. `EC P-256`, `RSA 2048`. */
  readonly key?: string
  /** Those that vouch for it, its issuer first, as far as the server sent them or this computer knows them. */
  readonly chain?: readonly { readonly subject: string }[]
  /** Which checks passed, where one of them failed. Absent where a pin decides. */
  readonly checks?: CertificateChecks
}

/** One line of a session in either direction, after redaction, in the order in which it passed the tap. */
export interface TranscriptLine {
  readonly seq: number
  /** ms since the session was asked for (monotonic). */
  readonly atMs: number
  readonly from: 'client' | 'server' | 'note'
  readonly phase: Phase
  /** Without line end. Credentials stand as `[hidden]`; message content is never recorded, a note counts its octets. */
  readonly text: string
}

export type RecipientOutcome =
  'accepted' | 'deferred' | 'rejected' | 'not-attempted' | 'refused-locally' | 'unconfirmed'

export interface RecipientResult {
  /** As given by the caller, even where an A-label went on the wire. */
  readonly address: string
  readonly outcome: RecipientOutcome
  /** The reply to this recipient's RCPT, replaced by the later refusal (DATA, BDAT, final reply) that decided it. */
  readonly reply?: Reply
}

export interface TlsFacts {
  readonly protocol: string // e.g. `TLSv1.3`
  readonly cipher: string
  readonly verified: boolean
  readonly pinned: boolean
  readonly certificate?: CertificateSummary
}

/** What became of one message on one session. */
export interface DeliveryResult {
  readonly overall: 'accepted' | 'partly' | 'deferred' | 'rejected' | 'refused-locally' | 'unconfirmed'
  /** Where it failed; `done` on `accepted` and `partly`. */
  readonly phase: Phase
  readonly failure?: SmtpFailure
  /** The reply that decided; on success the final 2yz. */
  readonly reply?: Reply
  /** The server's queue id read from the final 2yz, where one can be recognised. */
  readonly queueId?: string
  readonly recipients: readonly RecipientResult[]
  /** Wishes that the server could not meet (DSN, MT-PRIORITY, DELIVERBY N): one sentence each. */
  readonly notes: readonly string[]
}
