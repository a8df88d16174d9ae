import type { PreflightFinding, PreflightFix } from '../api.ts'
import type { DraftAttachment } from '../drafts/draft.ts'
import { formatNumber } from '../text/clock-time.ts'
import { t } from '../text/t.ts'
import type { KnownServer, PreflightFacts } from './facts.ts'
import { useServer } from './fixes.ts'
import { encodedOctets } from './message-size.ts'

/** Types that the compose window can draw anew, smaller. */
const shrinkable = /^image\/(?:jpeg|png|webp|bmp|avif)$/
/** A picture below this gains nothing. */
const smallPicture = 200_000

/** SIZE (RFC 1870): what is larger is refused at MAIL, or by Sendoff before it (P30). */
export function findSize(facts: PreflightFacts, octets: number): readonly PreflightFinding[] {
  const { chosen, content } = facts
  const limit = chosen?.seen?.maxSize
  if (chosen === undefined || limit === undefined || octets <= limit) return []
  const fix = fixFor(facts, octets, limit)
  const large = content.attachments.find(({ size }) => encodedOctets(size) > limit)
  const params = { size: megabytes(octets), limit: megabytes(limit), host: chosen.server.host }
  const text =
    large === undefined
      ? t('preflight.size', params)
      : t('preflight.size-of-file', { ...params, name: large.name })
  const short = t('preflight.size.short', params)
  return [{ id: 'size', grade: 'refused', text, short, ...(fix === undefined ? {} : { fix }) }]
}

function fixFor(facts: PreflightFacts, octets: number, limit: number): PreflightFix | undefined {
  const picture = pictureToShrink(facts.content.attachments, octets - limit)
  if (picture !== undefined)
    return { kind: 'shrink', attachmentId: picture.id, label: t('preflight.shrink', { name: picture.name }) }
  const other = roomiest(facts.others, octets)
  if (other === undefined) return undefined
  const { server, seen } = other
  if (seen?.maxSize === undefined) return useServer(other)
  return useServer(other, t('preflight.use-larger', { server: server.name, limit: megabytes(seen.maxSize) }))
}

/** The largest picture, where it alone can make the difference. */
function pictureToShrink(files: readonly DraftAttachment[], tooMuch: number): DraftAttachment | undefined {
  const [largest] = files
    .filter(({ type, size }) => shrinkable.test(type) && size > smallPicture)
    .toSorted((a, b) => b.size - a.size)
  return largest !== undefined && encodedOctets(largest.size) > tooMuch ? largest : undefined
}

/** One that is known to take it; one that told no limit comes last. */
function roomiest(others: readonly KnownServer[], octets: number): KnownServer | undefined {
  const known = others.filter(({ seen }) => seen !== undefined)
  return (
    known.find(({ seen }) => seen?.maxSize !== undefined && seen.maxSize >= octets) ??
    known.find(({ seen }) => seen?.maxSize === undefined)
  )
}

/** `33.9 MB`, decimal. */
function megabytes(octets: number): string {
  return t('preflight.megabytes', { count: formatNumber(octets / 1_000_000, 1) })
}
