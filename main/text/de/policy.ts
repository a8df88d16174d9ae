import type { policyTexts as english } from '../en/policy.ts'
import type { Words } from './words.ts'

export const policyTexts: Words<typeof english> = {
  'policy.line': 'Zeile {line}',
  'policy.no-json': 'Von hier an ist es kein JSON.',
  'policy.twice': 'Es ist gesperrt und als Vorgabe gesetzt; nur eines davon ist möglich.',
  'policy.no-server': 'Post darf nur über vorgegebene Server gehen, und keiner ist vorgegeben.',
  'policy.server-without-tls': 'Die Regeln verlangen TLS, und dieser Server hat keines.',
  'policy.who': 'Ihr Administrator',
  'policy.locked': '{name} ist vorgegeben ({who}) und kann hier nicht geändert werden.',
  'policy.only-given': 'Post geht nur über vorgegebene Server ({who}); andere werden hier nicht hinzugefügt.',
  'policy.frozen':
    'Die Datei des Administrators ist nicht brauchbar. Bis sie berichtigt ist, wird kein Server hinzugefügt oder geändert.',
  'policy.given-stays':
    '{server} ist vorgegeben ({who}); nur Ihren Namen, Ihre Adresse und die Anmeldung können Sie ändern.',
  'policy.no-delete': '{server} ist vorgegeben ({who}) und kann nicht gelöscht werden.',
  'policy.no-trust': 'Einem Zertifikat von Hand zu vertrauen ist nicht erlaubt ({who}).',
  'policy.no-mx': 'Direkt an Mail-Exchanger zu senden ist nicht erlaubt ({who}).',
  'policy.no-practice': 'Der Übungsserver ist ausgeschaltet ({who}).',
  'policy.no-plain': '{server} hat kein TLS, und TLS ist vorgeschrieben ({who}).',
  'policy.not-given': '{server} ist keiner der vorgegebenen Server ({who}).',
  'notice.policy':
    'Die Richtliniendatei des Administrators ist nicht brauchbar. Was sie verbieten kann, ist verboten, bis sie berichtigt ist.',
}
