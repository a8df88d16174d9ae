import type { oauthTexts as english } from '../en/oauth.ts'
import type { Words } from './words.ts'

// Web sign-in: what the page in the browser says, and why a sign-in came to nothing.

export const oauthTexts: Words<typeof english> = {
  'oauth.page.done': 'Danke. Sie können diese Seite schließen und zu Sendoff zurückkehren.',
  'oauth.page.stopped':
    'Die Anmeldung wurde nicht abgeschlossen. Sie können diese Seite schließen; Sendoff sagt, warum.',
  'oauth.page.other': 'Hier ist nichts.',

  'oauth.step.metadata': 'Einstellungen des Anbieters',
  'oauth.step.page': 'Anmeldeseite',
  'oauth.step.token': 'Token',
  'oauth.step.keychain': 'Schlüsselbund',

  'oauth.denied.title': 'Die Anmeldung wurde bei {provider} abgelehnt',
  'oauth.denied.what':
    'Sie, oder {provider} für Sie, haben nicht zugestimmt, dass Sendoff Post sendet. Es gab kein Token.',
  'oauth.denied.move':
    'Sie. Melden Sie sich erneut an und stimmen Sie zu, oder verwenden Sie eine andere Anmeldung.',

  'oauth.wrong-account.title': 'Sie haben sich mit einem anderen Konto angemeldet',
  'oauth.wrong-account.what':
    'Dieser Server ist für {wanted}, die Anmeldung war für {account}. Das Token wurde verworfen.',
  'oauth.wrong-account.move': 'Sie. Melden Sie sich erneut an, mit dem Konto, für das dieser Server ist.',

  'oauth.admin-consent.title': '{provider} will zuerst die Zustimmung eines Administrators',
  'oauth.admin-consent.what':
    'In Ihrer Organisation sind nur Programme erlaubt, denen ein Administrator zugestimmt hat. Es gab kein Token.',
  'oauth.admin-consent.move':
    'Der Administrator Ihrer Organisation. Er öffnet eine Seite und stimmt zu, dass Sendoff Post sendet.',

  'oauth.sign-in-again.title': 'Die Anmeldung bei {provider} ist beendet',
  'oauth.sign-in-again.what':
    'Sie wurde zurückgenommen oder ist abgelaufen, wie nach einem neuen Passwort oder langer Zeit ohne Gebrauch.',
  'oauth.sign-in-again.move': 'Sie. Melden Sie sich erneut an.',

  'oauth.client.title': '{provider} kennt diesen Client nicht',
  'oauth.client.what':
    'Die Client-Kennung, ihr Geheimnis oder ihre Rückkehradresse ist nicht, wie sie eingetragen wurde.',
  'oauth.client.move':
    'Sie. Vergleichen Sie Client-Kennung und Geheimnis mit dem Eintrag; seine Rückkehradresse ist http://127.0.0.1.',

  'oauth.scope.title': '{provider} gibt diese Erlaubnis nicht',
  'oauth.scope.what': 'Der verlangte Umfang (Scope) ist nicht bekannt oder für diesen Client nicht erlaubt.',
  'oauth.scope.move':
    'Sie. Prüfen Sie den Umfang und die Berechtigungen des Clients, wo er eingetragen wurde.',

  'oauth.expired.title': 'Die Zeit für die Anmeldung ist abgelaufen',
  'oauth.expired.what': 'Niemand hat sich rechtzeitig bei {provider} angemeldet. Es gab kein Token.',
  'oauth.expired.move': 'Sie. Beginnen Sie die Anmeldung noch einmal.',

  'oauth.offline.title': '{provider} ist nicht zu erreichen',
  'oauth.offline.what': 'Zum Anmeldedienst kam keine Verbindung zustande ({detail}).',
  'oauth.offline.move': 'Sie. Prüfen Sie Ihre Internetverbindung, und melden Sie sich dann erneut an.',

  'oauth.no-answer.title': '{provider} hat auf die Anmeldung nicht geantwortet',
  'oauth.no-answer.what':
    'Der Anmeldedienst antwortete nicht rechtzeitig oder sagte, dass er außer Betrieb ist.',
  'oauth.no-answer.move': 'Niemand. Versuchen Sie es in einer Weile erneut.',

  'oauth.not-https.title': 'Die Anmeldung wäre nicht verschlüsselt',
  'oauth.not-https.what':
    '{provider} nennt eine Adresse ohne https ({detail}). Nichts Geheimes wurde dorthin gesendet.',
  'oauth.not-https.move': 'Ihr Anbieter. Melden Sie sich auf andere Weise an, bis er https verwendet.',

  'oauth.metadata.title': '{provider} sagt nicht, wo man sich anmeldet',
  'oauth.metadata.what': 'Die Angaben des Anbieters lassen sich nicht verwenden: {detail}.',
  'oauth.metadata.move': 'Sie. Prüfen Sie mit Ihrem Anbieter die Adresse des Ausstellers.',

  'oauth.no-device-flow.title': '{provider} hat keine Anmeldung mit Code',
  'oauth.no-device-flow.what': 'Die Anmeldung geht nur über einen Browser auf diesem Computer.',
  'oauth.no-device-flow.move': 'Sie. Melden Sie sich im Browser an.',

  'oauth.mixed-up.title': 'Die Antwort kam nicht von {provider}',
  'oauth.mixed-up.what': 'Sie gehört nicht zu dieser Anmeldung ({detail}). Sie wurde verworfen.',
  'oauth.mixed-up.move':
    'Sie. Melden Sie sich erneut an; wenn es wieder geschieht, melden Sie sich nicht über dieses Netz an.',

  'oauth.keychain.title': 'Die Anmeldung ließ sich nicht aufbewahren',
  'oauth.keychain.what':
    'Sie haben sich bei {provider} angemeldet, und der Schlüsselbund nahm das Token nicht ({detail}).',
  'oauth.keychain.move':
    'Sie. Entsperren Sie den Schlüsselbund dieses Systems, und melden Sie sich dann erneut an.',

  'oauth.refused.title': '{provider} hat die Anmeldung abgelehnt',
  'oauth.refused.what': 'Der Anbieter nannte einen eigenen Grund. {detail}',
  'oauth.refused.move': 'Sie. Melden Sie sich erneut an, oder fragen Sie Ihren Anbieter nach seiner Antwort.',

  'oauth.request':
    'Bitte stimmen Sie zu, dass unsere Organisation das Mailprogramm Sendoff zum Senden von Post verwendet (SMTP.Send).\nEine Seite genügt: {address}\nClient-Kennung: {clientId}',
  'oauth.request.plain':
    'Bitte stimmen Sie bei {provider} zu, dass unsere Organisation das Mailprogramm Sendoff zum Senden von Post verwendet.',

  'oauth.revoked': 'Die Anmeldung wurde hier entfernt und bei {provider} zurückgenommen.',
  'oauth.not-revoked': 'Die Anmeldung wurde hier entfernt. {provider} ließ sich nicht benachrichtigen: {why}',
  'oauth.not-revocable':
    'Die Anmeldung wurde hier entfernt. Bei {provider} kann ein Programm sie nicht zurücknehmen.',
  'oauth.by-hand': 'Sie können sie selbst zurücknehmen, unter {address}.',
  'oauth.none-kept': 'Es gab keine Anmeldung zu entfernen.',

  'oauth.note.renewed': 'das Token wäre bald abgelaufen und wurde erneuert',
  'oauth.note.refused': 'das Token wurde abgelehnt und für eine zweite Sitzung erneuert',
  'oauth.refreshed':
    'Der Server hat das Token abgelehnt; es wurde einmal erneuert, und der Server nahm das neue.',
  'oauth.changed-since':
    'Die Einstellungen der Web-Anmeldung wurden nach Ihrer Anmeldung geändert. Melden Sie sich erneut an.',
  'oauth.gone': 'Diese Anmeldung gibt es nicht mehr. Melden Sie sich erneut an.',
  'oauth.open':
    'Ein Token wird nie unverschlüsselt gesendet. Wählen Sie für die Web-Anmeldung STARTTLS oder TLS.',
  'oauth.missing': 'Noch gibt es keine Anmeldung. Melden Sie sich zuerst beim Anbieter an.',
}
