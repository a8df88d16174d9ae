import type { Said } from './said.ts'

/** The program around the core: updates, the administrator's file, print. */
export const desktop: Said = [
  ['There is no newer version to load.', 'Es gibt keine neuere Version zu laden.'],
  ['There is no newer version to install.', 'Es gibt keine neuere Version zu installieren.'],
  [
    'This installation cannot be updated from inside.',
    'Diese Installation lässt sich nicht von innen aktualisieren.',
  ],
  [
    "The list of versions at {1} is not signed by Sendoff's key; nothing was taken from it.",
    'Die Liste der Versionen bei {1} ist nicht mit dem Schlüssel von Sendoff signiert; nichts wurde daraus übernommen.',
  ],
  ['The window of this draft is not open.', 'Das Fenster dieses Entwurfs ist nicht offen.'],
  ['It was not printed: {1}', 'Es wurde nicht gedruckt: {1}'],
  ['It is no regular file.', 'Sie ist keine gewöhnliche Datei.'],
  ['It has more than {1} octets.', 'Sie hat mehr als {1} Oktette.'],
  [
    'Others than the administrator can write it: its owner is user {1}, its mode {2}. It has to belong to root, with mode 644.',
    'Andere als der Administrator können sie schreiben: Ihr Besitzer ist Benutzer {1}, ihr Modus {2}. Sie muss root gehören, mit dem Modus 644.',
  ],
  [
    'A key is made of small letters, digits and hyphens.',
    'Ein Schlüssel besteht aus Kleinbuchstaben, Ziffern und Bindestrichen.',
  ],
  ['A key is named by 64 hexadecimal digits.', 'Ein Schlüssel wird durch 64 hexadezimale Ziffern benannt.'],
  ['Two servers have the same key.', 'Zwei Server haben denselben Schlüssel.'],
  ['No feed was built in.', 'Es ist keine Liste der Versionen eingebaut.'],
  ['the update failed', 'die Aktualisierung ist gescheitert'],
]
