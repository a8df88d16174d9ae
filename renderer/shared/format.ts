// Times, durations and sizes as the windows show them (design.md, Wording). Pure: the time of now is given.
import { isolated, locale, plural, t } from '../text/t.ts'

const dayMs = 86_400_000
const clock = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit' })
const clockSeconds = new Intl.DateTimeFormat(locale, {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
})
const weekday = new Intl.DateTimeFormat(locale, { weekday: 'short' })
const dayMonth = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short' })
const dayMonthYear = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', year: 'numeric' })
const fullDay = new Intl.DateTimeFormat(locale, {
  weekday: 'long',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
})

const numbers = [0, 1, 2, 3].map(
  (digits) =>
    new Intl.NumberFormat(locale, {
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
      useGrouping: false,
    }),
)

/** With so many digits after the point, 0 to 3; the point is the language's. */
export function formatNumber(value: number, digits: number): string {
  return numbers[digits]?.format(value) ?? value.toFixed(digits)
}

function startOfDay(at: number): number {
  return new Date(at).setHours(0, 0, 0, 0)
}

/** Whole days from now to `at` by the calendar here: 0 today, -1 yesterday, 1 tomorrow. */
export function dayDistance(at: number, now: number): number {
  return Math.round((startOfDay(at) - startOfDay(now)) / dayMs)
}

/** Noon of the day that is `days` away by the calendar here. */
export function addDays(now: number, days: number): number {
  const date = new Date(now)
  date.setHours(12, 0, 0, 0)
  return date.setDate(date.getDate() + days)
}

/** The day alone where it is not today: `Mon`, `12 Nov`, `12 Nov 2025`. */
function formatDay(at: number, now: number): string {
  const days = dayDistance(at, now)
  if (days < 0 && days > -7) return weekday.format(at)
  return new Date(at).getFullYear() === new Date(now).getFullYear()
    ? dayMonth.format(at)
    : dayMonthYear.format(at)
}

/** Clock time with its day where that is not today: `10:42`, `yesterday 10:42`, `Mon 10:42`, `12 Nov 10:42`. */
export function formatTime(at: number, now: number): string {
  return withDay(clock.format(at), at, now)
}

/** Clock time alone, where the day stands above it. */
export function formatClock(at: number): string {
  return clock.format(at)
}

/** As formatTime, to the second. */
export function formatTimeSeconds(at: number, now: number): string {
  return withDay(clockSeconds.format(at), at, now)
}

function withDay(time: string, at: number, now: number): string {
  switch (dayDistance(at, now)) {
    case 0:
      return time
    case -1:
      return t('time.yesterday', { time })
    case 1:
      return t('time.tomorrow', { time })
    default:
      return `${formatDay(at, now)} ${time}`
  }
}

/** For a list's narrow column: the clock time today, else the day. */
export function formatTimeShort(at: number, now: number): string {
  const days = dayDistance(at, now)
  return days === 0 ? clock.format(at) : formatDay(at, now)
}

/** Heading of a day in a list: `Today`, `Yesterday`, `Monday, 23 November 2026`. */
export function formatDayHeading(at: number, now: number): string {
  const days = dayDistance(at, now)
  if (days === 0) return t('group.today')
  if (days === -1) return t('group.yesterday')
  return fullDay.format(at)
}

/** `Tuesday, 24 November 2026, 10:38:51 +0100`: a time that can be shown to anyone anywhere. */
export function formatFull(at: number): string {
  const offset = -new Date(at).getTimezoneOffset()
  const pad = (n: number) => String(Math.trunc(n)).padStart(2, '0')
  const zone = `${offset < 0 ? '-' : '+'}${pad(Math.abs(offset) / 60)}${pad(Math.abs(offset) % 60)}`
  return `${fullDay.format(at)}, ${clockSeconds.format(at)} ${zone}`
}

/** A day of the calendar, wherever it is: `31 Dec 2026`. */
export function formatDate(at: number): string {
  return dayMonthYear.format(at)
}

/** Duration: `12 ms` under a second, `2.1 s` under ten minutes, else `12 min`. */
export function formatDuration(ms: number): string {
  if (ms < 999.5) return isolated(`${Math.round(ms)} ms`)
  if (ms < 600_000) return isolated(`${formatNumber(ms / 1000, 1)} s`)
  return isolated(`${Math.round(ms / 60_000)} min`)
}

/** Duration of an attempt, in seconds: `0.7 s`, `38.1 s`, `12 min`. */
export function formatSeconds(ms: number, digits = 1): string {
  return ms < 600_000 ? isolated(`${formatNumber(ms / 1000, digits)} s`) : formatDuration(ms)
}

/** Seconds since the start of a session, as in the Time column: `0.223`. What a kept session had before is at its start. */
export function formatOffset(ms: number): string {
  return formatNumber(Math.max(0, ms) / 1000, 3)
}

/** Size for people, in MB of 1 000 000: `15.2 MB`, `48 kB`, `812 octets`. */
export function formatSize(octets: number): string {
  if (octets >= 99_950) return isolated(`${formatNumber(octets / 1_000_000, 1)} MB`)
  if (octets >= 1000) return isolated(`${Math.round(octets / 1000)} kB`)
  return plural('size.octets', octets)
}

/** Exact number of octets, in groups of three: `4 812 906`. The spaces do not break. */
export function formatOctets(octets: number): string {
  return String(octets).replaceAll(/\B(?=(\d{3})+$)/g, '\u00a0')
}

/** A SHA-256 for people: the first twelve and the last four digits. */
export function formatHash(hex: string): string {
  return `${hex.slice(0, 4)} ${hex.slice(4, 8)} ${hex.slice(8, 12)} … ${hex.slice(-4)}`
}
