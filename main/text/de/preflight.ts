import type { preflightTexts as english } from '../en/preflight.ts'
import type { Words } from './words.ts'

/** Findings before a message goes, and the words of their buttons. */
export const preflightTexts: Words<typeof english> = {
  'preflight.megabytes': '{count} MB',
  'preflight.size':
    'Das wird abgelehnt werden: Die Nachricht hat auf der Leitung {size}, und {host} nimmt {limit}.',
  'preflight.size-of-file':
    'Das wird abgelehnt werden: {name} allein ist größer als die {limit}, die {host} nimmt; die Nachricht hat auf der Leitung {size}.',
  'preflight.size.short': 'Das wird abgelehnt werden: {size}, Grenze {limit}.',
  'preflight.shrink': '{name} verkleinern',
  'preflight.use-server': 'Über {server} senden',
  'preflight.use-larger': 'Über {server} senden, bis {limit}',
  'preflight.sender-not-taken':
    'Das wird abgelehnt werden: {server} nimmt {address} nicht als Absender, nach den Adressen, die seine Einstellungen erlauben.',
  'preflight.sender-refused': '{server} hat {address} zuletzt als Absender abgelehnt: {reply}',
  'preflight.sender-refused.short': '{address} wurde als Absender abgelehnt.',
  'preflight.other-sender': 'Anderen Absender wählen',
  'preflight.smtputf8':
    'Das wird abgelehnt werden: {host} führt SMTPUTF8 nicht auf und kann {address} nicht annehmen; der Teil vor dem @ ist nicht ASCII.',
  'preflight.smtputf8.short': '{address} wird abgelehnt werden.',
  'preflight.go-to-address': 'Zur Adresse',
  'preflight.require-tls':
    'Das wird abgelehnt werden: Verschlüsselung ist auf dem ganzen Weg verlangt, und {host} führt REQUIRETLS nicht auf.',
  'preflight.without-tls': 'Ohne diese Forderung senden',
  'preflight.dsn':
    '{host} führt DSN nicht auf: Über diese Nachricht wird es keinen Bericht geben, nur einen gewöhnlichen Rückläufer.',
  'preflight.without-dsn': 'Nicht um Berichte bitten',
  'preflight.no-file': 'Sie haben „{word}“ geschrieben, und keine Datei ist angehängt.',
  'preflight.no-file.short': 'Keine Datei ist angehängt.',
  'preflight.attach': 'Dateien anhängen',
  'preflight.no-subject': 'Es gibt keinen Betreff.',
  'preflight.write-subject': 'Betreff schreiben',
  'preflight.program':
    '{name} ist ein Programm. Viele Empfänger lehnen Post mit Programmen ab, auch in einer Zip-Datei.',
  'preflight.program.short': '{name} ist ein Programm: oft abgelehnt.',
  'preflight.server-off': '{server} ist ausgeschaltet: Die Nachricht wird im Postausgang warten.',
  'preflight.open-servers': 'Server für den Versand öffnen',
  'preflight.paused': 'Das Senden ist pausiert: Die Nachricht wird im Postausgang warten.',
  'preflight.offline': 'Sendoff arbeitet offline: Die Nachricht wird im Postausgang warten.',
  'preflight.resume': 'Senden fortsetzen',
  'attachments.gone': 'Diese Datei ist nicht mehr im Entwurf.',
  'attachments.too-large': '{name} ist zu groß, um gezeigt zu werden.',
  'attachments.program': '{name} ist ein Programm. Sendoff führt es nicht aus.',
  'options.header-control': 'Die Kopfzeile „{name}“ enthält {found}.',
  'options.header-name':
    '„{name}“ ist kein Name einer Kopfzeile: Buchstaben, Ziffern und Bindestriche, kein Leerzeichen, kein Doppelpunkt.',
  'options.header-reserved': 'Die Kopfzeile {name} schreibt Sendoff selbst.',
  'options.unsubscribe-long':
    'Die Adresse zum Abmelden „{address}“ ist zu lang: Sie darf {max} Zeichen haben.',
  'options.unsubscribe': '„{address}“ ist keine Adresse zum Abmelden: Sie beginnt mit https:// oder mailto:.',
  'options.list-id':
    '„{id}“ ist kein Name einer Liste: Buchstaben, Ziffern, Punkte und Bindestriche, wie in news.example.org.',
  'options.thread': '„{id}“ ist keine Message-ID.',
}
