// Calls about addresses while they are typed.
import type { AddressesApi, DomainAnswer } from '../api.ts'
import type { MxNetwork } from '../core.ts'
import { checkAddresses } from '../message/address.ts'
import { freeMailDomains } from '../message/near-domain.ts'
import { resolveExchangers } from '../outbox/route/resolve-mx.ts'
import type { Random } from '../random.ts'
import { t } from '../text/t.ts'

export interface AddressesApiDeps {
  readonly mx: MxNetwork
  readonly random: Random
}

/** Of the built-in practice server's sender: nobody works there. */
const practiceDomain = 'practice.test'

/** Makes the addresses part of the Api. */
export function createAddressesApi({ mx, random }: AddressesApiDeps): AddressesApi {
  return {
    check: ({ text }) => Promise.resolve(checkAddresses(text)),
    lookUp: async ({ domain }) => toAnswer(domain, await resolveExchangers(domain, { ...mx, random })),
    isWorkDomain: ({ domain }) =>
      Promise.resolve({
        isWork: domain !== '' && domain !== practiceDomain && !freeMailDomains.has(domain.toLowerCase()),
      }),
  }
}

/** @see resolveExchangers for the codes. */
function toAnswer(domain: string, answer: Awaited<ReturnType<typeof resolveExchangers>>): DomainAnswer {
  if (answer.ok) {
    const host = answer.exchangers[0]?.host ?? domain
    const source = answer.source === 'mx' ? 'domain.takes-mail' : 'domain.own-address'
    return { kind: 'takes-mail', message: t(source, { domain, host }) }
  }
  const { errorCode } = answer.failure
  if (errorCode === 'MX_NULL') return { kind: 'null-mx', message: t('domain.null-mx', { domain }) }
  if (errorCode === 'MX_NXDOMAIN' || errorCode === 'MX_NO_ADDRESS')
    return {
      kind: 'no-domain',
      message: t(errorCode === 'MX_NXDOMAIN' ? 'domain.none' : 'domain.no-mail', { domain }),
    }
  return { kind: 'no-answer', message: t('domain.no-answer', { domain }) }
}
