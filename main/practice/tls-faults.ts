// What the practice server shows behind STARTTLS: its own certificate, or one of the faults that can be armed.
import { createSecureContext, type SecureContext } from 'node:tls'
import type { Clock } from '../clock.ts'
import type { Random } from '../random.ts'
import { selfSign, type Certificate } from './certificate.ts'
import type { TlsFault } from './practice.ts'
import { practiceDomain } from './scenarios.ts'

const dayMs = 86_400_000
const otherName = 'other.test'

/** Certificates that are right but for one thing. Made when one is first armed: nothing keeps them over the program's end. */
export interface FaultyCertificates {
  readonly expired: Certificate
  readonly otherName: Certificate
}

/** Makes them: one whose last day was yesterday, and one for another host. Each has a key of its own, which no pin names. */
export async function makeFaultyCertificates({
  clock,
  random,
}: {
  readonly clock: Clock
  readonly random: Random
}): Promise<FaultyCertificates> {
  const now = clock.now()
  const [expired, other] = await Promise.all([
    selfSign(random, {
      // A subject of its own: by it OpenSSL finds the one to trust among several.
      commonName: `expired.${practiceDomain}`,
      names: [{ type: 'dns', value: practiceDomain }],
      notBefore: now - 366 * dayMs,
      notAfter: now - dayMs,
    }),
    selfSign(random, {
      commonName: otherName,
      names: [{ type: 'dns', value: otherName }],
      notBefore: now - dayMs,
      notAfter: now + 366 * dayMs,
    }),
  ])
  return { expired, otherName: other }
}

/** What a handshake shows: what is right, or a fault. */
export type ShownTls = 'usual' | Exclude<TlsFault, 'break-tls'>

/** Gives what a handshake is made with. */
export function createContexts(
  own: Certificate,
  faulty: () => Promise<FaultyCertificates>,
): (shows: ShownTls) => Promise<SecureContext> {
  const usual = contextOf(own, 'TLSv1.2')
  return async (shows) => {
    switch (shows) {
      case 'usual':
        return usual
      case 'expired-certificate':
        return contextOf((await faulty()).expired, 'TLSv1.2')
      case 'other-name':
        return contextOf((await faulty()).otherName, 'TLSv1.2')
      case 'old-tls':
        return contextOf(own, 'TLSv1', 'TLSv1.1')
    }
  }
}

function contextOf(
  { keyPem, certificatePem }: Certificate,
  minVersion: 'TLSv1' | 'TLSv1.2',
  maxVersion?: 'TLSv1.1',
): SecureContext {
  return createSecureContext({
    key: keyPem,
    cert: certificatePem,
    minVersion,
    ...(maxVersion === undefined ? {} : { maxVersion }),
  })
}
