import type { Said } from './said.ts'

/** Contacts, identities, drafts. */
export const writing: Said = [
  ['A contact has a name or an address.', 'Ein Kontakt hat einen Namen oder eine Adresse.'],
  ['A group has a name.', 'Eine Gruppe hat einen Namen.'],
  ['A group has at most {1} members.', 'Eine Gruppe hat höchstens {1} Mitglieder.'],
  ['The import was not planned.', 'Der Import war nicht vorbereitet.'],
  [
    'Another program changes the contacts all the time. Try it again.',
    'Ein anderes Programm ändert ständig die Kontakte. Versuchen Sie es erneut.',
  ],
  ['There is a group {1} already.', 'Eine Gruppe {1} gibt es schon.'],
  ['There is room for {1} contacts.', 'Platz ist für {1} Kontakte.'],
  ['There is room for {1} groups.', 'Platz ist für {1} Gruppen.'],
  ['There is no contact to export.', 'Es gibt keinen Kontakt zu exportieren.'],
  ['A vCard file has no columns.', 'Eine vCard-Datei hat keine Spalten.'],
  [
    'The name has a character in it that turns text around or hides.',
    'Im Namen steht ein Zeichen, das Text umdreht oder verbirgt.',
  ],
  ['There are {1} identities; no more are kept.', 'Es gibt {1} Identitäten; mehr werden nicht aufbewahrt.'],
  ['A name is missing: what you call this signature.', 'Ein Name fehlt: wie Sie diese Signatur nennen.'],
  ['Choose the folder that copies are kept in.', 'Wählen Sie den Ordner für die Kopien.'],
  [
    'Choose the outgoing server that carries mail from this address.',
    'Wählen Sie den Server, der Post von dieser Adresse befördert.',
  ],
  [
    'Only the address belongs here: a name has no place in an envelope.',
    'Hierher gehört nur die Adresse: Auf einem Umschlag ist für einen Namen kein Platz.',
  ],
  [
    'Only the address belongs here; the name has a field of its own.',
    'Hierher gehört nur die Adresse; der Name hat ein eigenes Feld.',
  ],
  [
    'The folder is named in full, from the root of the disk, for example /home/anna/Sent.',
    'Der Ordner wird vollständig genannt, von der Wurzel an, zum Beispiel /home/anna/Gesendet.',
  ],
  [
    'The path has {1} characters; at most {2} are allowed.',
    'Der Pfad hat {1} Zeichen; erlaubt sind höchstens {2}.',
  ],
  ['The path contains {1}.', 'Der Pfad enthält {1}.'],
  ['The signature contains {1}.', 'Die Signatur enthält {1}.'],
  [
    'The signature has {1} characters; at most {2} are allowed.',
    'Die Signatur hat {1} Zeichen; erlaubt sind höchstens {2}.',
  ],
  ['The signature is empty.', 'Die Signatur ist leer.'],
  ['There are {1} addresses; at most {2} are allowed.', 'Es sind {1} Adressen; erlaubt sind höchstens {2}.'],
  [
    'There are {1} signatures; at most {2} are allowed.',
    'Es sind {1} Signaturen; erlaubt sind höchstens {2}.',
  ],
  ['{1} has {2} characters; at most {3} are allowed.', '{1} hat {2} Zeichen; erlaubt sind höchstens {3}.'],
  ['{1} takes only {2}, not {3}.', '{1} nimmt nur {2}, nicht {3}.'],
  ['{1} could not be copied: {2}', '{1} ließ sich nicht kopieren: {2}'],
  [
    '{1} has {2} octets; a pasted file may have {3}. Attach it from the disk.',
    '{1} hat {2} Oktette; eine eingefügte Datei darf {3} haben. Hängen Sie sie vom Datenträger an.',
  ],
  ['{1} is a folder; a message carries files.', '{1} ist ein Ordner; eine Nachricht befördert Dateien.'],
  ['{1} is not a file that can be attached.', '{1} ist keine Datei, die sich anhängen lässt.'],
  ['{1} is not there any more.', '{1} ist nicht mehr da.'],
  ['{1} may not be read.', '{1} darf nicht gelesen werden.'],
  ['{1} was not attached from the disk.', '{1} wurde nicht vom Datenträger angehängt.'],
  [
    'The delivery report in this file names no recipient.',
    'Der Versandbericht in dieser Datei nennt keinen Empfänger.',
  ],
  [
    'The file is larger than 20 MB; no report is that large.',
    'Die Datei ist größer als 20 MB; so groß ist kein Bericht.',
  ],
  [
    'There is no delivery report in this file (a part of type message/delivery-status).',
    'In dieser Datei ist kein Versandbericht (ein Teil der Art message/delivery-status).',
  ],
  [
    'The rich text has {1} characters of HTML; at most {2} are allowed.',
    'Der formatierte Text hat {1} Zeichen HTML; erlaubt sind höchstens {2}.',
  ],
  [
    'A picture of the signature is somewhere on the web. Put it in as a file.',
    'Ein Bild der Signatur liegt irgendwo im Web. Fügen Sie es als Datei ein.',
  ],
  ['A picture of the signature is somewhere on the web.', 'Ein Bild der Signatur liegt irgendwo im Web.'],
  ['Put it in as a file.', 'Fügen Sie es als Datei ein.'],
  [
    'The pictures of the signature have {1} kB, which every message would carry; at most {2} kB are allowed.',
    'Die Bilder der Signatur haben {1} kB, die jede Nachricht trüge; erlaubt sind höchstens {2} kB.',
  ],
  ['{1}: A message file has at most {2} MB.', '{1}: Eine Nachrichtendatei hat höchstens {2} MB.'],
  ['{1}: A report has at most {2} MB.', '{1}: Ein Bericht hat höchstens {2} MB.'],
  ['{1}: A table has at most {2} MB.', '{1}: Eine Tabelle hat höchstens {2} MB.'],
  ['{1}: A certificate file has at most {2} kB.', '{1}: Eine Zertifikatsdatei hat höchstens {2} kB.'],
  ['{1}: A pasted file has at most {2} octets.', '{1}: Eine eingefügte Datei hat höchstens {2} Oktette.'],
]
