import type { transferTexts as english } from '../en/transfer.ts'
import type { Words } from './words.ts'

// What an import of servers and identities took and left, in words.

export const transferTexts: Words<typeof english> = {
  'transfer.too-large': 'Die Datei hat mehr als 5 MB; so groß ist keine Datei mit Einstellungen.',
  'transfer.binary': 'Die Datei ist kein Text: Sie enthält Oktette, die keine Einstellungsdatei hat.',
  'transfer.unknown-file':
    'Die Datei ist keine, die Sendoff kennt: ein eigener Export, prefs.js von Thunderbird, eine Konfiguration von msmtp, config.json von Mailspring, eine .mobileconfig oder eine Autoconfig-Datei.',
  'transfer.password-file':
    '{name} enthält Passwörter. Sendoff öffnet sie nicht; wählen Sie stattdessen prefs.js.',
  'transfer.profiles-ini':
    'profiles.ini sagt nur, wo die Profile liegen. Wählen Sie prefs.js im Ordner eines Profils.',
  'transfer.json': 'Die Datei ist kein vollständiges JSON.',
  'transfer.json-other':
    'Die Datei ist JSON, aber weder ein Export von Sendoff noch config.json von Mailspring.',
  'transfer.export-version':
    'Die Datei ist ein Export eines neueren Sendoff (Fassung {version}); dieses liest Fassung 1.',
  'transfer.export-wrong':
    'Die Datei ist ein Export von Sendoff, der beschädigt ist oder verändert wurde: {where} {problem}.',
  'transfer.xml': 'Das XML der Datei {problem}.',
  'transfer.no-plist': 'Die Datei ist keine Property List von Apple.',
  'transfer.no-mail-payload': 'Das Profil hat kein Mailkonto (com.apple.mail.managed).',
  'transfer.encrypted': 'Das Profil ist für ein einziges Gerät verschlüsselt; sein Inhalt ist nicht lesbar.',
  'transfer.signed':
    'Das Profil ist unterschrieben, und sein XML steht nicht in einem Stück darin. Holen Sie es zuerst heraus: openssl smime -verify -noverify -inform DER -in signed.mobileconfig -out plain.mobileconfig',
  'transfer.autoconfig': 'Die Datei {problem}.',
  'transfer.no-outgoing': 'Die Autoconfig-Datei nennt keinen Server für den Versand.',
  'transfer.thunderbird-empty': 'Die prefs.js hat keinen Server für den Versand und keine Identität.',
  'transfer.msmtp-empty': 'Die Konfiguration von msmtp hat kein Konto.',
  'transfer.mailspring-empty': 'Die config.json von Mailspring hat kein Konto.',
  'transfer.file-unreadable': '{path} ist nicht lesbar: {problem}',
  'transfer.pick': 'Server aus einer Datei importieren',
  'transfer.signature-name': 'Importiert',

  'transfer.field.place': 'Server',
  'transfer.field.host': 'Host',
  'transfer.field.port': 'Port',
  'transfer.field.security': 'Sicherheit',
  'transfer.field.user': 'Benutzername',
  'transfer.field.mechanism': 'Anmeldung',
  'transfer.field.oauth': 'OAuth-Anmeldung',
  'transfer.field.ehloName': 'EHLO-Name',
  'transfer.field.pins': 'Vertrauter Schlüssel',
  'transfer.field.minTls': 'Mindestens TLS',
  'transfer.field.concurrency': 'Sitzungen zugleich',
  'transfer.field.perMinute': 'Nachrichten je Minute',
  'transfer.field.perDay': 'Nachrichten je Tag',
  'transfer.field.proxy': 'Proxy',
  'transfer.field.localAddress': 'Ausgangsadresse',
  'transfer.field.family': 'IPv4 oder IPv6',
  'transfer.field.timeouts': 'Wartezeiten',
  'transfer.field.dsn': 'Versandberichte',
  'transfer.field.allowedSenders': 'Erlaubte Absender',
  'transfer.field.disabled': 'Ausgeschaltet',
  'transfer.field.name': 'Name',
  'transfer.field.address': 'Adresse',
  'transfer.field.replyTo': 'Antworten an',
  'transfer.field.organisation': 'Organisation',
  'transfer.field.signatures': 'Signatur',
  'transfer.field.alwaysBcc': 'Immer Blindkopie',
  'transfer.field.sentCopy': 'Kopien des Gesendeten',
  'transfer.field.envelopeSender': 'Adresse für Rückläufer',
  'transfer.field.furtherServers': 'Weitere Server',
  'transfer.security.none': 'keine',
  'transfer.security.starttls': 'STARTTLS, verlangt',
  'transfer.security.implicit': 'TLS',
  'transfer.yes': 'ja',

  'transfer.what.password': 'Passwort',
  'transfer.what.passwordeval': 'passwordeval',
  'transfer.what.token': 'Anmeldetoken',
  'transfer.what.sign-in': 'Anmeldeverfahren',
  'transfer.what.user': 'Benutzername',
  'transfer.what.server-kind': 'Art des Servers',
  'transfer.what.try-starttls': 'STARTTLS „wenn verfügbar“',
  'transfer.what.insecure-password': 'Passwort ohne Verschlüsselung',
  'transfer.what.signature-file': 'Signatur aus einer Datei',
  'transfer.what.html': 'Formatierung der Signatur',
  'transfer.what.cc': 'Immer Kopie',
  'transfer.what.catch-all': 'Antworten von jeder Adresse der Domain',
  'transfer.what.sent-folder': 'Kopie im Ordner „Gesendet“',
  'transfer.what.end-to-end': 'Schlüssel zum Unterschreiben und Verschlüsseln',
  'transfer.what.vcard': 'Visitenkarte',
  'transfer.what.proxy': 'Proxy',
  'transfer.what.incoming': 'Server für den Empfang',
  'transfer.what.too-many': '{count} weitere',
  'transfer.what.parent': 'Einstellungen des Kontos {name}',
  'transfer.what.insecure-ssl': 'Ungeprüfte Zertifikate',
  'transfer.what.signed': 'Unterschrift des Profils',
  'transfer.what.payloads': 'Andere Teile des Profils',
  'transfer.what.other-server': 'Ein anderer Server',
  'transfer.what.certificate': 'Eigenes Zertifikat',
  'transfer.what.proxy-password': 'Passwort des Proxys',
  'transfer.what.client-secret': 'Client-Geheimnis und Token',

  'transfer.why.password': 'nicht gelesen; tippen Sie es einmal ein',
  'transfer.why.password-elsewhere':
    'Thunderbird bewahrt es in logins.json auf, die nicht geöffnet wird; tippen Sie es einmal ein',
  'transfer.why.passwordeval':
    'es führt ein Programm aus, was nicht geschieht; tippen Sie das Passwort einmal ein',
  'transfer.why.oauth': 'Token werden nicht übernommen; melden Sie sich auf der Seite des Servers neu an',
  'transfer.why.encrypted-password': 'verwendet wird das stärkste, das der Server anbietet',
  'transfer.why.kerberos': 'Kerberos (GSSAPI) wird nicht unterstützt; verwendet wird das stärkste andere',
  'transfer.why.ntlm': 'NTLM wird nicht unterstützt; verwendet wird das stärkste andere',
  'transfer.why.mechanism': '{name} wird nicht unterstützt; verwendet wird das stärkste andere',
  'transfer.why.unknown-value': 'nicht bekannt: {value}',
  'transfer.why.certificate-file':
    'Dateien wird nicht gefolgt; geben Sie das Zertifikat auf der Seite des Servers an',
  'transfer.why.trust-file':
    'verwendet werden die Stellen des Systems; einer eigenen vertrauen Sie über den Schlüssel auf der Seite des Servers',
  'transfer.why.old-fingerprint':
    'nur SHA-256 benennt einen Schlüssel sicher; sehen Sie sich das Zertifikat auf der Seite des Servers an',
  'transfer.why.certcheck':
    'Zertifikate werden immer geprüft; vertrauen Sie dem einen Schlüssel auf der Seite des Servers',
  'transfer.why.lmtp': 'gesprochen wird nur SMTP',
  'transfer.why.own-way': 'Sendoff hat dafür einen eigenen Weg',
  'transfer.why.not-smtp':
    'ein Server der Art „{type}“ ist kein SMTP-Server; sehen Sie sich Host und Port an',
  'transfer.why.try-starttls': 'STARTTLS ist hier verlangt: kein Senden ohne',
  'transfer.why.insecure-password':
    'nur Sie können es erlauben, auf der Seite des Servers; bis dahin meldet sich niemand an',
  'transfer.why.signature-file': 'Dateien wird nicht gefolgt; fügen Sie den Text in die Identität ein',
  'transfer.why.html': 'Nachrichten sind reiner Text; ihre Wörter werden übernommen',
  'transfer.why.cc': 'Sendoff fügt nur Blindkopien hinzu',
  'transfer.why.catch-all': 'jede Adresse ist eine eigene Identität',
  'transfer.why.sent-folder':
    'hier gibt es kein IMAP; wählen Sie in der Identität ein Maildir oder einen Ordner mit .eml-Dateien',
  'transfer.why.end-to-end': 'nicht unterstützt',
  'transfer.why.vcard': 'wird nicht mitgesendet',
  'transfer.why.proxy-for-all':
    'dort für das ganze Programm gesetzt; geben Sie ihn auf der Seite jedes Servers ein, der ihn braucht',
  'transfer.why.incoming': 'Sendoff sendet nur',
  'transfer.why.too-many': 'ein Import nimmt höchstens {most}',
  'transfer.why.parent': 'es ist nicht vor diesem definiert',
  'transfer.why.signed': 'nicht geprüft',
  'transfer.why.payloads': 'gelesen werden nur Mailkonten',
  'transfer.why.placeholder': 'die Datei hat nur {user}; ergänzen Sie ihn auf der Seite des Servers',
  'transfer.why.certificate-export': 'Zertifikat und Schlüssel werden nie exportiert; geben Sie sie neu an',

  'transfer.conflict.same-place':
    'Sie haben {name} an derselben Stelle, mit anderen Einstellungen: {differences}. Ihrer bleibt, wie er ist.',
  'transfer.conflict.same-name': 'Sie haben einen anderen Server dieses Namens; dieser wird zu „{name}“.',
  'transfer.conflict.identity': 'Sie haben {address} mit anderen Einstellungen. Ihre bleibt, wie sie ist.',
  'transfer.same.server': 'Gleich wie {name}, den Sie haben.',
  'transfer.forbidden-name': 'Der Name enthält {what}.',
  'transfer.no-server': 'Braucht einen Server für den Versand, und es gibt keinen dafür.',
}
