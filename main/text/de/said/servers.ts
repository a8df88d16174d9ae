import type { Said } from './said.ts'

/** Servers. */
export const servers: Said = [
  ['The form cannot be used.', 'Das Formular lässt sich nicht verwenden.'],
  ['A host is missing, for example mail.example.org.', 'Ein Host fehlt, zum Beispiel mail.example.org.'],
  ['Only {1} is the host: type that here.', 'Nur {1} ist der Host: Tippen Sie das hier ein.'],
  [
    'The user name and the password have fields of their own.',
    'Benutzername und Passwort haben eigene Felder.',
  ],
  [
    'This is an email address. The host is the outgoing server of {1}, for example smtp.{2}.',
    'Das ist eine E-Mail-Adresse. Der Host ist der Server für den Versand von {1}, zum Beispiel smtp.{2}.',
  ],
  ['This is not a host name: {1}.', 'Das ist kein Hostname: {1}.'],
  ['What follows the name is left out.', 'Was auf den Namen folgt, fällt weg.'],
  ['{1} is not a host name: {2}.', '{1} ist kein Hostname: {2}.'],
  ['a part begins or ends with a hyphen', 'ein Teil beginnt oder endet mit einem Bindestrich'],
  ['a part between dots has over 63 letters', 'ein Teil zwischen Punkten hat mehr als 63 Buchstaben'],
  [
    'it ends in a number, and is no complete IP address',
    'er endet mit einer Zahl und ist keine vollständige IP-Adresse',
  ],
  ['it holds a blank', 'er enthält ein Leerzeichen'],
  ['it holds a character that no host name may have', 'er enthält ein Zeichen, das kein Hostname haben darf'],
  ['it holds a control character', 'er enthält ein Steuerzeichen'],
  ['it is too long', 'er ist zu lang'],
  ['one host goes here, and nothing behind it', 'hierher gehört ein Host und nichts dahinter'],
  ['the port has a field of its own', 'der Port hat ein eigenes Feld'],
  [
    'two dots follow each other, or it begins with one',
    'zwei Punkte folgen aufeinander, oder er beginnt mit einem',
  ],
  ['write the name alone, without a path', 'schreiben Sie nur den Namen, ohne Pfad'],
  ['write the name alone, without a user', 'schreiben Sie nur den Namen, ohne Benutzer'],
  [
    'write the name alone, without “://” and what stands before it',
    'schreiben Sie nur den Namen, ohne „://“ und was davor steht',
  ],
  ['{1} goes under Port.', '{1} gehört unter „Port“.'],
  [
    '“STARTTLS” goes under Security, if the server has it.',
    '„STARTTLS“ gehört unter „Sicherheit“, wenn der Server es hat.',
  ],
  ['“TLS” goes under Security.', '„TLS“ gehört unter „Sicherheit“.'],
  ['“{1}://” is left out.', '„{1}://“ fällt weg.'],
  ['A number from 1 to 65535', 'Eine Zahl von 1 bis 65535'],
  [
    'A name is missing: what you call this server, for example Work.',
    'Ein Name fehlt: wie Sie diesen Server nennen, zum Beispiel Arbeit.',
  ],
  [
    'An email address is missing: the one that you send from.',
    'Eine E-Mail-Adresse fehlt: die, von der Sie senden.',
  ],
  ['A password is missing.', 'Ein Passwort fehlt.'],
  [
    'The port is a number from 1 to 65535; usual are 587 with STARTTLS and 465 with TLS.',
    'Der Port ist eine Zahl von 1 bis 65535; üblich sind 587 mit STARTTLS und 465 mit TLS.',
  ],
  ['This server takes only {1} as sender.', 'Dieser Server nimmt nur {1} als Absender.'],
  [
    'Without encryption anyone on the way can read the password. Choose STARTTLS or TLS, leave the user name empty, or allow it below.',
    'Ohne Verschlüsselung kann jeder auf dem Weg das Passwort lesen. Wählen Sie STARTTLS oder TLS, lassen Sie den Benutzernamen leer, oder erlauben Sie es unten.',
  ],
  [
    'The name holds a control character or one that reverses text; it is not sent to a server.',
    'Der Name enthält ein Steuerzeichen oder eines, das Text umkehrt; er wird an keinen Server gesendet.',
  ],
  [
    '{1} holds a control character or one that reverses text; it is not sent to a server.',
    '{1} enthält ein Steuerzeichen oder eines, das Text umkehrt; so geht es an keinen Server.',
  ],
  [
    '{1} ends with a line break, which was pasted with it: remove it.',
    '{1} endet mit einem Zeilenumbruch, der mit eingefügt wurde: Entfernen Sie ihn.',
  ],
  [
    '{1} begins with a line break, which was pasted with it: remove it.',
    '{1} beginnt mit einem Zeilenumbruch, der mit eingefügt wurde: Entfernen Sie ihn.',
  ],
  ['The name', 'Der Name'],
  ['Your name', 'Ihr Name'],
  ['The user name', 'Der Benutzername'],
  ['The password', 'Das Passwort'],
  [
    'A client id is missing: the one that you registered with the provider.',
    'Eine Client-Kennung fehlt: die, die Sie beim Anbieter eingetragen haben.',
  ],
  [
    'A client id is missing: you get one where you register Sendoff with the provider.',
    'Eine Client-Kennung fehlt: Sie bekommen sie, wo Sie Sendoff beim Anbieter eintragen.',
  ],
  [
    'A directory is a domain or an id: letters, digits, dots and hyphens.',
    'Ein Verzeichnis ist eine Domain oder eine Kennung: Buchstaben, Ziffern, Punkte und Bindestriche.',
  ],
  [
    'The directory is its domain or its id, for example contoso.example; empty for any.',
    'Das Verzeichnis ist seine Domain oder seine Kennung, zum Beispiel contoso.example; leer für jedes.',
  ],
  [
    'The address of an issuer has no user name, no “?” and no “#”.',
    'Die Adresse eines Ausstellers hat keinen Benutzernamen, kein „?“ und kein „#“.',
  ],
  [
    'The address of the issuer is missing, for example https://id.example.org.',
    'Die Adresse des Ausstellers fehlt, zum Beispiel https://id.example.org.',
  ],
  [
    'The client id has a character that no client id has.',
    'Die Client-Kennung enthält ein Zeichen, das keine Client-Kennung hat.',
  ],
  [
    'The client secret has a character that no secret has.',
    'Das Client-Geheimnis enthält ein Zeichen, das kein Geheimnis hat.',
  ],
  [
    'The issuer is a web address, for example https://id.example.org.',
    'Der Aussteller ist eine Webadresse, zum Beispiel https://id.example.org.',
  ],
  [
    'The issuer is an https address, for example https://login.example.org.',
    'Der Aussteller ist eine https-Adresse, zum Beispiel https://login.example.org.',
  ],
  [
    'The issuer must be reached over https; a sign-in over http could be read on the way.',
    'Der Aussteller muss über https erreicht werden; eine Anmeldung über http ließe sich unterwegs lesen.',
  ],
  [
    'The scope is a list of words with one blank between them.',
    'Der Umfang ist eine Liste von Wörtern mit je einem Leerzeichen dazwischen.',
  ],
  [
    'A password for the proxy needs a user name beside it.',
    'Ein Passwort für den Proxy braucht daneben einen Benutzernamen.',
  ],
  [
    'It holds a control character or one that reverses text.',
    'Es enthält ein Steuerzeichen oder eines, das Text umkehrt.',
  ],
  ['Sessions at the same time is a number from 1 to {1}.', 'Sitzungen zugleich ist eine Zahl von 1 bis {1}.'],
  [
    'The limit is a whole number from 1 to {1}, or empty for none.',
    'Die Grenze ist eine ganze Zahl von 1 bis {1}, oder leer für keine.',
  ],
  [
    'The password for the proxy holds a control character.',
    'Das Passwort für den Proxy enthält ein Steuerzeichen.',
  ],
  [
    'The port of the proxy is a number from 1 to 65535; usual are 1080 and 3128.',
    'Der Port des Proxys ist eine Zahl von 1 bis 65535; üblich sind 1080 und 3128.',
  ],
  [
    'The source address is an IP address of this computer, without brackets.',
    'Die Ausgangsadresse ist eine IP-Adresse dieses Computers, ohne Klammern.',
  ],
  [
    'The user name for the proxy holds a character that cannot be sent to it.',
    'Der Benutzername für den Proxy enthält ein Zeichen, das sich nicht an ihn senden lässt.',
  ],
  ['The wait for a connection is 1 to 600 seconds.', 'Auf eine Verbindung wird 1 bis 600 Sekunden gewartet.'],
  ['The wait for a reply is 10 to 3600 seconds.', 'Auf eine Antwort wird 10 bis 3600 Sekunden gewartet.'],
  [
    'The wait for the final reply is 600 to 7200 seconds.',
    'Auf die Schlussantwort wird 600 bis 7200 Sekunden gewartet.',
  ],
  [
    'This is an IPv{1} address, and the server is reached by the other kind only.',
    'Das ist eine IPv{1}-Adresse, und der Server wird nur über die andere Art erreicht.',
  ],
  [
    'Web sign-in needs a user name, most often the whole address.',
    'Die Web-Anmeldung braucht einen Benutzernamen, meist die ganze Adresse.',
  ],
  [
    '{1} signs in with a password; web sign-in has only a token.',
    '{1} meldet mit einem Passwort an; die Web-Anmeldung hat nur ein Token.',
  ],
  [
    '{1} signs in with a token: choose web sign-in, or another method.',
    '{1} meldet mit einem Token an: Wählen Sie die Web-Anmeldung oder ein anderes Verfahren.',
  ],
  [
    '“{1}” is neither an address nor a domain: write a@example.org or @example.org.',
    '„{1}“ ist weder Adresse noch Domain: Schreiben Sie a@example.org oder @example.org.',
  ],
  [
    'A certificate in it is damaged: it cannot be read.',
    'Ein Zertifikat darin ist beschädigt: Es ist nicht lesbar.',
  ],
  [
    'The file has {1} octets; a certificate with its key has {2} at most.',
    'Die Datei hat {1} Oktette; ein Zertifikat mit seinem Schlüssel hat höchstens {2}.',
  ],
  ['The file is empty.', 'Die Datei ist leer.'],
  [
    'The file is encrypted in an old way that is not read any more. Convert it: openssl pkcs12 -legacy -in old.p12 -nodes -out certificate.pem, then choose certificate.pem.',
    'Die Datei ist auf eine alte Art verschlüsselt, die nicht mehr gelesen wird. Wandeln Sie sie um: openssl pkcs12 -legacy -in old.p12 -nodes -out certificate.pem, und wählen Sie dann certificate.pem.',
  ],
  [
    'The file is encrypted. Type its passphrase.',
    'Die Datei ist verschlüsselt. Tippen Sie ihr Kennwort ein.',
  ],
  [
    'The key belongs to none of the certificates in it.',
    'Der Schlüssel gehört zu keinem der Zertifikate darin.',
  ],
  ['The key does not belong to the certificate.', 'Der Schlüssel gehört nicht zum Zertifikat.'],
  [
    'The key in it is damaged, or of a kind that is not known here.',
    'Der Schlüssel darin ist beschädigt oder von einer hier unbekannten Art.',
  ],
  [
    'The key is encrypted. Type its passphrase.',
    'Der Schlüssel ist verschlüsselt. Tippen Sie sein Kennwort ein.',
  ],
  [
    'The key is one for SSH. A certificate has a key of its own.',
    'Der Schlüssel ist einer für SSH. Ein Zertifikat hat einen eigenen Schlüssel.',
  ],
  ['The passphrase does not open the file.', 'Das Kennwort öffnet die Datei nicht.'],
  ['The passphrase does not open the key.', 'Das Kennwort öffnet den Schlüssel nicht.'],
  [
    'There are several keys in it. Leave the one that is yours.',
    'Mehrere Schlüssel stehen darin. Lassen Sie nur Ihren stehen.',
  ],
  [
    'There are {1} certificates for this key in it. Leave the newest one.',
    'Darin stehen {1} Zertifikate für diesen Schlüssel. Lassen Sie nur das neueste stehen.',
  ],
  [
    'There is a certificate in it, and no key. Add the text with “PRIVATE KEY” in it.',
    'Ein Zertifikat steht darin, aber kein Schlüssel. Fügen Sie den Text mit „PRIVATE KEY“ hinzu.',
  ],
  [
    'There is a certificate in it, and no key. Export it again, with its key.',
    'Ein Zertifikat steht darin, aber kein Schlüssel. Exportieren Sie es erneut, mit seinem Schlüssel.',
  ],
  [
    'There is a key in it, and no certificate. Add the certificate.',
    'Ein Schlüssel steht darin, aber kein Zertifikat. Fügen Sie das Zertifikat hinzu.',
  ],
  [
    'There is a key in it, and no certificate. Export it again, with its certificate.',
    'Ein Schlüssel steht darin, aber kein Zertifikat. Exportieren Sie ihn erneut, mit seinem Zertifikat.',
  ],
  [
    'This is a certificate without its key. Choose the .p12 file, or the PEM text with both.',
    'Das ist ein Zertifikat ohne seinen Schlüssel. Wählen Sie die .p12-Datei oder den PEM-Text mit beidem.',
  ],
  [
    'This is no certificate: a text with “-----BEGIN CERTIFICATE-----” in it, or a .p12 file.',
    'Das ist kein Zertifikat: ein Text mit „-----BEGIN CERTIFICATE-----“ darin oder eine .p12-Datei.',
  ],
  [
    'This is no certificate: neither a .p12 file, nor a text with “-----BEGIN CERTIFICATE-----” in it.',
    'Das ist kein Zertifikat: weder eine .p12-Datei noch ein Text mit „-----BEGIN CERTIFICATE-----“ darin.',
  ],
]
