import type { Said } from './said.ts'

/** The practice server. */
export const practice: Said = [
  ['TLS breaks at STARTTLS and nowhere else', 'TLS bricht nur bei STARTTLS ab, nirgends sonst'],
  ['a reply line has at most 510 octets', 'eine Antwortzeile hat höchstens 510 Oktette'],
  [
    'a reply line is a code from 200 to 599, then a space or a hyphen, then text',
    'eine Antwortzeile ist ein Code von 200 bis 599, dann ein Leerzeichen oder Bindestrich, dann Text',
  ],
  [
    'all lines have one code, and all but the last a hyphen behind it',
    'alle Zeilen haben denselben Code, und alle außer der letzten einen Bindestrich dahinter',
  ],
  [
    'nothing is answered during the transfer: the connection can end, and nothing else',
    'während der Übertragung wird nichts beantwortet: Die Verbindung kann enden, sonst nichts',
  ],
]
