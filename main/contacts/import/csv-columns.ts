// What a column of a CSV file holds, by its heading: those of Google, Outlook and Thunderbird, in English and German.
import { fold } from '../fold.ts'
import { excerpt } from './raw-contact.ts'

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

/** A column whose label stands in another one, as Google writes it: `Phone 1 - Value` beside `Phone 1 - Label`. */
const paired = /^(.*?) \d+ - [^-]+$/

/** What a heading says of the values below it. */
export interface Heading {
  /** What a detail of this column is called. */
  readonly name: string
  /** Column in which each row says more of its value; -1: there is none. */
  readonly labelAt: number
  /** That other column has the whole name of a detail. */
  readonly isOwn: boolean
}

/** @param head Headings, or nothing. */
export function readHeadings(head: readonly string[], width: number): readonly Heading[] {
  const columns = new Map(head.map((heading, at) => [heading.toLowerCase(), at]))
  return Array.from({ length: width }, (_, at) => {
    const heading = head[at] ?? ''
    const [stem = ''] = /^.* \d+ - /.exec(heading.toLowerCase()) ?? []
    const labelAt =
      (stem === '' ? undefined : (columns.get(`${stem}label`) ?? columns.get(`${stem}type`))) ?? -1
    const base = / - value$/i.test(heading) && labelAt >= 0 ? (paired.exec(heading)?.[1] ?? heading) : heading
    return { name: excerpt(base) || 'Detail', labelAt, isOwn: labelAt >= 0 && base === 'Custom Field' }
  })
}

/** What one detail is called. @param said What the row says in the other column. */
export function nameDetail({ name, labelAt, isOwn }: Heading, said: string): string {
  if (labelAt >= 0 && isOwn) return said
  return said.trim() === '' ? name : `${name} (${said.trim()})`
}

/** Whether a detail of this label comes back under it from a column that is headed by it alone. */
export function isPlainHeading(label: string): boolean {
  const kind = kindOfHeading(label)
  const isKept = kind === 'detail' || kind === 'phone' || (kind === 'nickname' && label === 'Nickname')
  return (
    isKept &&
    excerpt(label) === label &&
    !/^[=+\-@']|[",;|]/.test(label) &&
    !isAddress(label) &&
    !paired.test(label)
  )
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
