import type { contactTexts as english } from '../en/contacts.ts'
import type { Words } from './words.ts'

export const contactTexts: Words<typeof english> = {
  'contacts.pick': 'Kontakte importieren',
  'contacts.file-too-large': '{path} hat mehr als 50 MB; das ist keine Liste von Kontakten.',
  'contacts.file-empty': 'In dieser Datei ist weder eine vCard noch eine Zeile.',
  'domain.takes-mail': '{domain} nimmt Post an, bei {host}.',
  'domain.own-address':
    '{domain} nennt keinen Mail-Exchanger, hat aber eine Adresse, die vielleicht Post annimmt.',
  'domain.null-mx': '{domain} sagt, dass sie gar keine Post annimmt (Null-MX).',
  'domain.none': 'Eine Domain {domain} gibt es nicht.',
  'domain.no-mail': '{domain} hat keinen Host, der Post annehmen könnte.',
  'domain.no-answer': 'Der Namensdienst gab zu {domain} keine Antwort. Zurzeit ist nichts darüber bekannt.',
}
