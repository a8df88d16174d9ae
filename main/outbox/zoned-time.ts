// Wall clock time in a zone, as a moment. Pure; the rules of the zones are those of the JavaScript engine (IANA).

export type ZonedTime =
  | { readonly ok: true; readonly at: number }
  | { readonly ok: false; readonly problem: 'no-time' | 'no-zone' | 'skipped' }

const minuteMs = 60_000
const dayMs = 86_400_000
const pattern = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})$/

/**
 * The moment at which the clocks of the zone show this time, epoch ms. In the hour that a zone has twice (summer time ends) it
 * is the first of the two; a time that its clocks skip (summer time begins) is refused as `skipped`.
 * @param local `2026-11-26T08:00`.
 * @param zone IANA name.
 */
export function toInstant(local: string, zone: string): ZonedTime {
  const wanted = toWallMs(local)
  if (wanted === undefined) return { ok: false, problem: 'no-time' }
  const format = formatOf(zone)
  if (format === undefined) return { ok: false, problem: 'no-zone' }
  // No zone is further from UTC than a day: the offsets on both sides of the wanted time are among these.
  const offsets = [wanted - dayMs, wanted + dayMs].map((at) => wallMsAt(format, at) - at)
  const found = offsets.map((offset) => wanted - offset).filter((at) => wallMsAt(format, at) === wanted)
  return found.length === 0 ? { ok: false, problem: 'skipped' } : { ok: true, at: Math.min(...found) }
}

/** What the clocks would show, counted as if it were UTC; undefined where no calendar has it. */
function toWallMs(local: string): number | undefined {
  const [, year, month, day, hour, minute] = pattern.exec(local)?.map(Number) ?? []
  if (
    year === undefined ||
    month === undefined ||
    day === undefined ||
    hour === undefined ||
    minute === undefined
  )
    return undefined
  const at = Date.UTC(year, month - 1, day, hour, minute)
  // 31 April and 24:00 would move to the next day.
  return new Date(at).toISOString().startsWith(local) ? at : undefined
}

function formatOf(zone: string): Intl.DateTimeFormat | undefined {
  try {
    return new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      calendar: 'gregory',
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
    })
  } catch {
    return undefined
  }
}

function wallMsAt(format: Intl.DateTimeFormat, at: number): number {
  const parts = new Map(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]))
  const of = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? 0
  const wall = Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'))
  return wall + (at - Math.floor(at / minuteMs) * minuteMs)
}
