import type { desktop as english } from '../en/desktop.ts'
import type { Words } from './words.ts'

export const desktop: Words<typeof english> = {
  'mailLinks.title': 'Mail-Links',
  'mailLinks.ours': 'Sendoff öffnet sie, aus Webseiten und anderen Programmen',
  'mailLinks.others': 'Ein anderes Programm öffnet sie, oder keines: Links, die mit mailto: beginnen',
  'mailLinks.impossible':
    'Ein installiertes Sendoff kann sie öffnen; dieses läuft aus einem Ordner seiner Quellen',
  'mailLinks.take': 'Mit Sendoff öffnen',
  'mailLinks.taken': 'Sendoff öffnet jetzt Mail-Links.',
  'mailLinks.first': 'Mail-Links mit Sendoff öffnen',
  'updates.title': 'Aktualisierungen',
  'updates.off.source':
    'Dieses Sendoff läuft aus einem Ordner seiner Quellen und aktualisiert sich nicht selbst',
  'updates.off.no-feed':
    'Dieses Sendoff wurde ohne signierte Liste der Versionen gebaut und aktualisiert sich nicht selbst',
  'updates.off.package': 'Die Paketverwaltung dieses Systems aktualisiert Sendoff',
  'updates.off.snap': 'Snap aktualisiert Sendoff',
  'updates.off.flatpak': 'Flatpak aktualisiert Sendoff',
  'updates.off.folder': 'Diese Kopie wurde von Hand ausgepackt und aktualisiert sich nicht selbst',
  'updates.off.policy': 'Ihr Administrator hat Aktualisierungen ausgeschaltet',
  'updates.idle': 'Nichts wird gefragt und nichts geladen, bevor Sie es sagen',
  'updates.checking': 'Nach der Liste der Versionen wird gefragt',
  'updates.current': 'Das ist die neueste Version',
  'updates.found': 'Version {version} ist da; nichts davon ist geladen',
  'updates.loading': 'Version {version} wird geladen: {percent} %',
  'updates.ready': 'Version {version} ist geladen. Sendoff beendet sich, richtet sie ein und startet wieder',
  'updates.failed': 'Das ging nicht: {message}',
  'updates.check': 'Nach Aktualisierungen suchen',
  'updates.load': 'Version {version} laden',
  'updates.install': 'Beenden und einrichten',
}
