/** Clock times as people read them, in the time zone of this computer. */

const TIME = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' })
const DAY = new Intl.DateTimeFormat('en-GB', { weekday: 'long', day: 'numeric', month: 'long' })

const DATE = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' })

/** `24 Nov 2026`. @param at epoch ms */
export function formatDate(at: number): string {
  return DATE.format(at)
}

/** `10:58`. @param at epoch ms */
export function formatTime(at: number): string {
  return TIME.format(at)
}

/** `Thursday 26 November`. @param at epoch ms */
export function formatDay(at: number): string {
  return DAY.format(at).replace(',', '')
}

/** Whether two instants (epoch ms) fall on the same day here. */
export function isSameDay(first: number, second: number): boolean {
  return formatDay(first) === formatDay(second) && Math.abs(first - second) < 2 * 86_400_000
}
