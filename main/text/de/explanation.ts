import type { explanationTexts as english } from '../en/explanation.ts'
import type { Words } from './words.ts'

/** The sentences around a cause. */
export const explanationTexts: Words<typeof english> = {
  'explanation.taken-for-others': '{server} hat die Nachricht für {accepted} angenommen.',
  'explanation.block-list': 'Die Liste ist {list}.',
  'explanation.practice': 'Der Übungsserver hat das mit Absicht getan.',

  'explanation.mover.you': 'Sie.',
  'explanation.mover.recipient': 'Die Seite des Empfängers.',
  'explanation.mover.your-provider': 'Ihr Anbieter.',
  'explanation.mover.your-administrator': 'Der Administrator Ihrer Organisation.',
  'explanation.mover.their-provider': 'Die Seite des Empfängers.',
  'explanation.mover.nobody': 'Niemand.',
  'explanation.next': 'Der nächste Versuch ist um {time}.',
  'explanation.next-day': 'Der nächste Versuch ist am {day}, um {time}.',
  'explanation.would-be-refused-again': 'Unverändert würde sie wieder abgelehnt.',
  'explanation.waits': 'Von allein gibt es keinen weiteren Versuch.',

  'explanation.code': 'Code {code}',
  'explanation.code-enhanced': 'Code {code}, erweitert {enhanced}',
  'explanation.code-named': '{code}: {name}',
  'explanation.no-code.network': 'Kein Code: Es kam keine Antwort',
  'explanation.no-code.timeout': 'Kein Code: Die Antwort blieb aus',
  'explanation.no-code.tls': 'Kein Code: Der TLS-Handshake gelang nicht',
  'explanation.no-code.certificate': 'Kein Code: Das Zertifikat bestand die Prüfung nicht',
  'explanation.no-code.protocol': 'Kein Code: Was kam, ist keine Antwort',
  'explanation.no-code.local': 'Kein Code: von Sendoff abgelehnt',
  'explanation.no-code.detail': '{what} ({detail})',

  'explanation.command.greeting': 'Begrüßung',
  'explanation.command.final-dot': 'Nach dem Schlusspunkt',

  'glossary.after.connect': 'Verbindung',
  'glossary.after.greeting': 'Begrüßung',
  'glossary.after.end-of-data': 'Ende der Daten',
  'glossary.registry': 'Verzeichnis der IANA',

  'explanation.this-recipient': 'diesem Empfänger',
  'explanation.mailbox-of': 'von {recipient}',
  'explanation.this-sender': 'diesem Absender',
  'explanation.the-proxy': 'aus den Einstellungen',
  'explanation.through-proxy':
    'Die Verbindung ging über den Proxy {proxy}; er hat sie vielleicht zu einem anderen Server geführt oder verändert.',
  'explanation.in-flight':
    'Auf der Verbindung waren mehrere Nachrichten zugleich unterwegs („Warteschlange im Flug“ von {server}). Manche Server kommen damit nicht zurecht, darunter Dovecot und chasquid: Geschieht es wieder, schalten Sie es ab.',
  'explanation.given': 'unter der angegebenen Adresse',
  'explanation.domain-of-sender': 'der Domain des Absenders',
  'explanation.domain': 'der Domain des Empfängers',
  'explanation.some-recipients': '{count} Empfängern',
  'explanation.and': '{first} und {last}',
  'explanation.and-others': '{first} und {count} weitere',
  'explanation.the-server': 'der Server',
  'explanation.your-address': 'Ihrer Adresse',
  'explanation.as-user': ' als {user}',
}
