export type HealthSpan = 'day' | 'week' | 'month'

const hourMs = 3_600_000

/**
 * When the bars of a chart begin, epoch ms, ascending: the last 24 hours, or the last 7 or 30 days by the calendar of
 * this machine, the running one included.
 */
export function toStarts(span: HealthSpan, now: number): readonly number[] {
  if (span === 'day') {
    const hour = new Date(now).setMinutes(0, 0, 0)
    return Array.from({ length: 24 }, (_, index) => hour - (23 - index) * hourMs)
  }
  const days = span === 'week' ? 7 : 30
  const today = new Date(now)
  const dayAt = (back: number) =>
    new Date(today.getFullYear(), today.getMonth(), today.getDate() - back).getTime()
  return Array.from({ length: days }, (_, index) => dayAt(days - 1 - index))
}
