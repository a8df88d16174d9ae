/**
 * The closed set of causes for a server's reply. `unknown` is the only fallback; every name has a
 * row in data/causes.json and texts in main/text.
 */
export const REPLY_CAUSES = [
  'recipient-unknown',
  'recipient-mailbox-full',
  'recipient-disabled',
  'recipient-restricted',
  'address-invalid',
  'domain-unknown',
  'domain-no-mail',
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
  'auth-temporarily-refused',
  'client-ip-not-authorized',
  'tls-required',
  'tls-unavailable',
  'message-too-large',
  'too-many-recipients',
  'rate-limited',
  'too-many-connections',
  'quota-sending-exceeded',
  'account-suspended',
  'greylisted',
  'server-busy',
  'service-unavailable',
  'timeout',
  'delivery-expired',
  'policy-rejected',
  'spam-content',
  'attachment-blocked',
  'ip-blocklisted',
  'domain-blocklisted',
  'poor-reputation',
  'spf-dkim-dmarc-failed',
  'reverse-dns',
  'helo-rejected',
  'smtputf8-unsupported',
  'message-malformed',
  'syntax-error',
  'command-unsupported',
  'bad-sequence',
  'loop',
  'unknown',
] as const

/** Causes of ours, for faults that no reply explains: look-up, connection, TLS, certificate, this computer. */
export const FAULT_CAUSES = [
  'network-name-not-found',
  'network-lookup-failed',
  'network-offline',
  'network-refused',
  'network-port-blocked',
  'network-captive-portal',
  'network-port-redirected',
  'network-unreachable',
  'network-timeout',
  'network-closed',
  'network-failed',
  'proxy-unreachable',
  'proxy-sign-in',
  'proxy-refused',
  'proxy-fault',
  'reply-timeout',
  'tls-failed',
  'tls-not-spoken',
  'tls-spoken-first',
  'tls-old-protocol',
  'tls-not-offered',
  'tls-offer-blanked',
  'certificate-wrong-name',
  'certificate-expired',
  'certificate-not-yet-valid',
  'certificate-self-signed',
  'certificate-untrusted',
  'certificate-scanner',
  'certificate-pin-changed',
  'certificate-invalid',
  'protocol-fault',
  'local-address',
  'local-smtputf8',
  'local-size',
  'local-eight-bit',
  'local-sign-in-unprotected',
  'local-no-mechanism',
  'local-password-missing',
  'keychain-closed',
  'oauth-sign-in-needed',
  'oauth-unreachable',
  'local-file',
  'local-mailbox',
  'local-policy',
  'local-cancelled',
  'local-refused',
  'unconfirmed',
] as const

export type ReplyCause = (typeof REPLY_CAUSES)[number]
export type FaultCause = (typeof FAULT_CAUSES)[number]

/** Every name that `Diagnosis.cause` can hold. */
export type CauseName = ReplyCause | FaultCause

const ALL: ReadonlySet<string> = new Set<string>([...REPLY_CAUSES, ...FAULT_CAUSES])

/** Whether `name` is a cause, for names that come from disk or a terminal. */
export function isCause(name: string): name is CauseName {
  return ALL.has(name)
}
