import type { shared as english } from '../en/shared.ts'
import type { Words } from './words.ts'

export const shared: Words<typeof english> = {
  'call.notFound': 'Es ist nicht mehr da.',
  'call.file': 'Eine Datei ließ sich nicht verwenden.',
  'call.storage': 'Der Profilordner ließ sich nicht verwenden.',
  'call.secret': 'Der Schlüsselbund hat abgelehnt.',
  'call.network': 'Der Server war nicht zu erreichen.',
  'call.internal': 'Das ist ein Fehler in Sendoff.',
  'action.cancel': 'Abbrechen',
  'action.close': 'Schließen',
  'action.dismiss': 'Ausblenden',
  'action.show': 'Zeigen',
  'action.undo': 'Rückgängig',
  'action.back': 'Zurück',
  'action.tryAgain': 'Erneut versuchen',
  'tooltip.key': '{title} ({key})',
  'key.ctrl': 'Strg',
  'key.shift': 'Umschalt',
  'key.delete': 'Entf',
  'key.enter': 'Eingabe',
  'time.yesterday': 'gestern {time}',
  'time.tomorrow': 'morgen {time}',
  'time.today': 'heute {time}',
  'group.today': 'Heute',
  'group.yesterday': 'Gestern',
  'size.octets': '{n} Oktette',
}
