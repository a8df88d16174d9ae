import type { Schedule } from '../../main/outbox/entry.ts'
import { t } from '../text/t.ts'
import { toLocal } from './zoned-time.ts'

const timeOf = (local: string) => local.slice(11)

/** The time as it will be, in words: its day, what it is here, and what summer time makes of it. */
export function describeWhen({ at, local, zone }: Schedule, own: string): string {
  const there = toLocal(at, zone)
  const day = new Intl.DateTimeFormat('en-GB', {
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
  if (there === local) return when
  return `${when}. ${t('schedule.skipped', { local: timeOf(local), time: timeOf(there) })}`
}
