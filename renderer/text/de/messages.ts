import type { messages as english } from '../en/messages.ts'
import type { Words } from './words.ts'

// Message files: opened, saved, on paper.
export const messages: Words<typeof english> = {
  'messages.from': 'Von',
  'messages.replyTo': 'Antwort an',
  'messages.to': 'An',
  'messages.cc': 'Kopie',
  'messages.bcc': 'Blindkopie',
  'messages.date': 'Datum',
  'messages.noDate': 'Kein Datum',
  'messages.header': 'Kopf',
  'messages.text': 'Text der Nachricht',
  'messages.noText': 'Es gibt keinen Text.',
  'messages.staysBehind': '„Als neue bearbeiten“ lässt diese Kopfzeilen zurück:',
  'messages.notes': 'Was weggelassen wurde',
  'messages.report': 'Das ist ein Versandbericht.',
  'messages.explain': 'Erklären',
  'messages.files': 'Dateien',
  'messages.saveFile': 'Speichern …',
  'messages.saveNamed': '{name} speichern',
  'messages.saved': 'Gespeichert als {path}',
  'messages.refused': '{name} wurde nicht geöffnet',
  'messages.way.edit-as-new': 'Als neue bearbeiten',
  'messages.way.reply': 'Antworten',
  'messages.way.reply-all': 'Allen antworten',
  'messages.way.forward': 'Weiterleiten',
  'messages.way.forward-attached': 'Als Anhang weiterleiten',
  'messages.save': 'Als Datei speichern …',
  'messages.print': 'Drucken …',
  'messages.pdf': 'Als PDF speichern …',
}
