// Wall clock time in a time zone, by the zone data of Intl.
const minuteMs = 60_000
const dayMs = 86_400_000
const formats = new Map<string, Intl.DateTimeFormat>()

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone)
  if (known !== undefined) return known
  // The Swedish form is that of ISO 8601.
  const format = new Intl.DateTimeFormat('sv-SE', {
    timeZone: zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  })
  formats.set(zone, format)
  return format
}

/**
 * Wall clock time of an instant, to the minute: `2026-11-26T08:00`.
 * @param at Epoch ms.
 * @param zone IANA name.
 */
export function toLocal(at: number, zone: string): string {
  return formatOf(zone).format(at).replace(' ', 'T')
}

/** Minutes as if the wall clock time were UTC, ms; NaN where it is none. */
function asUtc(local: string): number {
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(local) ? Date.parse(`${local}Z`) : Number.NaN
}

function offsetAt(at: number, zone: string): number {
  return asUtc(toLocal(at, zone)) - Math.floor(at / minuteMs) * minuteMs
}

/**
 * Instant of a wall clock time, epoch ms; null where it is no date. A time that summer time leaves out is moved forward by
 * what was left out; of one that comes twice it is the first.
 */
export function toInstant(local: string, zone: string): number | null {
  const utc = asUtc(local)
  if (Number.isNaN(utc)) return null
  const before = utc - offsetAt(utc - dayMs, zone)
  const after = utc - offsetAt(utc + dayMs, zone)
  const fitting = [before, after].filter((at) => toLocal(at, zone) === local)
  return fitting.length === 0 ? before : Math.min(...fitting)
}

/** The zone of this computer. */
export function systemZone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone
}

/** All zones, this computer's first. */
export function listZones(own: string): readonly string[] {
  return [...new Set([own, 'UTC', ...Intl.supportedValuesOf('timeZone')])]
}
