import type { CauseName } from './cause.ts'
import type { WhoseMove } from './diagnosis.ts'

const YOURS: readonly CauseName[] = [
  'recipient-unknown',
  'address-invalid',
  'domain-unknown',
  'sender-rejected',
  'sender-not-allowed-for-login',
  'sender-not-verified',
  'relay-denied',
  'auth-required',
  'auth-failed',
  'auth-app-password-needed',
  'auth-oauth-needed',
  'auth-smtp-disabled',
  'auth-web-login-needed',
  'auth-method-unsupported',
  'client-ip-not-authorized',
  'tls-required',
  'message-too-large',
  'too-many-recipients',
  'quota-sending-exceeded',
  'spam-content',
  'attachment-blocked',
  'domain-blocklisted',
  'helo-rejected',
  'smtputf8-unsupported',
  'message-malformed',
  'syntax-error',
  'command-unsupported',
  'bad-sequence',
  'network-name-not-found',
  'network-refused',
  'network-port-blocked',
  'network-captive-portal',
  'proxy-unreachable',
  'proxy-sign-in',
  'proxy-refused',
  'proxy-fault',
  'network-port-redirected',
  'tls-not-spoken',
  'tls-spoken-first',
  'tls-not-offered',
  'tls-offer-blanked',
  'certificate-wrong-name',
  'certificate-self-signed',
  'certificate-untrusted',
  'certificate-scanner',
  'certificate-pin-changed',
  'local-address',
  'local-smtputf8',
  'local-size',
  'local-eight-bit',
  'local-sign-in-unprotected',
  'local-no-mechanism',
  'local-password-missing',
  'keychain-closed',
  'oauth-sign-in-needed',
  'local-file',
  'local-mailbox',
  'local-policy',
  'local-cancelled',
  'local-refused',
  'unconfirmed',
]
const RECIPIENTS: readonly CauseName[] = [
  'recipient-mailbox-full',
  'recipient-disabled',
  'recipient-restricted',
  'domain-no-mail',
]
const YOUR_PROVIDERS: readonly CauseName[] = [
  'auth-temporarily-refused',
  'tls-unavailable',
  'account-suspended',
  'ip-blocklisted',
  'poor-reputation',
  'spf-dkim-dmarc-failed',
  'reverse-dns',
  'tls-old-protocol',
  'certificate-expired',
  'certificate-not-yet-valid',
  'certificate-invalid',
]
const THEIR_PROVIDERS: readonly CauseName[] = ['delivery-expired', 'policy-rejected', 'loop']
const NOBODYS: readonly CauseName[] = [
  'rate-limited',
  'too-many-connections',
  'greylisted',
  'server-busy',
  'timeout',
]

/**
 * Whose move it is for a cause where the wording says nothing more.
 * A service that is down comes back by itself only while its answer says so (4yz).
 */
export function toMover(cause: CauseName, permanent: boolean): WhoseMove {
  if (YOURS.includes(cause)) return 'you'
  if (RECIPIENTS.includes(cause)) return 'recipient'
  if (YOUR_PROVIDERS.includes(cause)) return 'your provider'
  if (THEIR_PROVIDERS.includes(cause)) return 'their provider'
  if (NOBODYS.includes(cause)) return 'nobody, retry'
  return permanent ? 'their provider' : 'nobody, retry'
}
