import { t, type TextKey } from '../text/t.ts'
import { toInstant, toLocal } from './zoned-time.ts'

export interface Preset {
  readonly label: string
  readonly date: string // `2026-11-26`
  readonly time: string // `08:00`
}

const texts = {
  evening: 'schedule.preset.evening',
  tomorrow: 'schedule.preset.tomorrow',
  monday: 'schedule.preset.monday',
} as const satisfies Readonly<Record<string, TextKey>>

/** The day that is `days` after a date, `2026-11-26`. */
function plusDays(date: string, days: number): string {
  return new Date(Date.parse(date) + days * 86_400_000).toISOString().slice(0, 10)
}

/** Times that are offered with one press, by the calendar of the zone; those that have passed are not. */
export function listPresets(now: number, zone: string): readonly Preset[] {
  const today = toLocal(now, zone).slice(0, 10)
  const toMonday = (8 - new Date(Date.parse(today)).getUTCDay()) % 7 || 7
  const presets = [
    { label: t(texts.evening), date: today, time: '18:00' },
    { label: t(texts.tomorrow), date: plusDays(today, 1), time: '08:00' },
    // On a Sunday that is tomorrow.
    ...(toMonday === 1 ? [] : [{ label: t(texts.monday), date: plusDays(today, toMonday), time: '08:00' }]),
  ]
  return presets.filter(({ date, time }) => (toInstant(`${date}T${time}`, zone) ?? 0) > now)
}
