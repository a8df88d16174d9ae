import type { desktop as english } from '../en/desktop.ts'
import type { Words } from './words.ts'

/** What the desktop knows of the program, and updates of it. */
export const desktop: Words<typeof english> = {
  'mailLinks.title': 'Mail-Links',
  'mailLinks.ours': 'Sendoff öffnet sie, aus Webseiten und anderen Programmen',
  'mailLinks.others': 'Ein anderes Programm öffnet sie, oder keines: Links, die mit mailto: beginnen',
  'mailLinks.impossible':
    'Ein installiertes Sendoff kann sie öffnen; dieses läuft aus seinem Quelltextordner',
  'mailLinks.take': 'Mit Sendoff öffnen',
  'mailLinks.taken': 'Sendoff öffnet jetzt Mail-Links.',
  'mailLinks.first': 'Mail-Links mit Sendoff öffnen',
  'updates.title': 'Aktualisierung',
  'updates.off.source': 'Dieses Sendoff läuft aus seinem Quelltextordner und aktualisiert sich nicht selbst',
  'updates.off.no-feed':
    'Dieses Sendoff wurde ohne signierte Versionsliste gebaut und aktualisiert sich nicht selbst',
  'updates.off.package': 'Die Paketverwaltung dieses Systems aktualisiert Sendoff',
  'updates.off.snap': 'Snap aktualisiert Sendoff',
  'updates.off.flatpak': 'Flatpak aktualisiert Sendoff',
  'updates.off.folder': 'Diese Kopie wurde von Hand ausgepackt und aktualisiert sich nicht selbst',
  'updates.off.policy': 'Ihr Administrator hat Aktualisierungen abgeschaltet',
  'updates.idle': 'Bevor Sie es sagen, wird nichts gefragt und nichts geladen',
  'updates.checking': 'Die Versionsliste wird geholt …',
  'updates.current': 'Das ist die neueste Version',
  'updates.found': 'Version {version} ist da; geladen ist noch nichts davon',
  'updates.loading': 'Version {version} wird geladen: {percent} %',
  'updates.ready': 'Version {version} ist geladen. Sendoff wird beendet, installiert sie und startet neu',
  'updates.failed': 'Es hat nicht geklappt: {message}',
  'updates.check': 'Nach Aktualisierung suchen',
  'updates.load': 'Version {version} laden',
  'updates.install': 'Beenden und installieren',
}
