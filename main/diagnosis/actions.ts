import type { CauseName } from './cause.ts'
import type { AdviceAction, WhoseMove } from './diagnosis.ts'

const ACTIONS: Readonly<Partial<Record<CauseName, readonly AdviceAction[]>>> = {
  'recipient-unknown': ['edit-address'],
  'recipient-mailbox-full': ['send-again'],
  'recipient-disabled': ['edit-address'],
  'recipient-restricted': ['send-again'],
  'address-invalid': ['edit-address'],
  'domain-unknown': ['edit-address'],
  'domain-no-mail': ['edit-address'],
  'sender-rejected': ['open-server', 'edit-message', 'change-server'],
  'sender-not-allowed-for-login': ['edit-message', 'open-server', 'change-server'],
  'sender-not-verified': ['send-again'],
  'relay-denied': ['open-server', 'change-server'],
  'auth-required': ['open-server', 'change-server'],
  'auth-failed': ['sign-in-again', 'open-server', 'change-server'],
  'auth-app-password-needed': ['sign-in-again', 'open-server', 'change-server'],
  'auth-web-login-needed': ['send-again', 'change-server'],
  'auth-method-unsupported': ['open-server'],
  'auth-temporarily-refused': ['send-now'],
  'tls-required': ['open-server', 'change-server'],
  'message-too-large': ['drop-file', 'edit-message'],
  'too-many-recipients': ['edit-message'],
  'spam-content': ['edit-message'],
  'attachment-blocked': ['drop-file', 'edit-message'],
  'domain-blocklisted': ['edit-message'],
  'helo-rejected': ['open-server'],
  'smtputf8-unsupported': ['edit-address'],
  'message-malformed': ['edit-message'],
  'command-unsupported': ['open-server', 'change-server'],
  'auth-smtp-disabled': ['send-again', 'change-server'],
  'quota-sending-exceeded': ['send-again', 'change-server'],
  'ip-blocklisted': ['send-again', 'change-server'],
  'poor-reputation': ['send-again', 'change-server'],
  'spf-dkim-dmarc-failed': ['send-again', 'change-server'],
  'delivery-expired': ['edit-address', 'send-again'],
  'network-name-not-found': ['open-server', 'send-now', 'change-server'],
  'network-refused': ['try-other-way', 'open-server', 'send-now', 'change-server'],
  'tls-not-spoken': ['try-other-way', 'open-server'],
  'network-port-blocked': ['try-other-way', 'open-server', 'send-now', 'change-server'],
  'network-timeout': ['try-other-way', 'open-server', 'send-now', 'change-server'],
  'network-captive-portal': ['send-now'],
  'proxy-unreachable': ['open-server', 'send-now', 'change-server'],
  'proxy-sign-in': ['open-server', 'send-now', 'change-server'],
  'proxy-refused': ['open-server', 'send-now', 'change-server'],
  'proxy-fault': ['open-server', 'send-now', 'change-server'],
  'network-port-redirected': ['try-other-way', 'open-server'],
  'tls-spoken-first': ['try-other-way', 'open-server'],
  'tls-not-offered': ['try-other-way', 'open-server', 'change-server'],
  'tls-offer-blanked': ['try-other-way', 'open-server', 'change-server'],
  'certificate-wrong-name': ['view-certificate', 'open-server'],
  'certificate-expired': ['view-certificate', 'open-server', 'send-now'],
  'certificate-not-yet-valid': ['view-certificate', 'open-server', 'send-now'],
  'certificate-self-signed': ['view-certificate', 'open-server'],
  'certificate-untrusted': ['view-certificate', 'open-server'],
  'certificate-scanner': ['view-certificate', 'open-server'],
  'certificate-pin-changed': ['view-certificate', 'open-server'],
  'certificate-invalid': ['view-certificate', 'open-server'],
  'local-address': ['edit-address'],
  'local-smtputf8': ['edit-address'],
  'local-size': ['drop-file', 'edit-message'],
  'local-eight-bit': ['edit-message'],
  'local-sign-in-unprotected': ['open-server'],
  'local-no-mechanism': ['open-server'],
  'local-password-missing': ['sign-in-again', 'open-server', 'change-server'],
  'keychain-closed': ['try-keychain', 'sign-in-again', 'open-server', 'change-server'],
  'oauth-sign-in-needed': ['sign-in-again', 'open-server', 'change-server'],
  'oauth-unreachable': ['send-now', 'change-server'],
  'local-file': ['edit-message'],
  'local-mailbox': ['send-again'],
  'local-policy': ['change-server'],
  'local-refused': ['edit-message'],
  unconfirmed: ['it-arrived', 'send-again-may-arrive-twice'],
}

/** Under this Sendoff says that it does not know, shows the reply, and gives no advice (P12). */
export const LOW_CONFIDENCE = 0.7

/**
 * The buttons that help, the most helpful first. The password is asked for only where a new one can help (P13);
 * what comes right by itself can be tried at once.
 */
export function actionsFor(
  cause: CauseName,
  whoseMove: WhoseMove,
  confidence: number,
): readonly AdviceAction[] {
  if (confidence < LOW_CONFIDENCE) return ['send-again']
  return ACTIONS[cause] ?? (whoseMove === 'nobody, retry' ? ['send-now'] : ['send-again'])
}
