import type { SmtpFailure } from './smtp/types.ts'

/**
 * Why an attempt, or one recipient of it, failed: plain data for disk, IPC and screen. It is the engine's failure;
 * what fails before the engine is asked (a spool file gone, no password in this session) has phase `local`.
 */
export type Failure = SmtpFailure

/**
 * Whether no server was met: no network, a failed look-up, a connection that never opened. Nothing was refused, so it
 * does not count as an attempt (P17) and is tried anew when the network is back or the machine wakes (P20).
 */
export function isUnreached(failure: Failure): boolean {
  return failure.phase === 'connect' && (failure.kind === 'network' || failure.kind === 'timeout')
}

/** Whether a port never took the connection: it was refused, or nobody answered. A name or a network that is not there is no such thing. */
export function neverOpened({
  phase,
  kind,
  errorCode,
}: {
  readonly phase: string
  readonly kind?: Failure['kind']
  readonly errorCode?: string
}): boolean {
  // What a proxy did says nothing of the server's port, and another one is not asked past the proxy.
  if (phase.toLowerCase() !== 'connect' || errorCode?.startsWith('EPROXY') === true) return false
  return kind === 'timeout' || errorCode === 'ECONNREFUSED' || errorCode === 'ETIMEDOUT'
}

/**
 * Whether the server as a whole is at fault, not this message: no session came about, or it closed with 421. Its lane
 * waits then, and no entry is charged (RFC 5321 4.5.4.1).
 */
export function isServerFault(failure: Failure): boolean {
  if (!isTransient(failure)) return false
  return isServerPhase(failure.phase) || failure.reply?.code === 421
}

/** Before any message is spoken of: what fails there is the server's, not the message's. */
export function isServerPhase(phase: Failure['phase']): boolean {
  return sessionPhases.has(phase)
}

const sessionPhases: ReadonlySet<Failure['phase']> = new Set([
  'connect',
  'greeting',
  'ehlo',
  'starttls',
  'tls',
  'auth',
])

/** The disk of a Maildir failed for now; what it refuses for good has another code. */
export const maildirFaultCode = 'MAILDIR_FAULT'

/**
 * Whether trying again unchanged can help. The one place that decides it.
 * A reply by its first digit (RFC 5321 4.2.1); network, timeout, TLS handshake and protocol faults may pass;
 * a certificate that does not fit, and a refusal of our own, do not.
 */
export function isTransient(failure: Failure): boolean {
  switch (failure.kind) {
    case 'server-reply':
      return failure.reply === undefined || failure.reply.code < 500
    case 'network':
    case 'timeout':
    case 'tls':
    case 'protocol':
      return true
    case 'certificate':
      return false
    case 'local':
      // A full disk may have room later.
      return failure.errorCode === maildirFaultCode
  }
}
