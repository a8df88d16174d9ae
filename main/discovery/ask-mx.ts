import { t } from '../text/t.ts'
import { ofService } from './ask-table.ts'
import { placesOf, readFirst } from './ask-autoconfig.ts'
import { withLimit } from './limit.ts'
import { lookUp } from './look-up.ts'
import { failed, found, nothing, toFound, type Step, type StepDeps, type StepOutcome } from './step.ts'
import { liesIn, toHostName } from './subject.ts'
import { serviceOf, serviceOfExchanger } from './table.ts'

const limitMs = 6_000
const maxExchangers = 5

/** Who takes the mail of the domain, by its MX (RFC 5321 5.1): looked up in our table, then that owner's own file. */
export const askMx: Step = async (deps) => {
  const { network, subject, exchangers } = deps
  const { domain } = subject
  const asked = await withLimit(deps, limitMs, () => lookUp(network.resolver.resolveMx(domain)))
  if (!asked.ok) return failed(t('discovery.timeout', { seconds: limitMs / 1_000 }))
  if (!asked.value.ok) return failed(t('discovery.mx.failed', { domain, code: asked.value.code }))
  const { records } = asked.value
  const hosts = records
    .toSorted((a, b) => a.priority - b.priority)
    .flatMap(({ exchange }) => toHostName(exchange) ?? [])
    .slice(0, maxExchangers)
  const [mx] = hosts
  // RFC 7505: a single "." is no host.
  if (mx === undefined)
    return nothing(t(records.length > 0 ? 'discovery.mx.null' : 'discovery.mx.none', { domain }))
  exchangers.hosts = hosts
  exchangers.owners = liesIn(mx, domain) ? [] : ownersOf(mx)
  return fromTable(deps, hosts) ?? (await fromOwner(deps, mx))
}

function fromTable({ subject, exchangers }: StepDeps, hosts: readonly string[]): StepOutcome | undefined {
  for (const mx of hosts) {
    const service =
      serviceOfExchanger(mx) ?? exchangers.owners.map(serviceOf).find((one) => one !== undefined)
    if (service === undefined) continue
    const { domain } = subject
    const from = t('discovery.from.mx-table', { name: service.name, domain, mx })
    const about = { source: 'mx', from, sure: 'likely', name: service.name } as const
    return found([toFound(ofService(service, subject), about)])
  }
  return undefined
}

async function fromOwner(deps: StepDeps, mx: string): Promise<StepOutcome> {
  const { subject, exchangers } = deps
  const { domain } = subject
  if (exchangers.owners.length === 0) return nothing(t('discovery.mx.own', { domain, mx }))
  // Without the address: a forged answer of the name service would be told who writes.
  const places = exchangers.owners.flatMap((owner) => placesOf(owner))
  const read = await readFirst(deps, places, ({ place }) => ({
    source: 'mx',
    from: t('discovery.from.mx-autoconfig', { mx, domain, place }),
    sure: 'likely',
    isOthers: true,
  }))
  if (read.found.length > 0) return found(read.found)
  return nothing([t('discovery.mx.unknown', { mx }), ...read.problems].join(' '))
}

/** Second-level domains of countries under which names are registered; not complete, and a miss costs one question. */
const registries = /^(?:co|com|org|net|ac|gov|edu|ne|or|go|gob|nom)$/

/** Domains of whoever runs this host, the narrower first: `mail.example.net` and `example.net` of `mx1.mail.example.net`. */
export function ownersOf(host: string): readonly string[] {
  const labels = host.split('.')
  const [last = '', before = ''] = labels.toReversed()
  const least = last.length === 2 && registries.test(before) ? 3 : 2
  if (labels.length <= least) return []
  const parents = [labels.slice(-least - 1), labels.slice(-least)]
  return [...new Set(parents.map((parts) => parts.join('.')))].filter((name) => name !== host)
}
