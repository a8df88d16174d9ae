import type { Schedule } from '../../main/outbox/entry.ts'
import { locale, t } from '../text/t.ts'
import { toLocal } from './zoned-time.ts'

const timeOf = (local: string) => local.slice(11)

/** The time as it will be, in words: its day, and what it is here; or that summer time leaves it out. */
export function describeWhen({ at, local, zone }: Schedule, own: string): string {
  const there = toLocal(at, zone)
  const day = new Intl.DateTimeFormat(locale, {
    timeZone: zone,
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
  }).format(at)
  const here = toLocal(at, own)
  // The day is named again where it is another one here.
  const hereText = here.slice(0, 10) === there.slice(0, 10) ? timeOf(here) : here.replace('T', ' ')
  const when =
    here === there
      ? t('schedule.when', { day, time: timeOf(there) })
      : t('schedule.whenThere', { day, time: timeOf(there), zone, here: hereText })
  return there === local ? when : t('schedule.skipped', { time: timeOf(local), day })
}
