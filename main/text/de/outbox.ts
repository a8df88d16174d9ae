import type { outboxTexts as english } from '../en/outbox.ts'
import type { Words } from './words.ts'

/** Findings of Send, notes on attempts, the proof of hand-over, and notices of the outbox. */
export const outboxTexts: Words<typeof english> = {
  'send.no-sender': 'Wählen Sie die Adresse, von der gesendet wird.',
  'send.no-server': 'Wählen Sie den Server, über den gesendet wird.',
  'send.sender-not-taken':
    '{server} nimmt {address} nicht als Absender: Sie ist nicht unter den Adressen, die seine Einstellungen erlauben. Wählen Sie einen anderen Absender oder einen anderen Server.',
  'copy.failed': 'Die Kopie ließ sich nicht nach {path} schreiben: {why}.',
  'copy.none-failed': 'Von dieser Nachricht fehlt keine Kopie.',
  'copy.full': 'der Datenträger ist voll ({code})',
  'copy.not-allowed': 'in diesen Ordner darf nicht geschrieben werden ({code})',
  'copy.no-folder': 'wo ein Ordner sein sollte, ist eine Datei ({code})',
  'copy.not-there': 'der Ordner ist nicht da und ließ sich nicht anlegen ({code})',
  'send.nobody-left':
    'Alle hier Genannten haben die Nachricht schon oder haben sie vielleicht. Nehmen Sie eine Adresse heraus, und setzen Sie sie wieder ein, um dorthin noch einmal zu senden.',
  'send.content-gone': 'Was für diese Nachricht getippt wurde ({file}), ist nicht lesbar.',
  'send.not-possible': 'Das geht bei dieser Nachricht nicht. Ihr Zustand: {state}.',
  'send.invitation-time': 'Beginn oder Ende der Einladung ist keine Zeit, die die Uhren in {zone} zeigen.',
  'send.invitation-end': 'Die Einladung endet, bevor sie beginnt.',
  'send.time-passed': 'Diese Zeit ist vorbei. Wählen Sie eine spätere.',
  'send.limit-passed': 'Die Frist ist vorbei.',
  'send.limit-before-time': 'Die Frist liegt vor der Sendezeit.',
  'send.no-time': '{time} ist kein Datum mit Uhrzeit.',
  'send.no-zone': '{zone} ist keine Zeitzone, die dieser Computer kennt.',
  'send.skipped-time': '{time} gibt es in {zone} nicht: Die Uhren werden darüber hinweg vorgestellt.',
  'send.is-sending': 'Die Nachricht wird gerade gesendet oder wurde gelöscht.',
  'attempt.reused': 'Über die Sitzung gesendet, die von der Nachricht davor noch offen war.',
  'bounce.failed': '{server} hat die Nachricht angenommen. Später nahm sie {who} für {address} nicht.',
  'bounce.delayed': '{server} hat die Nachricht angenommen. Für {address} hat sie {who} noch nicht genommen.',
  'bounce.stranger': 'Für {address} nahm sie {who} nicht.',
  'bounce.somebody': 'ein Server unterwegs',
  'attempt.flight':
    'Mehrere Nachrichten waren auf dieser Verbindung unterwegs („Warteschlange im Flug“), was manche Server, darunter Dovecot und chasquid, nicht vertragen. Eine Stunde lang geht an diesen Server eine Nachricht nach der anderen.',
  'attempt.limits':
    '„Alle oder keiner“ war für mehr Empfänger verlangt, als der Server in einem Vorgang nimmt (LIMITS).',
  'attempt.mx-next': '{host} ({address}) nahm die Verbindung nicht an: {detail}',
  'attempt.mx-tls-failed':
    'TLS mit {host} misslang ({detail}); ohne TLS wurde es auf einer neuen Verbindung versucht.',
  'attempt.mx-clear': 'Ohne TLS: {host} bot keines an, das geht. Jeder auf dem Weg konnte es lesen.',
  'attempt.mx-unverified':
    'Mit TLS, doch ungeprüft, wer {host} ist: Jeder auf dem Weg konnte sich dafür ausgeben.',
  'maildir.found':
    'Sie fand sich im Maildir, nachdem das Programm unterbrochen worden war: Sie lag schon dort.',
  'maildir.delivered': 'In das Maildir {path} gelegt.',
  'lane.mx': 'MX von {domain}',
  'lane.maildir': 'Maildir von {domain}',
  'proof.maildir': 'In das Maildir {path} gelegt, {at}',
  'proof.line': 'Übergeben an {place} {over}, {at}{queued}',
  'proof.tls': 'über {protocol}',
  'proof.no-tls': 'ohne TLS',
  'proof.queue-id': ', Kennung beim Server {id}',
  'proof.for': 'Für: {addresses}',
  'notice.unconfirmed.one':
    'Eine Nachricht wurde nach ihrem Schlusspunkt unterbrochen: Vielleicht ist sie angekommen. Sie wartet auf Ihre Entscheidung.',
  'notice.unconfirmed.many':
    '{count} Nachrichten wurden nach ihrem Schlusspunkt unterbrochen: Vielleicht sind sie angekommen. Sie warten auf Ihre Entscheidung.',
  'notice.spool':
    'Eine Nachricht im Postausgang war auf dem Datenträger beschädigt und wurde beiseitegelegt. Bearbeiten Sie sie, um sie neu zu machen.',
  'notice.spool-detail': '{problem} Sie liegt als {name} bereit.',
  'notice.unreadable.one':
    'Der Eintrag einer Nachricht im Postausgang ist nicht lesbar. Er bleibt, wo er ist, mit seinen Dateien, und wird nicht gesendet.',
  'notice.unreadable.many':
    'Die Einträge von {count} Nachrichten im Postausgang sind nicht lesbar. Sie bleiben, wo sie sind, mit ihren Dateien, und werden nicht gesendet.',
  'notice.unreadable-detail': 'outbox.db: {ids}',
  'recovered.subject': 'Wiedergefunden: {subject}',
  'notice.recovered.one':
    'Auf dem Datenträger fand sich eine Nachricht ohne Eintrag. Sie ist bei den Entwürfen, als „Wiedergefunden“.',
  'notice.recovered.many':
    'Auf dem Datenträger fanden sich {count} Nachrichten ohne Eintrag. Sie sind bei den Entwürfen, als „Wiedergefunden“.',
  'notice.secrets': 'Passwörter bleiben nur für diese Sitzung.',
  'notice.secrets-problem': 'Manche gespeicherten Passwörter ließen sich nicht lesen oder verschieben.',
  'practice.server': 'Übungsserver',
  'practice.server-wrong': 'Übungsserver, abgelehntes Passwort',
  'practice.you': 'Sie',
  'practice.subject': 'Grüße von Sendoff',
  'practice.subject-scenario': 'Übung: {shows}',
  'practice.text':
    'Diese Nachricht geht an den Übungsserver auf diesem Computer. Nichts verlässt ihn.\n\nSenden Sie sie, und sehen Sie der Mitschrift zu: Es ist eine echte Sitzung über TLS.\n',
}
