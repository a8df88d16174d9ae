import { describe, expect, it } from 'vitest'
import { diagnose, type DiagnosisInput } from '../../../main/diagnosis/diagnose.ts'

describe('faults that no reply explains', () => {
  it.each<[string, DiagnosisInput, string, string, boolean]>([
    [
      'a name that is not there',
      { phase: 'connect', kind: 'network', errorCode: 'ENOTFOUND' },
      'network-name-not-found',
      'you',
      false,
    ],
    [
      'a look-up that failed',
      { phase: 'connect', kind: 'network', errorCode: 'EAI_AGAIN' },
      'network-lookup-failed',
      'nobody, retry',
      false,
    ],
    [
      'no network',
      { phase: 'connect', kind: 'network', errorCode: 'ENETUNREACH' },
      'network-offline',
      'nobody, retry',
      false,
    ],
    [
      'null MX',
      { phase: 'connect', kind: 'local', errorCode: 'MX_NULL' },
      'domain-no-mail',
      'recipient',
      true,
    ],
    [
      'a domain that is not there',
      { phase: 'connect', kind: 'local', errorCode: 'MX_NXDOMAIN' },
      'domain-unknown',
      'you',
      true,
    ],
    [
      'a look-up of MX that failed',
      { phase: 'connect', kind: 'network', errorCode: 'ESERVFAIL' },
      'network-lookup-failed',
      'nobody, retry',
      false,
    ],
    [
      'a refused port',
      { phase: 'connect', kind: 'network', errorCode: 'ECONNREFUSED' },
      'network-refused',
      'you',
      false,
    ],
    [
      'a port that stays silent',
      { phase: 'connect', kind: 'timeout' },
      'network-timeout',
      'nobody, retry',
      false,
    ],
    [
      'a server that stops answering',
      { phase: 'rcpt', kind: 'timeout' },
      'reply-timeout',
      'nobody, retry',
      false,
    ],
    [
      'a closed connection',
      { phase: 'data', kind: 'network', errorCode: 'ECONNRESET' },
      'network-closed',
      'nobody, retry',
      false,
    ],
    [
      'another name in the certificate',
      { phase: 'tls', kind: 'certificate', errorCode: 'ERR_TLS_CERT_ALTNAME_INVALID' },
      'certificate-wrong-name',
      'you',
      true,
    ],
    [
      'an old certificate',
      { phase: 'tls', kind: 'certificate', errorCode: 'CERT_HAS_EXPIRED' },
      'certificate-expired',
      'your provider',
      true,
    ],
    [
      'an unknown issuer',
      { phase: 'tls', kind: 'certificate', errorCode: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' },
      'certificate-untrusted',
      'you',
      true,
    ],
    [
      'a plain port spoken to in TLS',
      { phase: 'tls', kind: 'tls', errorCode: 'ERR_SSL_WRONG_VERSION_NUMBER' },
      'tls-not-spoken',
      'you',
      false,
    ],
    [
      'a failed handshake',
      { phase: 'tls', kind: 'tls', errorCode: 'EPROTO' },
      'tls-failed',
      'nobody, retry',
      false,
    ],
    ['garbage for a reply', { phase: 'mail', kind: 'protocol' }, 'protocol-fault', 'nobody, retry', false],
    ['no STARTTLS', { phase: 'starttls', kind: 'local' }, 'tls-not-offered', 'you', true],
    [
      'a file that is gone',
      { phase: 'local', kind: 'local', detail: 'The file of the message is gone' },
      'local-file',
      'you',
      true,
    ],
    [
      'no password',
      { phase: 'local', kind: 'local', detail: 'No password for Work in this session' },
      'local-password-missing',
      'you',
      true,
    ],
    [
      'the dot without an answer',
      { phase: 'message', kind: 'network', unconfirmed: true },
      'unconfirmed',
      'you',
      false,
    ],
  ])('P14: %s', (_, input, cause, whoseMove, permanent) => {
    expect(diagnose(input)).toMatchObject({ cause, whoseMove, permanent })
  })

  it('P6: an unconfirmed message is the only one that asks whether it arrived', () => {
    expect(diagnose({ phase: 'message', kind: 'timeout', unconfirmed: true }).actions).toEqual([
      'it-arrived',
      'send-again-may-arrive-twice',
    ])
    expect(diagnose({ phase: 'message', kind: 'timeout' }).actions).not.toContain('it-arrived')
  })
})
