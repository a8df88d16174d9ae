import type { practiceTexts as english } from '../en/practice.ts'
import type { Words } from './words.ts'

/** What each scenario of the practice server shows. */
export const practiceTexts: Words<typeof english> = {
  'practice.shows.unknown': 'Postfach gibt es nicht',
  'practice.shows.full': 'Das Postfach ist voll',
  'practice.shows.greylisted': 'Beim zweiten Versuch angenommen',
  'practice.shows.busy': 'Zu beschäftigt zum Reden',
  'practice.shows.toolarge': 'Zu groß für diesen Empfänger',
  'practice.shows.spam': 'Nach den Daten für Spam gehalten',
  'practice.shows.slow': 'Jede Antwort dauert 8 s',
  'practice.shows.hangs-up': 'Legt während der Daten auf',
  'practice.shows.drops-after-dot': 'Schweigt nach dem Schlusspunkt',
  'practice.shows.refused': 'Als Absender: sofort abgelehnt',
  'practice.shows.wrong': 'Als Passwort: Anmeldung abgelehnt',
}
