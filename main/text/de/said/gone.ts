import type { Said } from './said.ts'

/** Things that are gone, and what cannot be done. */
export const gone: Said = [
  [
    'The draft {1} is not among the discarded any more.',
    'Der Entwurf {1} ist nicht mehr unter den verworfenen.',
  ],
  [
    'Version {1} of the draft {2} is not kept any more.',
    'Fassung {1} des Entwurfs {2} ist nicht mehr aufbewahrt.',
  ],
  ['The draft {1} is not there any more.', 'Den Entwurf {1} gibt es nicht mehr.'],
  ['The draft is not there any more.', 'Den Entwurf gibt es nicht mehr.'],
  ['The server {1} is not there any more.', 'Den Server {1} gibt es nicht mehr.'],
  ['The server is not there any more.', 'Den Server gibt es nicht mehr.'],
  ['That outgoing server is not there any more.', 'Diesen Server für den Versand gibt es nicht mehr.'],
  [
    'The server that is to take over the messages is not there any more.',
    'Den Server, der die Nachrichten übernehmen soll, gibt es nicht mehr.',
  ],
  [
    'The outgoing server is not configured any more.',
    'Der Server für den Versand ist nicht mehr eingerichtet.',
  ],
  ['The attempt is not there any more.', 'Den Versuch gibt es nicht mehr.'],
  ['This contact is not there any more.', 'Diesen Kontakt gibt es nicht mehr.'],
  ['This group is not there any more.', 'Diese Gruppe gibt es nicht mehr.'],
  ['This identity is not there any more.', 'Diese Identität gibt es nicht mehr.'],
  ['One of the two contacts is not there any more.', 'Einen der beiden Kontakte gibt es nicht mehr.'],
  ['The file that was read is not there any more.', 'Die gelesene Datei ist nicht mehr da.'],
  ['These settings are not there any more.', 'Diese Einstellungen gibt es nicht mehr.'],
  ['The message is not in the outbox any more.', 'Die Nachricht ist nicht mehr im Postausgang.'],
  ['The message has no file {1}.', 'Die Nachricht hat keine Datei {1}.'],
  [
    'The message is being edited: take the file out there.',
    'Die Nachricht wird bearbeitet: Nehmen Sie die Datei dort heraus.',
  ],
  ['The message went to none of these addresses.', 'Die Nachricht ging an keine dieser Adressen.'],
  ['The message is being sent just now.', 'Die Nachricht wird gerade gesendet.'],
  ['The message {1} cannot be read.', 'Die Nachricht {1} ist nicht lesbar.'],
  [
    'What was typed for this message ({1}) cannot be read.',
    'Was für diese Nachricht getippt wurde ({1}), ist nicht lesbar.',
  ],
  ['No address of this message was refused.', 'Keine Adresse dieser Nachricht wurde abgelehnt.'],
  ['No link asked for this file.', 'Kein Link hat diese Datei verlangt.'],
  ['No server is chosen.', 'Kein Server ist gewählt.'],
  ['The copy of {1} is damaged.', 'Die Kopie von {1} ist beschädigt.'],
  ['The practice server has no such message any more.', 'Der Übungsserver hat diese Nachricht nicht mehr.'],
  ['The practice server has no such scenario.', 'So etwas kann der Übungsserver nicht.'],
  ['This search is over; another one was started.', 'Diese Suche ist vorbei; eine andere hat begonnen.'],
  ['This cannot be undone any more.', 'Das lässt sich nicht mehr zurücknehmen.'],
  ['This sign-in does not wait for a browser any more.', 'Diese Anmeldung wartet auf keinen Browser mehr.'],
  [
    'This server has no web sign-in; it is signed in to with a password.',
    'Dieser Server hat keine Web-Anmeldung; angemeldet wird mit Passwort.',
  ],
  [
    'There is one place for secrets here, and no other to move them to.',
    'Hier gibt es einen einzigen Ort für Geheimnisse, keinen anderen zum Verschieben.',
  ],
  ['{1} does not lead to the same computer any more.', '{1} führt nicht mehr zum selben Computer.'],
  [
    '{1} is built in; it is not edited or deleted.',
    '{1} ist eingebaut und wird nicht bearbeitet oder gelöscht.',
  ],
  [
    '{1} belongs to the practice server; it is not edited or deleted.',
    '{1} gehört zum Übungsserver und wird nicht bearbeitet oder gelöscht.',
  ],
  [
    'Another key is trusted for {1}. A changed key is an alarm: take the old one back under Servers once your provider has confirmed the new one.',
    'Für {1} wird einem anderen Schlüssel vertraut. Ein geänderter Schlüssel ist ein Alarm: Nehmen Sie den alten unter „Server“ zurück, sobald Ihr Anbieter den neuen bestätigt hat.',
  ],
  [
    'A further server is another one of your outgoing servers, each named once.',
    'Ein weiterer Server ist ein anderer Ihrer Server für den Versand, jeder einmal genannt.',
  ],
  ['This is no mailto: link.', 'Das ist kein mailto:-Link.'],
  ['Only an https address is opened in the browser.', 'Im Browser wird nur eine https-Adresse geöffnet.'],
  [
    'Calls are taken from the app’s own pages alone.',
    'Aufrufe kommen nur von den eigenen Seiten des Programms.',
  ],
  ['There is no such call.', 'Diesen Aufruf gibt es nicht.'],
  ["{1} met a fault of Sendoff's own: {2}", '{1} stieß auf einen Fehler in Sendoff: {2}'],
  ['Sendoff met a fault of its own.', 'Sendoff stieß auf einen eigenen Fehler.'],
  ['A fault in Sendoff: {1}', 'Ein Fehler in Sendoff: {1}'],
  ['A certificate file has at most 256 kB.', 'Eine Zertifikatsdatei hat höchstens 256 kB.'],
  ['A pasted file has at most {1} octets.', 'Eine eingefügte Datei hat höchstens {1} Oktette.'],
  ['A report has at most 20 MB.', 'Ein Bericht hat höchstens 20 MB.'],
  ['A table has at most 200 MB.', 'Eine Tabelle hat höchstens 200 MB.'],
]
