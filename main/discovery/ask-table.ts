import { t } from '../text/t.ts'
import { found, nothing, toFound, type StepOutcome } from './step.ts'
import type { Subject } from './subject.ts'
import { serviceOf, type Service } from './table.ts'

/** Our own table: nothing goes to the network. Pure. */
export function askTable(subject: Subject): StepOutcome {
  const service = serviceOf(subject.domain)
  if (service === undefined) return nothing(t('discovery.table.none', { domain: subject.domain }))
  const { name } = service
  const about = { source: 'table', from: t('discovery.from.table'), sure: 'certain', name } as const
  return found([toFound(ofService(service, subject), about)])
}

/** The service's server, signed in to with the whole address. */
export function ofService({ host, port, security }: Service, { address }: Subject) {
  return { host, port, security, user: address, signIn: ['password'] as const }
}
