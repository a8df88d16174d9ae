// Days and times as they are typed and shown in a field, by the language of the interface. Chromium's own date fields follow the
// language that the browser was started in, which a change of the setting does not reach. Pure: now is given.

const formats = new Map<string, Intl.DateTimeFormat>()

function formatOf(locale: string): Intl.DateTimeFormat {
  const known = formats.get(locale)
  if (known !== undefined) return known
  const format = new Intl.DateTimeFormat(locale, {
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    timeZone: 'UTC',
  })
  formats.set(locale, format)
  return format
}

/** @param day `2026-11-27`. @returns `27/11/2026`, `27.11.2026`; '' for what is no day. */
export function formatDayField(day: string, locale: string): string {
  return isDay(day) ? formatOf(locale).format(Date.parse(`${day}T00:00:00Z`)) : ''
}

/**
 * The day that was typed, `2026-11-27`; null where it is none. Taken as well: ISO 8601, other separators, a year of two
 * digits, and no year for the next such day.
 * @param today `2026-11-27`.
 */
export function parseDayField(typed: string, locale: string, today: string): string | null {
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(typed.trim())
  if (iso !== null) return toDay(iso[1], iso[2], iso[3])
  const parts = /^(\d{1,2})[./\-\s]+(\d{1,2})(?:[./\-\s]+(\d{2}|\d{4}))?[.\s]*$/.exec(typed.trim())
  if (parts === null) return null
  const [day, month] = isMonthFirst(locale) ? [parts[2], parts[1]] : [parts[1], parts[2]]
  const year = parts[3]
  if (year !== undefined) return toDay(year.length === 2 ? `20${year}` : year, month, day)
  const thisYear = Number(today.slice(0, 4))
  const candidates = [0, 1, 2, 3, 4].map((more) => toDay(String(thisYear + more), month, day))
  return candidates.find((one) => one !== null && one >= today) ?? null
}

function isMonthFirst(locale: string): boolean {
  const order = formatOf(locale)
    .formatToParts(0)
    .map(({ type }) => type)
  return order.indexOf('month') < order.indexOf('day')
}

function toDay(year = '', month = '', day = ''): string | null {
  const text = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  return isDay(text) ? text : null
}

/** The day of an instant by the calendar here. @param at Epoch ms. */
export function dayHere(at: number): string {
  const date = new Date(at)
  const two = (value: number) => String(value).padStart(2, '0')
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
}

/** A day of the calendar: 2026-02-30 is none. */
function isDay(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false
  const at = Date.parse(`${text}T00:00:00Z`)
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text)
}

/** The time that was typed, `09:30`; null where it is none. Taken as well: `9`, `930`, `9.30`, `9:30 pm`, `9 Uhr 30`. */
export function parseTimeField(typed: string): string | null {
  const parts = /^(\d{1,2})(?:(?:\s*(?::|\.|h|uhr)\s*)?(\d{2}))?\s*(?:uhr|h)?\s*([ap])?\.?m?\.?$/i.exec(
    typed.trim(),
  )
  if (parts === null) return null
  const [, typedHour = '', minute = '00', half] = parts
  const hour = toHour(Number(typedHour), half?.toLowerCase())
  if (hour === null || Number(minute) > 59) return null
  return `${String(hour).padStart(2, '0')}:${minute}`
}

function toHour(hour: number, half: string | undefined): number | null {
  if (half === undefined) return hour <= 23 ? hour : null
  if (hour < 1 || hour > 12) return null
  return (hour % 12) + (half === 'p' ? 12 : 0)
}

/** The day so many days, or months, later; the last of a month stands for a day that the month has not. */
export function moveDay(day: string, { days = 0, months = 0 }: { days?: number; months?: number }): string {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number)
  const last = new Date(Date.UTC(year, month - 1 + months + 1, 0)).getUTCDate()
  const at = Date.UTC(year, month - 1 + months, Math.min(date, last) + days)
  return new Date(at).toISOString().slice(0, 10)
}

/** Six weeks from a Monday, which hold the month of this day. */
export function weeksOf(day: string): readonly (readonly string[])[] {
  const first = `${day.slice(0, 7)}-01`
  const before = (new Date(`${first}T00:00:00Z`).getUTCDay() + 6) % 7
  const start = moveDay(first, { days: -before })
  return [0, 1, 2, 3, 4, 5].map((week) =>
    [0, 1, 2, 3, 4, 5, 6].map((at) => moveDay(start, { days: week * 7 + at })),
  )
}
