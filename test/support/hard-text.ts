// Text of the characters and words that a writer or a reader of files stumbles over, for tests that what is written is read again.
import fc from 'fast-check'

/** What separates, quotes or escapes somewhere, by itself and as the words that formats know. */
const marks = Array.from('\\;,:"\'=^|<>()[]{}@#%&*+-_/?!.~$`')
const words = [
  ...[
    '\\n',
    '\\N',
    '\\;',
    '\\,',
    '\\\\',
    '\\:',
    '^n',
    "^'",
    '^^',
    '%40',
    '%0A',
    '=0A',
    '""',
    "'=",
    "''",
    ':::',
    ': ',
    '; ',
    ', ',
  ],
  ...[
    'mailto:',
    'tel:',
    'https://x.example/a,b;c',
    'BEGIN:VCARD',
    'END:VCARD',
    'TYPE=',
    'item1.',
    '_$!<Work>!$_',
  ],
  ...[
    '=?utf-8?Q?a?=',
    '=?',
    '?=',
    '{{name}}',
    '&amp;',
    '<br>',
    '-- ',
    '> ',
    'From ',
    'a@x.example',
    'Name',
    'pref',
  ],
]
/** Beyond ASCII: no-break space, combining, astral, joined, right to left with its mark, full width, a soft hyphen, halves of lines. */
const signs = [
  '\u00a0',
  'e\u0301',
  'é',
  'ß',
  'İ',
  '😀',
  '👩‍👧',
  '🇩🇪',
  '𝒳',
  'שלום',
  '\u200f',
  '，',
  '：',
  '\u00ad',
  '\ufb01',
  '日本',
]

/** @param breaks Whether it may have line breaks and tabs. */
export function hardText({ breaks = false, maxLength = 12 }: { breaks?: boolean; maxLength?: number } = {}) {
  const piece = fc.oneof(
    { weight: 5, arbitrary: fc.constantFrom(...marks) },
    { weight: 3, arbitrary: fc.constantFrom(...words) },
    { weight: 3, arbitrary: fc.constantFrom(...signs) },
    { weight: 4, arbitrary: fc.constantFrom(...Array.from('abcxyzABC019')) },
    { weight: 3, arbitrary: fc.constant(' ') },
    { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 3 }) },
    ...(breaks ? [{ weight: 2, arbitrary: fc.constantFrom('\n', '\n\n', '\t') }] : []),
  )
  const forbidden = breaks ? /[^\P{Cc}\n\t]/gu : /\p{Cc}/gu
  return (
    fc
      .array(piece, { maxLength })
      // P28: these stand in no text of ours. The last four are what the reader of vCards takes for itself.
      .map((pieces) =>
        pieces
          .join('')
          .replace(forbidden, '')
          .replace(/[\p{Cs}\u2028\u2029\u202a-\u202e\u2066-\u2069\ufdd0-\ufdd3]/gu, ''),
      )
  )
}

/** A text on one line without spaces at its ends, as names are stored. */
export function hardName(maxLength = 12) {
  return hardText({ maxLength }).map((text) => text.replace(/\s+/gu, ' ').trim())
}
