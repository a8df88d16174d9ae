import { spokenLocale } from './t.ts'

/** Clock times as people read them, in the time zone of this computer, and numbers; by the language that is spoken. */

/** `24 Nov 2026`. @param at epoch ms */
export function formatDate(at: number): string {
  return new Intl.DateTimeFormat(spokenLocale(), { day: 'numeric', month: 'short', year: 'numeric' }).format(
    at,
  )
}

/** `10:58`. @param at epoch ms */
export function formatTime(at: number): string {
  return new Intl.DateTimeFormat(spokenLocale(), { hour: '2-digit', minute: '2-digit' }).format(at)
}

/** `Thursday 26 November`. @param at epoch ms */
export function formatDay(at: number): string {
  const day = new Intl.DateTimeFormat(spokenLocale(), { weekday: 'long', day: 'numeric', month: 'long' })
  return spokenLocale() === 'en-GB' ? day.format(at).replace(',', '') : day.format(at)
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
