import type { discoveryTexts as english } from '../en/discovery.ts'
import type { Words } from './words.ts'

/** The steps of automatic settings, what they found, and what is said of it. */
export const discoveryTexts: Words<typeof english> = {
  'discovery.from.table': 'Sendoffs eigene Tabelle der Anbieter.',
  'discovery.from.srv': 'Die SRV-Einträge von {domain}.',
  'discovery.from.autoconfig': 'Die Einstellungen, die {domain} unter {place} veröffentlicht.',
  'discovery.from.thunderbird': 'Thunderbirds öffentliche Datenbank, für {domain}.',
  'discovery.from.mx-table':
    '{name} nimmt die Post von {domain} an (Mail-Exchanger {mx}); die Einstellungen stehen in Sendoffs Tabelle.',
  'discovery.from.mx-autoconfig':
    '{mx} nimmt die Post von {domain} an; {place} veröffentlicht die Einstellungen.',
  'discovery.from.probe':
    'Dort antwortet er, mit gültigem Zertifikat. Der Benutzername ist geraten: Ihre Adresse.',

  'discovery.confirm.outside':
    '{host} liegt außerhalb von {domain}, und Antworten des Namensdienstes lassen sich unterwegs fälschen. Verwenden Sie ihn nur, wenn Sie wissen, dass er Ihre Post befördert.',
  'discovery.confirm.for-others': 'Die Datei führt {domain} nicht unter ihren Domains auf.',
  'discovery.confirm.plain':
    'Ohne Verschlüsselung kann jeder auf dem Weg Ihre Post lesen. Ihr Passwort geht nur dorthin, wenn Sie genau das erlauben.',

  'discovery.hint.google':
    'Google nimmt hier kein Kontopasswort: Verwenden Sie die Web-Anmeldung oder ein App-Passwort (im Google-Konto erstellt, mit Bestätigung in zwei Schritten).',
  'discovery.hint.microsoft': 'Microsoft nimmt hier die Web-Anmeldung und kein Kontopasswort.',
  'discovery.hint.microsoft-365':
    'Microsoft 365 nimmt hier die Web-Anmeldung. Vielleicht muss der Administrator „Authentifiziertes SMTP“ für Ihr Postfach einschalten.',
  'discovery.hint.app-password':
    'Das Kontopasswort wird hier nicht angenommen: Erstellen Sie in den Kontoeinstellungen des Anbieters ein App-Passwort.',
  'discovery.hint.proton':
    'Proton nimmt hier ein SMTP-Token (ein bezahlter Tarif mit eigener Domain). Andere Konten brauchen die Proton Mail Bridge.',
  'discovery.hint.code':
    'Der Anbieter will hier einen Autorisierungscode aus seinem Webmail und kein Kontopasswort.',
  'discovery.hint.switch-on':
    'Das Senden mit einem Programm muss erst im Webmail des Anbieters eingeschaltet werden.',

  'discovery.found': '{host}, Port {port}, {security}',
  'discovery.security.implicit': 'TLS',
  'discovery.security.starttls': 'STARTTLS',
  'discovery.security.none': 'nicht verschlüsselt',
  'discovery.and-more': '{first} und {n} weitere',

  'discovery.table.none': '{domain} steht nicht darin.',
  'discovery.srv.running': 'Gefragt wird nach _submissions._tcp.{domain} und _submission._tcp.{domain}',
  'discovery.srv.none': '{domain} hat keine solchen Einträge.',
  'discovery.srv.not-offered': '{domain} sagt, dass dort kein Versand angeboten wird.',
  'discovery.srv.odd': 'Die Einträge von {domain} nennen keinen brauchbaren Host und Port.',
  'discovery.srv.failed': 'Der Namensdienst antwortete nicht für {domain} ({code}).',
  'discovery.autoconfig.running': '{first} und {second} werden gefragt',
  'discovery.autoconfig.none': 'Weder {first} noch {second} hat eine Datei mit Einstellungen.',
  'discovery.thunderbird.consent':
    'Noch nicht gefragt. Nur die Domain {domain} würde gesendet, nie die Adresse.',
  'discovery.thunderbird.running': 'Nach {domain} wird gefragt',
  'discovery.thunderbird.none': 'Sie kennt {domain} nicht.',
  'discovery.mx.running': 'Gefragt wird, wer die Post von {domain} annimmt',
  'discovery.mx.none': '{domain} hat keinen Mail-Exchanger.',
  'discovery.mx.null': '{domain} sagt, dass sie keine Post annimmt.',
  'discovery.mx.own': '{domain} betreibt einen eigenen: {mx}.',
  'discovery.mx.unknown': '{mx} nimmt ihre Post an; darüber ist nichts bekannt.',
  'discovery.mx.failed': 'Die Mail-Exchanger von {domain} ließen sich nicht nachschlagen ({code}).',
  'discovery.probe.running': 'Verbindung zu {hosts}, Ports 465 und 587; niemand meldet sich an',
  'discovery.probe.none': 'Keiner von {hosts} bietet Versand mit TLS an Port 465 oder 587 an.',
  'discovery.probe.certificate': '{host}:{port} hat ein Zertifikat, das für diesen Namen nicht gilt.',
  'discovery.probe.no-tls': '{host}:{port} bietet kein STARTTLS an.',
  'discovery.probe.no-auth': '{host}:{port} bietet keine Anmeldung an.',

  'discovery.file.bad': 'Was {place} liefert, {why}.',
  'discovery.file.no-server': 'Die Datei von {place} nennt keinen brauchbaren Server für den Versand.',
  'discovery.get.web-page':
    '{place} antwortet mit einer Webseite und ohne Einstellungen; das tut ein Netz, das eine eigene Anmeldung will.',
  'discovery.get.insecure': '{place} führt zu einer unverschlüsselten Adresse; ihr wird nicht gefolgt.',
  'discovery.get.redirects': '{place} leitet mehr als {n}-mal weiter.',
  'discovery.get.redirect-bad': '{place} führt zu einer Adresse, die sich nicht verwenden lässt.',
  'discovery.get.status': '{place} antwortet mit Status {status}.',
  'discovery.get.too-large': '{place} liefert mehr als 256 kB.',
  'discovery.get.not-text': 'Was {place} liefert, ist kein Text in UTF-8.',
  'discovery.get.certificate': 'Das Zertifikat von {place} besteht die Prüfung nicht.',
  'discovery.get.network': '{place} war nicht zu erreichen ({detail}).',
  'discovery.timeout': 'Binnen {seconds} s keine Antwort.',

  'discovery.skipped': 'Nicht gefragt: Es ist schon bekannt.',
  'discovery.skipped.practice': 'Nicht gefragt: practice.test gehört dem Übungsserver auf diesem Computer.',
  'discovery.skipped.local': 'Nicht gefragt: {domain} ist keine Domain, die andere kennen.',
  'discovery.cancelled': 'Abgebrochen.',
  'discovery.no-network': 'Dieses Programm wurde ohne Netz dafür gestartet.',
  'discovery.fault': 'Ein Fehler in Sendoff selbst hielt diesen Schritt auf.',
}
