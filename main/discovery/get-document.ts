// One file over https: time limit, size cap, and at most three redirects, each to https.
import type { Clock } from '../clock.ts'
import { t } from '../text/t.ts'
import { withLimit } from './limit.ts'
import type { DiscoveryNetwork, HttpsAnswer } from './network.ts'
import { toHostName } from './subject.ts'
import { maxXmlOctets } from './xml.ts'

export type Document =
  | { readonly ok: true; readonly text: string }
  /** There is no such file, or no such host. */
  | { readonly ok: false; readonly absent: true }
  | { readonly ok: false; readonly absent: false; readonly message: string }

export interface GetDeps {
  readonly network: DiscoveryNetwork
  readonly clock: Clock
  readonly signal: AbortSignal
}

const maxRedirects = 3
/** For a file with all its redirects. */
const limitMs = 8_000
const redirects = [301, 302, 303, 307, 308]

/** Gets the file; `place` names it in words, without the query. Never rejects. */
export async function getDocument(deps: GetDeps, url: string, place: string): Promise<Document> {
  const limited = await withLimit(deps, limitMs, (signal) => follow(deps.network, url, place, signal))
  if (limited.ok) return limited.value
  const key =
    limited.why === 'timeout'
      ? t('discovery.timeout', { seconds: limitMs / 1_000 })
      : t('discovery.cancelled')
  return failed(`${place}: ${key}`)
}

async function follow(
  { get }: DiscoveryNetwork,
  url: string,
  place: string,
  signal: AbortSignal,
): Promise<Document> {
  let at = new URL(url)
  for (let hops = 0; hops <= maxRedirects; hops += 1) {
    const answer = await get({ url: at.href, maxOctets: maxXmlOctets, signal })
    if (!answer.ok || !redirects.includes(answer.status)) return toDocument(answer, place)
    const next = toNext(answer.location, at)
    if (next === null) return failed(t('discovery.get.redirect-bad', { place }))
    if (next.protocol !== 'https:') return failed(t('discovery.get.insecure', { place }))
    at = next
  }
  return failed(t('discovery.get.redirects', { place, n: maxRedirects }))
}

/** A redirect leads to a name, with no sign-in in it; to a bare address of some network it does not. */
function toNext(location: string | undefined, from: URL): URL | null {
  if (location === undefined || location.length > 2_000 || !URL.canParse(location, from.href)) return null
  const next = new URL(location, from)
  return next.username === '' && next.password === '' && toHostName(next.hostname) !== null ? next : null
}

function toDocument(answer: HttpsAnswer, place: string): Document {
  if (!answer.ok) return toFailure(answer, place)
  const { status, type, body } = answer
  if (status === 404 || status === 410) return { ok: false, absent: true }
  if (status !== 200) return failed(t('discovery.get.status', { place, status }))
  if (type === 'text/html' || type === 'application/xhtml+xml')
    return failed(t('discovery.get.web-page', { place }))
  try {
    return { ok: true, text: new TextDecoder('utf-8', { fatal: true }).decode(body) }
  } catch {
    return failed(t('discovery.get.not-text', { place }))
  }
}

function toFailure({ kind, detail }: Extract<HttpsAnswer, { ok: false }>, place: string): Document {
  if (kind === 'network' && /^(?:ENOTFOUND|ENODATA)$/.test(detail)) return { ok: false, absent: true }
  if (kind === 'network') return failed(t('discovery.get.network', { place, detail }))
  return failed(t(`discovery.get.${kind}`, { place }))
}

function failed(message: string): Document {
  return { ok: false, absent: false, message }
}
