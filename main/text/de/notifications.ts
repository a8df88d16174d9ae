import type { notificationTexts as english } from '../en/notifications.ts'
import type { Words } from './words.ts'

/** Titles and bodies of desktop notifications. A notification opens its message. */
export const notificationTexts: Words<typeof english> = {
  'notification.no-subject': 'Nachricht ohne Betreff',
  'notification.accepted.body': 'Übergeben an {host}.',
  'notification.partly.body': 'Teilweise übergeben, {refused} von {total} abgelehnt. Sie sind am Zug.',
  'notification.rejected.body': 'Sie wurde abgelehnt. Sie sind am Zug.',
  'notification.unconfirmed.body': 'Unbestätigt: vielleicht angekommen. Sie sind am Zug.',
  'notification.gave-up.body':
    'Sie wurde so lange versucht, wie Sie wollten, und ist jetzt angehalten. Sie sind am Zug.',
  'notification.expired.body':
    'Sie wurde nicht rechtzeitig gesendet und ist jetzt angehalten. Sie sind am Zug.',
  'notification.sign-in.title': '{server} braucht eine Anmeldung',
  'notification.certificate.title': 'Das Zertifikat von {server} besteht die Prüfung nicht',
  'notification.sign-in.one': 'Eine Nachricht wartet darauf.',
  'notification.sign-in.body': '{count} Nachrichten warten darauf.',
  'notification.many.title': 'Neues von {count} Nachrichten',
  'notification.many.accepted': 'Alle wurden übergeben.',
  'notification.many.yours.one': '1 braucht Sie.',
  'notification.many.yours': '{count} brauchen Sie.',
}
