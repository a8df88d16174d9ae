// Files in Mozilla's autoconfig format: the domain's own, and that of Thunderbird's public database.
import { t } from '../text/t.ts'
import type { FoundSettings } from './discovery.ts'
import { getDocument } from './get-document.ts'
import { parseAutoconfig } from './parse-autoconfig.ts'
import { failed, found, nothing, outsideOf, toFound, type Step, type StepDeps } from './step.ts'

export interface Place {
  readonly url: string
  /** In words, without the query. */
  readonly place: string
}

/** Where a domain publishes its file. The address goes along only where it is the domain's own mailbox that is asked about. */
export function placesOf(domain: string, address?: string): readonly [Place, Place] {
  const query = address === undefined ? '' : `?emailaddress=${encodeURIComponent(address)}`
  return [
    { url: `https://autoconfig.${domain}/mail/config-v1.1.xml${query}`, place: `autoconfig.${domain}` },
    {
      url: `https://${domain}/.well-known/autoconfig/mail/config-v1.1.xml`,
      place: `${domain}/.well-known/autoconfig`,
    },
  ]
}

/** The domain's own file: autoconfig.DOMAIN, then DOMAIN/.well-known. */
export const askAutoconfig: Step = async (deps) => {
  const { domain, address } = deps.subject
  const places = placesOf(domain, address)
  const read = await readFirst(deps, places, ({ place }) => ({
    source: 'autoconfig',
    from: t('discovery.from.autoconfig', { domain, place }),
    sure: 'certain',
  }))
  if (read.found.length > 0) return found(read.found)
  if (read.problems.length > 0) return failed(read.problems.join(' '))
  return nothing(t('discovery.autoconfig.none', { first: places[0].place, second: places[1].place }))
}

/** Asked only with the person's consent: about the domain, and, where that is not known, about who takes its mail. */
export const askThunderbird: Step = async (deps) => {
  const { subject, exchangers } = deps
  const domains = [subject.domain, ...exchangers.owners]
  const places = domains.map((domain) => ({
    domain,
    url: `https://autoconfig.thunderbird.net/v1.1/${domain}`,
    place: 'autoconfig.thunderbird.net',
  }))
  const read = await readFirst(deps, places, ({ domain }) => ({
    source: 'thunderbird',
    from: t('discovery.from.thunderbird', { domain }),
    sure: domain === subject.domain ? 'certain' : 'likely',
    isOthers: domain !== subject.domain,
  }))
  if (read.found.length > 0) return found(read.found)
  if (read.problems.length > 0) return failed(read.problems.join(' '))
  return nothing(t('discovery.thunderbird.none', { domain: domains.join(', ') }))
}

interface About extends Pick<FoundSettings, 'source' | 'from' | 'sure'> {
  /** It is known by an answer of the name service alone that the domain has to do with it. */
  readonly isOthers?: boolean
}

/** The first of the files that names a server, and why the ones before it do not. */
export async function readFirst<P extends Place>(
  deps: StepDeps,
  places: readonly P[],
  about: (place: P) => About,
): Promise<{ readonly found: readonly FoundSettings[]; readonly problems: readonly string[] }> {
  const problems: string[] = []
  for (const place of places) {
    const document = await getDocument(deps, place.url, place.place)
    if (!document.ok) {
      if (!document.absent) problems.push(document.message)
      continue
    }
    const settings = readFile(deps, document.text, place.place, about(place))
    if (typeof settings !== 'string') return { found: settings, problems }
    problems.push(settings)
  }
  return { found: [], problems }
}

function readFile(
  { subject }: StepDeps,
  text: string,
  place: string,
  { isOthers = false, ...about }: About,
): readonly FoundSettings[] | string {
  const parsed = parseAutoconfig(text, subject)
  if (!parsed.ok) return t('discovery.file.bad', { place, why: parsed.message })
  if (parsed.servers.length === 0)
    return [t('discovery.file.no-server', { place }), ...parsed.problems].join(' ')
  const forOthers =
    parsed.isForOthers && !isOthers ? [t('discovery.confirm.for-others', { domain: subject.domain })] : []
  return parsed.servers.map((server) =>
    toFound(server, {
      ...about,
      name: parsed.name,
      ...(forOthers.length > 0 ? { sure: 'likely' } : {}),
      confirm: isOthers ? [outsideOf(subject, server.host)] : forOthers,
    }),
  )
}
