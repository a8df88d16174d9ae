import type { schedule as english } from '../en/schedule.ts'
import type { Words } from './words.ts'

export const schedule: Words<typeof english> = {
  'schedule.preset.evening': 'Heute Abend 18:00',
  'schedule.preset.tomorrow': 'Morgen 08:00',
  'schedule.preset.monday': 'Montag 08:00',
  'schedule.presets': 'Übliche Zeiten',
  'schedule.date': 'Datum',
  'schedule.time': 'Uhrzeit',
  'schedule.zone': 'Zeitzone',
  'schedule.zoneHere': '{zone}, dieser Computer',
  'schedule.when': '{day}, {time}',
  'schedule.whenThere': '{day}, {time} in {zone}; hier {here}',
  'schedule.skipped': '{time} gibt es am {day} nicht: Die Uhren werden darüber hinweg vorgestellt',
  'schedule.expires': 'Nicht nach',
  'schedule.expiresHint': 'Kann sie bis dahin nicht hinaus, wird sie angehalten und wartet auf Sie',
  'schedule.lastDate': 'Spätestes Datum',
  'schedule.lastTime': 'Späteste Uhrzeit',
  'schedule.noTime': 'Geben Sie Datum und Uhrzeit ein',
  'schedule.noLast': 'Geben Sie spätestes Datum und späteste Uhrzeit ein',
  'schedule.title': 'Neue Zeit wählen',
  'schedule.submit': 'Zu dieser Zeit senden',
}
