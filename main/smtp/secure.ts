// TLS over an open connection: handshake, name, trust and pins. Nothing is written inside before all of it has passed.
import type { X509Certificate } from 'node:crypto'
import { isIP } from 'node:net'
import type { Duplex } from 'node:stream'
import { connect, createSecureContext, type SecureContext, type TLSSocket } from 'node:tls'
import type { Clock } from '../clock.ts'
import { isFor, isPinned, summarize, summarizeFailed } from './certificate.ts'
import type { ServerTarget } from './client.ts'
import { onCutoff } from './cutoff.ts'
import { errorCodeOf, localFault, SessionFault, toFailure } from './fault.ts'
import type { TlsSessions, VerifiedSession } from './tls-sessions.ts'
import type { CertificateSummary, TlsFacts } from './types.ts'

export interface Secured {
  readonly socket: TLSSocket
  readonly facts: TlsFacts
  readonly certificate: X509Certificate
}

export interface SecureOptions {
  readonly clock: Clock
  /** Limits the handshake. */
  readonly timeoutMs: number
  readonly sessions?: TlsSessions
  readonly signal: AbortSignal
}

/**
 * Handshakes over `stream`, at least TLS 1.2 (RFC 8314 4.1, 8996), and verifies the peer. Throws `SessionFault`: kind `certificate`
 * with the certificate when that is what failed, else `tls`, `network` or `timeout`.
 */
export async function secure(
  stream: Duplex,
  target: ServerTarget,
  name: string,
  options: SecureOptions,
): Promise<Secured> {
  const context = createContext(target, stream)
  const resumed = takeSession(options)
  const socket = connect({
    socket: stream,
    secureContext: context,
    // RFC 6066 3: an address is no server name.
    ...(isIP(name) === 0 ? { servername: name } : {}),
    // Verified below, so that a failure can show the certificate.
    rejectUnauthorized: false,
    checkServerIdentity: () => undefined,
    ...(resumed === undefined ? {} : { session: resumed.ticket }),
  })
  const tickets: Buffer[] = []
  socket.on('session', (ticket: Buffer) => tickets.push(ticket))
  await handshake(socket, options)
  // Node gives the peer's certificate once, and in a resumed session never.
  const certificate = socket.isSessionReused() ? resumed?.certificate : socket.getPeerX509Certificate()
  const facts = verify(socket, certificate, target, { name, now: options.clock.now() })
  if (certificate === undefined) throw new Error('verified without a certificate')
  // A session is kept only now: one that failed its check must not be resumed.
  const keep = (ticket: Buffer) => options.sessions?.keep({ ticket, certificate })
  tickets.forEach(keep)
  socket.on('session', keep)
  return { socket, facts, certificate }
}

/** A session whose certificate has expired since is not resumed: resuming would skip the check of the date. */
function takeSession({ sessions, clock }: SecureOptions): VerifiedSession | undefined {
  const session = sessions?.take()
  if (session === undefined || Date.parse(session.certificate.validTo) < clock.now()) return undefined
  return session
}

function createContext({ tls }: ServerTarget, stream: Duplex): SecureContext {
  try {
    return createSecureContext({
      minVersion: tls?.minVersion ?? 'TLSv1.2',
      ...(tls?.ca === undefined ? {} : { ca: tls.ca }),
      ...(tls?.cert === undefined ? {} : { cert: tls.cert }),
      ...(tls?.key === undefined ? {} : { key: tls.key }),
      ...(tls?.pfx === undefined ? {} : { pfx: Buffer.from(tls.pfx) }),
      ...(tls?.passphrase === undefined ? {} : { passphrase: tls.passphrase }),
    })
  } catch (error) {
    stream.destroy()
    // OpenSSL's own words may quote the key; its code does not.
    throw localFault(
      'tls',
      `the client certificate, key or CA could not be read (${errorCodeOf(error) ?? 'no PEM'})`,
    )
  }
}

