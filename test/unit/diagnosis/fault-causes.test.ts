import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { FAULT_CAUSES, REPLY_CAUSES } from '../../../main/diagnosis/cause.ts'
import replyRows from '../../../main/diagnosis/data/causes.json' with { type: 'json' }
import faultRows from '../../../main/diagnosis/data/fault-causes.json' with { type: 'json' }
import { diagnose, type DiagnosisInput } from '../../../main/diagnosis/diagnose.ts'
import type { CertificateSummary } from '../../../main/smtp/types.ts'

const sentence = z.string().regex(/^\S.*\.$/)
const faultRow = z.strictObject({
  cause: z.enum(FAULT_CAUSES),
  definition: sentence,
  advice: sentence,
  mover: z.enum(['you', 'recipient', 'your provider', 'their provider', 'nobody, retry']),
  retry: sentence,
})
const certificate = (issuer: string): CertificateSummary => ({
  subject: 'CN=mail.example.org',
  issuer,
  names: ['mail.example.org'],
  validFromAt: 0,
  validToAt: 1,
  sha256: 'aa',
  spkiSha256: 'bb',
})

/** One fault for each row: a cause that nothing brings about is no knowledge. */
const EXAMPLES: Readonly<Record<(typeof FAULT_CAUSES)[number], DiagnosisInput>> = {
  'network-name-not-found': { phase: 'connect', kind: 'network', errorCode: 'ENOTFOUND' },
  'network-lookup-failed': { phase: 'connect', kind: 'network', errorCode: 'EAI_AGAIN' },
  'network-offline': { phase: 'connect', kind: 'network', errorCode: 'ENETUNREACH' },
  'network-refused': { phase: 'connect', kind: 'network', errorCode: 'ECONNREFUSED' },
  'network-port-blocked': {
    phase: 'connect',
    kind: 'timeout',
    errorCode: 'ETIMEDOUT',
    otherPort: 465,
  },
  'network-captive-portal': { phase: 'greeting', kind: 'protocol', received: ['HTTP/1.1 302 Found'] },
  'network-port-redirected': {
    phase: 'tls',
    kind: 'certificate',
    errorCode: 'ERR_TLS_CERT_ALTNAME_INVALID',
    port: 25,
  },
  'network-unreachable': { phase: 'connect', kind: 'network', errorCode: 'EHOSTUNREACH' },
  'network-timeout': { phase: 'connect', kind: 'network', errorCode: 'ETIMEDOUT' },
  'network-closed': { phase: 'mail', kind: 'network', errorCode: 'ECONNRESET' },
  'network-failed': { phase: 'connect', kind: 'network' },
  'proxy-unreachable': { phase: 'connect', kind: 'network', errorCode: 'EPROXYCONN' },
  'proxy-sign-in': { phase: 'connect', kind: 'network', errorCode: 'EPROXYAUTH' },
  'proxy-refused': { phase: 'connect', kind: 'network', errorCode: 'EPROXY' },
  'proxy-fault': { phase: 'connect', kind: 'network', errorCode: 'EPROXYFAULT' },
  'reply-timeout': { phase: 'rcpt', kind: 'timeout' },
  'tls-failed': { phase: 'tls', kind: 'tls', errorCode: 'EPROTO' },
  'tls-not-spoken': { phase: 'tls', kind: 'tls', errorCode: 'ERR_SSL_WRONG_VERSION_NUMBER' },
  'tls-spoken-first': { phase: 'greeting', kind: 'protocol', received: ['\u0015\u0003\u0001\u0000\u0002'] },
  'tls-old-protocol': { phase: 'tls', kind: 'tls', errorCode: 'ERR_SSL_UNSUPPORTED_PROTOCOL' },
  'tls-not-offered': { phase: 'starttls', kind: 'local', received: ['250-mx.example.org', '250 SIZE 1000'] },
  'tls-offer-blanked': { phase: 'starttls', kind: 'local', received: ['250-mx.example.org', '250 XXXXXXXA'] },
  'certificate-wrong-name': { phase: 'tls', kind: 'certificate', errorCode: 'ERR_TLS_CERT_ALTNAME_INVALID' },
  'certificate-expired': { phase: 'tls', kind: 'certificate', errorCode: 'CERT_HAS_EXPIRED' },
  'certificate-not-yet-valid': { phase: 'tls', kind: 'certificate', errorCode: 'CERT_NOT_YET_VALID' },
  'certificate-self-signed': { phase: 'tls', kind: 'certificate', errorCode: 'DEPTH_ZERO_SELF_SIGNED_CERT' },
  'certificate-untrusted': {
    phase: 'tls',
    kind: 'certificate',
    errorCode: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  },
  'certificate-scanner': {
    phase: 'tls',
    kind: 'certificate',
    errorCode: 'SELF_SIGNED_CERT_IN_CHAIN',
    certificate: certificate('CN=Avast Web/Mail Shield Root'),
  },
  'certificate-pin-changed': { phase: 'tls', kind: 'certificate', errorCode: 'PIN_MISMATCH' },
  'certificate-invalid': { phase: 'tls', kind: 'certificate', errorCode: 'NO_CERTIFICATE' },
  'protocol-fault': { phase: 'mail', kind: 'protocol', detail: 'mixed codes' },
  'local-address': { phase: 'local', kind: 'local', detail: 'the address a@b has a control character' },
  'local-smtputf8': { phase: 'mail', kind: 'local', detail: 'needs SMTPUTF8' },
  'local-size': { phase: 'mail', kind: 'local', detail: '20 octets, over SIZE 10' },
  'local-eight-bit': { phase: 'mail', kind: 'local', detail: 'needs 8BITMIME' },
  'local-sign-in-unprotected': { phase: 'auth', kind: 'local', detail: 'the connection is not encrypted' },
  'local-no-mechanism': { phase: 'auth', kind: 'local', detail: 'no common mechanism' },
  'keychain-closed': { phase: 'auth', kind: 'local', errorCode: 'KEYCHAIN' },
  'oauth-sign-in-needed': { phase: 'auth', kind: 'local', errorCode: 'OAUTH_SIGN_IN' },
  'oauth-unreachable': { phase: 'connect', kind: 'network', errorCode: 'OAUTH_UNREACHABLE' },
  'local-password-missing': { phase: 'local', kind: 'local', detail: 'No password for Work' },
  'local-file': { phase: 'local', kind: 'local', detail: 'the file is gone' },
  'local-mailbox': { phase: 'local', kind: 'local', errorCode: 'MAILDIR_FAULT' },
  'local-policy': { phase: 'local', kind: 'local', errorCode: 'POLICY' },
  'local-cancelled': { phase: 'mail', kind: 'local', detail: 'cancelled' },
  'local-refused': { phase: 'local', kind: 'local', detail: 'a header is too odd' },
  unconfirmed: { phase: 'message', kind: 'network', unconfirmed: true },
}

describe('the causes that no reply has', () => {
  it('P10: have a row each, in the form of causes.md, and no row is without a cause', () => {
    expect(faultRows.map((row) => faultRow.parse(row).cause)).toEqual([...FAULT_CAUSES])
    expect(replyRows.map(({ cause }) => cause)).toEqual([...REPLY_CAUSES])
  })

  it.each(faultRows)('P14: $cause is found, and its mover is the one of its row', (row) => {
    const cause = faultRow.parse(row).cause
    expect(diagnose(EXAMPLES[cause])).toMatchObject({ cause, whoseMove: row.mover })
  })

  it('P12: takes no port for blocked while nothing else answers', () => {
    expect(diagnose({ phase: 'connect', kind: 'timeout' }).cause).toBe('network-timeout')
  })
})
