// What a column of a CSV file holds, by its heading: those of Google, Outlook and Thunderbird, in English and German.
import { fold } from '../fold.ts'

export type ColumnKind =
  | 'name'
  | 'given'
  | 'middle'
  | 'family'
  | 'nickname'
  | 'organisation'
  | 'address'
  | 'phone'
  | 'note'
  | 'groups'
  | 'detail'

/** The first that fits decides. Headings are folded: small letters, no accents. */
const headings: readonly (readonly [RegExp, ColumnKind | null])[] = [
  // Kinds and labels of another column, and what programs write for themselves.
  [
    / - (type|label)$|phonetic|yomi|initials|^(gender|geschlecht|privat|private|sensitivity|vertraulichkeit)$/,
    null,
  ],
  [/e-?mail.*(type|display name|anzeigename|typ)$/, null],
  [
    /^(display name|name|full name|anzeigename|fn|voller name|vollstandiger name|formatted name|kontakt|contact)$/,
    'name',
  ],
  [/^(first name|given name|vorname|prenom)$/, 'given'],
  [/^(middle name|additional name|weitere vornamen|zweiter vorname)$/, 'middle'],
  [/^(last name|family name|surname|nachname|familienname|nom)$/, 'family'],
  [/^(nickname|spitzname)$/, 'nickname'],
  [
    /^(company|organi[sz]ation|organi[sz]ation name|organi[sz]ation 1 - name|firma|unternehmen|verein|organisation)$/,
    'organisation',
  ],
  [/e-?mail|^mail(adresse| address)?$|^adresse \(mail\)$|^courriel$/, 'address'],
  [/phone|telefon|^tel$|fax|pager|mobil|handy|rufnummer/, 'phone'],
  [/^(notes?|notizen?|bemerkung(en)?|anmerkung(en)?|kommentar|comment)$/, 'note'],
  [/^(group membership|labels|categories|kategorien?|gruppen?|groups?|category)$/, 'groups'],
]

/** Null: of no use, or without a heading. */
export function kindOfHeading(heading: string): ColumnKind | null {
  const folded = fold(heading)
  if (folded === '') return null
  const found = headings.find(([pattern]) => pattern.test(folded))
  return found === undefined ? 'detail' : found[1]
}

const isAddress = (text: string): boolean => /^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(text.trim())

/** Whether the first row names the columns: an address stands in none of its cells. */
export function isHeader(row: readonly string[]): boolean {
  return !row.some(isAddress)
}

/** What the columns hold, by their headings; where no heading names an address, by what stands below. */
export function guessColumns(
  rows: readonly (readonly string[])[],
  hasHeader: boolean,
): readonly (ColumnKind | null)[] {
  const width = rows.slice(0, 50).reduce((most, row) => Math.max(most, row.length), 0)
  const head = hasHeader ? (rows[0] ?? []) : []
  const kinds = Array.from({ length: width }, (_, at) => kindOfHeading(head[at] ?? ''))
  if (kinds.includes('address')) return kinds
  const body = rows.slice(hasHeader ? 1 : 0, 50)
  const guessed = kinds.map((kind, at) =>
    body.filter((row) => isAddress(row[at] ?? '')).length * 2 > body.length ? ('address' as const) : kind,
  )
  // The first column with words stands for the name where nothing says so.
  const isNamed = guessed.some((kind) => kind === 'name' || kind === 'given' || kind === 'family')
  const firstWords = guessed.findIndex(
    (kind, at) => kind !== 'address' && body.some((row) => /\p{L}{2}/u.test(row[at] ?? '')),
  )
  if (!isNamed && firstWords >= 0 && !hasHeader) guessed[firstWords] = 'name'
  return guessed
}
