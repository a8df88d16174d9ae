import type { Said } from './said.ts'

/** Addresses. */
export const addresses: Said = [
  ['There is no address here.', 'Hier steht keine Adresse.'],
  ['There is no recipient.', 'Es gibt keinen Empfänger.'],
  [
    'The name before {1} has {2} characters; at most {3} are allowed.',
    'Der Name vor {1} hat {2} Zeichen; erlaubt sind höchstens {3}.',
  ],
  [
    '{1} has {2} characters; that is no single address.',
    '{1} hat {2} Zeichen; das ist keine einzelne Adresse.',
  ],
  ['{1} has ">" with no "<".', 'In {1} steht „>“ ohne „<“.'],
  ['{1} has "{2}" with no "{3}".', 'In {1} steht „{2}“ ohne „{3}“.'],
  ['{1} has a quote that is never closed.', 'In {1} steht ein Anführungszeichen, das nie geschlossen wird.'],
  ['{1} has more than one "<".', 'In {1} steht mehr als ein „<“.'],
  ['{1} has text behind ">".', 'In {1} steht Text hinter „>“.'],
  ['{1} has no @ sign.', 'In {1} fehlt das Zeichen @.'],
  ['{1} has {2} @ signs.', 'In {1} steht mehr als ein Zeichen @.'],
  ['{1} has no address between "<" and ">".', 'In {1} steht zwischen „<“ und „>“ keine Adresse.'],
  ['{1} has {2} octets; at most {3} are allowed.', '{1} hat {2} Oktette; erlaubt sind höchstens {3}.'],
  ['{1} has nothing before the @ sign.', 'In {1} steht vor dem @ nichts.'],
  [
    '{1} has an invisible character ({2}) before the @ sign.',
    'In {1} steht vor dem @ ein unsichtbares Zeichen ({2}).',
  ],
  [
    '{1} has {2} octets before the @ sign; at most {3} are allowed.',
    'In {1} stehen vor dem @ {2} Oktette; erlaubt sind höchstens {3}.',
  ],
  ['{1} starts with a dot.', '{1} beginnt mit einem Punkt.'],
  ['{1} has a dot right before the @ sign.', 'In {1} steht ein Punkt direkt vor dem @.'],
  ['{1} has two dots in a row before the @ sign.', 'In {1} stehen vor dem @ zwei Punkte hintereinander.'],
  ['{1} has a space before the @ sign.', 'In {1} steht vor dem @ ein Leerzeichen.'],
  [
    '{1} has {2} before the @ sign, which is only allowed in quotes.',
    'In {1} steht vor dem @ das Zeichen {2}; das ist nur in Anführungszeichen erlaubt.',
  ],
  [
    '{1} has quotes before the @ sign that do not enclose all of it.',
    'In {1} stehen vor dem @ Anführungszeichen, die nicht alles umschließen.',
  ],
  ['{1} has nothing after the @ sign.', 'In {1} steht nach dem @ nichts.'],
  [
    '{1} has a bare number address after the @ sign; write {2}.',
    'In {1} steht nach dem @ eine bloße Zahlenadresse; schreiben Sie {2}.',
  ],
  ['{1} has a domain that ends in a number.', 'Die Domain von {1} endet mit einer Zahl.'],
  ['{1} has a space after the @ sign.', 'In {1} steht nach dem @ ein Leerzeichen.'],
  ['{1} has a dot right after the @ sign.', 'In {1} steht ein Punkt direkt nach dem @.'],
  ['{1} ends with a dot.', '{1} endet mit einem Punkt.'],
  ['{1} has two dots in a row after the @ sign.', 'In {1} stehen nach dem @ zwei Punkte hintereinander.'],
  [
    '{1} has "{2}" in its domain; a hyphen may not stand at the start or end.',
    'In der Domain von {1} steht „{2}“; ein Bindestrich darf nicht am Anfang oder Ende stehen.',
  ],
  [
    '{1} has "{2}" in its domain, which is not allowed there.',
    'In der Domain von {1} steht „{2}“; das ist dort nicht erlaubt.',
  ],
  [
    '{1} has "{2}" in its domain, which is not a valid name.',
    'In der Domain von {1} steht „{2}“; das ist kein gültiger Name.',
  ],
  [
    '{1} has a part of {2} octets in its domain; at most {3} are allowed.',
    'Ein Teil der Domain von {1} hat {2} Oktette; erlaubt sind höchstens {3}.',
  ],
  [
    '{1} has a domain of {2} octets; at most {3} are allowed, and DNS takes 253.',
    'Die Domain von {1} hat {2} Oktette; erlaubt sind höchstens {3}, und das DNS nimmt 253.',
  ],
  ['{1} has a domain that is not a valid name.', 'Die Domain von {1} ist kein gültiger Name.'],
  ['{1} has "[" after the @ sign with no "]" at the end.', 'In {1} steht nach dem @ „[“ ohne „]“ am Ende.'],
  [
    '{1} has something in brackets after the @ sign that is neither an IPv4 address nor IPv6: and an IPv6 address.',
    'In {1} steht nach dem @ etwas in Klammern, das weder eine IPv4-Adresse noch IPv6: mit einer IPv6-Adresse ist.',
  ],
  ['The address "{1}" contains {2}.', 'Die Adresse „{1}“ enthält {2}.'],
  ['The organisation "{1}" contains {2}.', 'Die Organisation „{1}“ enthält {2}.'],
  ['The subject "{1}" contains {2}.', 'Der Betreff „{1}“ enthält {2}.'],
  ['The Message-ID "{1}" contains {2}.', 'Die Message-ID „{1}“ enthält {2}.'],
  ['The file name "{1}" contains {2}.', 'Der Dateiname „{1}“ enthält {2}.'],
  ['{1} contains {2}; it would stand in a header.', '{1} enthält {2}; das stünde in einer Kopfzeile.'],
  ['{1} contains {2}.', '{1} enthält {2}.'],
  ['a control character ({1})', 'ein Steuerzeichen ({1})'],
  [
    'a character that reverses the direction of text ({1})',
    'ein Zeichen, das die Textrichtung umkehrt ({1})',
  ],
  ['a character that changes the direction of text ({1})', 'ein Zeichen, das die Textrichtung ändert ({1})'],
  ['half a character ({1})', 'ein halbes Zeichen ({1})'],
]
