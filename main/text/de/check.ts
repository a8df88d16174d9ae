import type { checkTexts as english } from '../en/check.ts'
import type { Words } from './words.ts'

/** What a server check says beside a cause. */
export const checkTexts: Words<typeof english> = {
  'check.auth-failed.what':
    'Bis hierher ging alles gut, auch TLS. Der Server hat dann die Anmeldung abgelehnt.',
  'check.auth-failed.full-address':
    'Viele Anbieter wollen als Benutzernamen die ganze Adresse; Ihrer ist „{user}“.',
  'check.test-message.subject': 'Testnachricht von Sendoff',
  'check.test-message.text':
    'Dies ist eine Testnachricht. Sendoff hat sie gesendet, um zu zeigen, dass der Server für den Versand {host} Post von {sender} annimmt. Niemand muss darauf antworten.',
}
