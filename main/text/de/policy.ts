import type { policyTexts as english } from '../en/policy.ts'
import type { Words } from './words.ts'

export const policyTexts: Words<typeof english> = {
  'policy.line': 'Zeile {line}',
  'policy.no-json': 'Von hier an ist es kein JSON.',
  'policy.twice': 'Es ist gesperrt und als Vorschlag gegeben; nur eines davon geht.',
  'policy.no-server': 'Post darf nur über vorgegebene Server gehen, und keiner ist vorgegeben.',
  'policy.server-without-tls': 'Die Regeln verlangen TLS, und dieser Server hat keines.',
  'policy.who': 'Ihrem Administrator',
  'policy.locked': '{name} ist von {who} festgelegt und lässt sich hier nicht ändern.',
  'policy.only-given': 'Post geht über die Server von {who}; andere kommen hier nicht hinzu.',
  'policy.frozen':
    'Die Datei des Administrators ist nicht zu verwenden. Bis sie berichtigt ist, kommt kein Server hinzu und ändert sich keiner.',
  'policy.given-stays':
    '{server} ist von {who} vorgegeben; nur Ihren Namen, Ihre Adresse und die Anmeldung können Sie ändern.',
  'policy.no-delete': '{server} ist von {who} vorgegeben und lässt sich nicht löschen.',
  'policy.no-trust': 'Einem Zertifikat von Hand zu vertrauen ist nicht erlaubt, laut {who}.',
  'policy.no-mx': 'Direkt zu Mail Exchangern zu senden ist nicht erlaubt, laut {who}.',
  'policy.no-practice': 'Der Übungsserver ist abgeschaltet von {who}.',
  'policy.no-plain': '{server} hat kein TLS, und das ist verlangt von {who}.',
  'policy.not-given': '{server} ist keiner der Server von {who}.',
  'notice.policy':
    'Die Datei mit den Vorgaben des Administrators ist nicht zu verwenden. Was sie verbieten könnte, ist verboten, bis sie berichtigt ist.',
}
