import type { drafts as english } from '../en/drafts.ts'
import type { Words } from './words.ts'

export const drafts: Words<typeof english> = {
  'drafts.title': 'Entwürfe',
  'drafts.earlier': 'Früher',
  'drafts.noRecipient': 'Noch kein Empfänger',
  'drafts.draft': 'Entwurf',
  'drafts.edit': 'Bearbeitung einer Nachricht im Postausgang',
  'drafts.files.one': '{n} Datei',
  'drafts.files.other': '{n} Dateien',
  'drafts.words.one': '{n} Wort',
  'drafts.words.other': '{n} Wörter',
  'drafts.continue': 'Weiterschreiben',
  'drafts.delete': 'Löschen',
  'drafts.from': 'Von',
  'drafts.to': 'An',
  'drafts.cc': 'Kopie',
  'drafts.bcc': 'Blindkopie',
  'drafts.saved': 'Gespeichert',
  'drafts.attachments': 'Anhänge',
  'drafts.emptyTitle': 'Keine Entwürfe',
  'drafts.emptyText': 'Eine Nachricht, die Sie vor dem Senden schließen, bleibt hier.',
  'drafts.choose': 'Kein Entwurf ist offen',
  'drafts.noText': 'Noch nichts geschrieben.',
  'drafts.discarded': '„{subject}“ wurde verworfen.',
}
