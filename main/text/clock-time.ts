import { spokenLocale } from './t.ts'

/** Clock times as people read them, in the time zone of this computer, and numbers; by the language that is spoken. */

/** Making one costs many times what its use does, and a message with many recipients uses them for each. */
function makeFormats(locale: string) {
  return {
    date: new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', year: 'numeric' }),
    time: new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit' }),
    day: new Intl.DateTimeFormat(locale, { weekday: 'long', day: 'numeric', month: 'long' }),
  }
}

const made = new Map<string, ReturnType<typeof makeFormats>>()

/** Of the language that is spoken now. */
function formats(): ReturnType<typeof makeFormats> {
  const locale = spokenLocale()
  const known = made.get(locale) ?? makeFormats(locale)
  made.set(locale, known)
  return known
}

/** `24 Nov 2026`. @param at epoch ms */
export function formatDate(at: number): string {
  return formats().date.format(at)
}

/** `10:58`. @param at epoch ms */
export function formatTime(at: number): string {
  return formats().time.format(at)
}

/** `Thursday 26 November`. @param at epoch ms */
export function formatDay(at: number): string {
  const day = formats().day.format(at)
  return spokenLocale() === 'en-GB' ? day.replace(',', '') : day
}

/** With so many digits after the point; the point is the language's. */
export function formatNumber(value: number, digits: number): string {
  return value.toLocaleString(spokenLocale(), {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  })
}

/** Whether two instants (epoch ms) fall on the same day here. */
export function isSameDay(first: number, second: number): boolean {
  return formatDay(first) === formatDay(second) && Math.abs(first - second) < 2 * 86_400_000
}
