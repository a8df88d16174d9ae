import type { mergeTexts as english } from '../en/merge.ts'
import type { Words } from './words.ts'

/** Mail merge: what is wrong with a table, a letter or a row. */
export const mergeTexts: Words<typeof english> = {
  'merge.no-table':
    'In dieser Datei ist keine Tabelle: Ihre erste Zeile sollte die Namen der Spalten enthalten.',
  'merge.too-many': 'Die Tabelle hat mehr als {n} Zeilen. Teilen Sie sie in mehrere.',
  'merge.too-large': 'Die Datei hat mehr als 200 MB. Teilen Sie sie in mehrere.',
  'merge.unreadable': 'Die Datei {name} ist nicht lesbar: {why}',
  'merge.column': 'Spalte {n}',
  'merge.untitled': 'Seriendruck',
  'merge.gone': 'Den Seriendruck gibt es nicht mehr.',
  'merge.started': 'Der Seriendruck hat schon begonnen: Er lässt sich nicht mehr ändern.',
  'merge.not-running': 'Der Seriendruck läuft nicht.',
  'merge.not-ready': 'Der Seriendruck kann noch nicht beginnen: {why}',
  'merge.no-rows': 'Es gibt keine Zeilen.',
  'merge.no-identity': 'Wählen Sie, von wem er ist.',
  'merge.no-address': 'Wählen Sie die Spalte mit den Adressen.',
  'merge.nobody': 'Keine Zeile hat eine brauchbare Adresse.',
  'merge.bad-field':
    '„{text}“ in Zeile {line}, Stelle {column}, ist kein Feld. Nur {example} wird ausgefüllt.',
  'merge.unknown-field': 'Die Tabelle hat keine Spalte für „{field}“.',
  'merge.lacks': '„{field}“ ist leer.',
  'merge.duplicate': 'Dieselbe Adresse steht in Zeile {row}.',
  'merge.no-folder': 'Wählen Sie den Ordner der Dateien der Zeilen.',
  'merge.outside': 'Die Datei {path} liegt nicht im Ordner.',
  'merge.missing-file': 'Die Datei {path} ist nicht im Ordner.',
  'merge.list-id':
    'Eine List-Id sieht aus wie news.example.org: Buchstaben, Ziffern, Bindestriche und Punkte.',
  'merge.list-address': '„{text}“ ist keine Adresse mit mailto: oder https:.',
  'merge.one-click': 'Ein Klick genügt nur bei einer Adresse mit https:.',
  'merge.missed': 'Er war fällig, während Sendoff geschlossen war.',
  'merge.of.name': 'Name',
  'merge.of.given': 'Vorname',
  'merge.of.family': 'Nachname',
  'merge.of.address': 'Adresse',
  'merge.of.organisation': 'Organisation',
  'merge.of.note': 'Notiz',
  'merge.contacts': 'Adressbuch',
  'merge.no-people': 'Niemand ist gewählt.',
  'merge.no-column': 'Diese Spalte gibt es nicht.',
  'merge.no-row': 'Eine Zeile {row} gibt es nicht.',
  'merge.too-many-filled': '{n} Felder wurden von Hand ausgefüllt. Ändern Sie die Tabelle selbst.',
  'merge.some-files': 'Nicht angehängt: {names}. {why}',
}