async function handshake(socket: TLSSocket, { clock, timeoutMs, signal }: SecureOptions): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<undefined>()
  const fail = (error: unknown) => {
    socket.destroy()
    reject(error instanceof Error ? error : new Error(String(error)))
  }
  const timer = clock.after(timeoutMs, () =>
    fail(
      new SessionFault({
        phase: 'tls',
        kind: 'timeout',
        detail: `the TLS handshake was not finished within ${timeoutMs} ms`,
      }),
    ),
  )
  const closed = () =>
    fail(
      new SessionFault({
        phase: 'tls',
        kind: 'tls',
        detail: 'the server closed the connection during the TLS handshake',
      }),
    )
  const release = onCutoff(
    signal,
    () => 'tls',
    (failure) => fail(new SessionFault(failure)),
  )
  socket.once('secureConnect', () => resolve(undefined))
  socket.on('error', fail)
  socket.once('close', closed)
  try {
    await promise
  } catch (error) {
    const failure = toFailure(error, 'tls')
    // A reset in the middle of a handshake is a handshake that failed.
    throw new SessionFault(failure.kind === 'network' ? { ...failure, kind: 'tls' } : failure)
  } finally {
    timer.cancel()
    release()
    socket.off('close', closed)
  }
}

function verify(
  socket: TLSSocket,
  peer: X509Certificate | undefined,
  target: ServerTarget,
  { name, now }: { readonly name: string; readonly now: number },
): TlsFacts {
  const summary = peer === undefined ? undefined : summarize(peer)
  const pins = target.tls?.pins ?? []
  const relaxed = target.relaxed !== undefined && peer !== undefined
  // With a pin nothing else is asked, and nothing else is told.
  const code = socket.authorized ? undefined : errorText(socket.authorizationError)
  const shown = (certificate: X509Certificate, plain = summarize(certificate)) =>
    pins.length > 0 ? plain : summarizeFailed(certificate, { host: name, code, now })
  const problem = relaxed ? undefined : problemOf(socket, peer, summary, pins, name)
  if (problem !== undefined) {
    socket.destroy()
    throw new SessionFault({
      phase: 'tls',
      kind: 'certificate',
      ...problem,
      ...(peer === undefined ? {} : { certificate: shown(peer, summary) }),
    })
  }
  return {
    protocol: socket.getProtocol() ?? 'unknown',
    cipher: socket.getCipher().standardName,
    verified: !relaxed,
    pinned: !relaxed && pins.length > 0,
    ...(summary === undefined ? {} : { certificate: summary }),
  }
}

interface Problem {
  readonly detail: string
  readonly errorCode: string
}

function problemOf(
  socket: TLSSocket,
  peer: X509Certificate | undefined,
  summary: CertificateSummary | undefined,
  pins: readonly string[],
  name: string,
): Problem | undefined {
  if (peer === undefined || summary === undefined)
    return { detail: `${name} showed no certificate`, errorCode: 'NO_CERTIFICATE' }
  if (pins.length > 0) {
    // A pin that matches suffices and nothing else does: neither chain, name nor date.
    if (isPinned(summary, pins)) return undefined
    return {
      detail: `the certificate of ${name} is not the one that was trusted (pin)`,
      errorCode: 'PIN_MISMATCH',
    }
  }
  if (!socket.authorized) {
    const code = errorText(socket.authorizationError)
    return { detail: `the certificate of ${name} was not verified: ${code}`, errorCode: code }
  }
  if (isFor(peer, name)) return undefined
  const names = summary.names.join(', ') || 'no name'
  return {
    detail: `the certificate is for ${names}, not for ${name}`,
    errorCode: 'ERR_TLS_CERT_ALTNAME_INVALID',
  }
}

/** `authorizationError` is documented as an Error and is a code in fact. */
function errorText(error: unknown): string {
  return typeof error === 'string' ? error : (errorCodeOf(error) ?? String(error))
}
