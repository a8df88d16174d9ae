import type { CauseName, FaultCause } from './cause.ts'
import type { DiagnosisInput } from './diagnose.ts'
import { toMeddler } from './meddlers.ts'

const BY_ERROR_CODE: Readonly<Record<string, FaultCause>> = {
  ENOTFOUND: 'network-name-not-found',
  ENODATA: 'network-name-not-found',
  EAI_NONAME: 'network-name-not-found',
  EAI_NODATA: 'network-name-not-found',
  EAI_AGAIN: 'network-lookup-failed',
  EAI_FAIL: 'network-lookup-failed',
  ESERVFAIL: 'network-lookup-failed',
  ETIMEOUT: 'network-lookup-failed',
  EREFUSED: 'network-lookup-failed',
  ENETDOWN: 'network-offline',
  ENETUNREACH: 'network-offline',
  EADDRNOTAVAIL: 'network-offline',
  EHOSTUNREACH: 'network-unreachable',
  EHOSTDOWN: 'network-unreachable',
  ECONNREFUSED: 'network-refused',
  ETIMEDOUT: 'network-timeout',
  ESOCKETTIMEDOUT: 'network-timeout',
  ECONNRESET: 'network-closed',
  ECONNABORTED: 'network-closed',
  EPIPE: 'network-closed',
  EPROXYCONN: 'proxy-unreachable',
  EPROXYAUTH: 'proxy-sign-in',
  EPROXY: 'proxy-refused',
  EPROXYFAULT: 'proxy-fault',
  ERR_TLS_CERT_ALTNAME_INVALID: 'certificate-wrong-name',
  HOSTNAME_MISMATCH: 'certificate-wrong-name',
  CERT_HAS_EXPIRED: 'certificate-expired',
  CERT_NOT_YET_VALID: 'certificate-not-yet-valid',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'certificate-self-signed',
  SELF_SIGNED_CERT_IN_CHAIN: 'certificate-untrusted',
  UNABLE_TO_GET_ISSUER_CERT: 'certificate-untrusted',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'certificate-untrusted',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'certificate-untrusted',
  CERT_UNTRUSTED: 'certificate-untrusted',
  INVALID_CA: 'certificate-untrusted',
  CERT_CHAIN_TOO_LONG: 'certificate-untrusted',
  PIN_MISMATCH: 'certificate-pin-changed',
  NO_PASSWORD: 'local-password-missing',
  KEYCHAIN: 'keychain-closed',
  OAUTH_SIGN_IN: 'oauth-sign-in-needed',
  OAUTH_UNREACHABLE: 'oauth-unreachable',
  POLICY: 'local-policy',
  MAILDIR_FAULT: 'local-mailbox',
  MAILDIR_REFUSED: 'local-mailbox',
  ERR_SSL_UNSUPPORTED_PROTOCOL: 'tls-old-protocol',
  ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION: 'tls-old-protocol',
  ERR_SSL_WRONG_VERSION_NUMBER: 'tls-not-spoken',
  ERR_SSL_PACKET_LENGTH_TOO_LONG: 'tls-not-spoken',
  ERR_SSL_HTTP_REQUEST: 'tls-not-spoken',
}

/** What DNS says of a destination on the direct way to its MX; a server on the way would answer the same (outbox/route/). */
const BY_DESTINATION: Readonly<Record<string, CauseName>> = {
  MX_NXDOMAIN: 'domain-unknown',
  MX_NO_ADDRESS: 'domain-unknown',
  MX_NULL: 'domain-no-mail',
  MX_LOOP: 'loop',
}

/** A fault that no reply explains, named by the system's error code, else by its kind and step (P14). */
export function toFaultCause(input: DiagnosisInput): CauseName {
  const meddler = toMeddler(input)
  if (meddler !== undefined) return meddler
  const code = input.errorCode ?? ''
  const known = BY_DESTINATION[code] ?? BY_ERROR_CODE[code]
  if (known !== undefined) return known
  const phase = input.phase.toLowerCase()
  switch (input.kind) {
    case 'timeout':
      return phase === 'connect' ? 'network-timeout' : 'reply-timeout'
    case 'tls':
      return phase === 'starttls' ? 'tls-not-offered' : 'tls-failed'
    case 'certificate':
      return /\bpin/i.test(input.detail ?? '') ? 'certificate-pin-changed' : 'certificate-invalid'
    case 'protocol':
      return 'protocol-fault'
    case 'local':
      return toLocalCause(phase, input.detail ?? '')
    case 'network':
    case 'server-reply':
    case undefined:
      return phase === 'connect' ? 'network-failed' : 'network-closed'
  }
}

/** Sendoff's own refusals, told apart by the step where they showed and by their words. */
function toLocalCause(phase: string, detail: string): FaultCause {
  if (detail === 'cancelled') return 'local-cancelled'
  if (phase === 'starttls') return 'tls-not-offered'
  if (phase === 'auth')
    return /without TLS|encrypt|unprotected|insecure/i.test(detail)
      ? 'local-sign-in-unprotected'
      : 'local-no-mechanism'
  if (/smtputf8/i.test(detail)) return 'local-smtputf8'
  if (/\bsize\b|too large|octets/i.test(detail)) return 'local-size'
  if (/8-?bit|8bitmime/i.test(detail)) return 'local-eight-bit'
  if (/password|secret|sign-in/i.test(detail)) return 'local-password-missing'
  if (/\bfile\b|spool/i.test(detail)) return 'local-file'
  if (/address|recipient/i.test(detail)) return 'local-address'
  return 'local-refused'
}
