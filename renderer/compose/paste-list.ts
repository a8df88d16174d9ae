// A pasted list of people, in the forms in which lists come, as one recipient a line. Pure.
import { toMailbox } from '../shared/mailbox.ts'

const bullet = /^\s*(?:[-*•·–]|\d{1,4}[.)])\s+(?=\S)/
const headings = /\b(?:e-?mail|mail|name|address|adresse|vorname|nachname)\b/i
const bareAddress = /^[^\s<>"()@,;]+@[^\s<>"()@,;]+$/

/** Whether more than one recipient may stand in it: such a text is taken apart and not typed into the field. */
export function isList(text: string): boolean {
  return /[,;\n\t]/.test(text.trim())
}

/**
 * Rows of a spreadsheet or of a CSV file (name and address side by side), numbered and dotted lists, `mailto:` before an address, and
 * `Doe, Jane <jane@example.org>` as Outlook copies it. What is in none of these forms stays as it is: main takes it apart.
 */
export function toRecipientLines(text: string): string {
  const lines = text
    .split(/[\r\n]+/)
    .map((line) => withoutMailto(line.replace(bullet, '')))
    .filter((line) => line.trim() !== '')
  const separator = separatorOf(lines)
  if (separator === null) return lines.map(quoteTurnedNames).join('\n')
  const rows = lines.map((line) => cellsOf(line, separator))
  const [head] = rows
  const isHeading =
    rows.length > 1 && head?.every((cell) => !cell.includes('@') && headings.test(cell)) === true
  return (isHeading ? rows.slice(1) : rows).map(toLine).join('\n')
}

/** In quotes it is a piece of a name; a quote that is never closed goes to the end, so that none is looked at twice. */
function withoutMailto(line: string): string {
  return line.replaceAll(
    /"(?:[^"\\]|\\.?)*(?:"|$)|(^|[\s<,;])mailto:/gi,
    (found, before?: string) => before ?? found,
  )
}

/** Of a table: tabs; or that which parts every row into one address and what belongs to it. */
function separatorOf(lines: readonly string[]): string | null {
  if (lines.some((line) => line.includes('\t'))) return '\t'
  if (lines.length < 2) return null
  const found = [';', ','].find((separator) =>
    lines.every((line, at) => {
      const cells = cellsOf(line, separator)
      const addresses = cells.filter((cell) => cell.includes('@'))
      const isHead = at === 0 && addresses.length === 0 && cells.every((cell) => headings.test(cell))
      return cells.length > 1 && (isHead || (addresses.length === 1 && bareAddress.test(addresses[0] ?? '')))
    }),
  )
  return found ?? null
}

function cellsOf(line: string, separator: string): readonly string[] {
  return line
    .split(separator)
    .map((cell) => cell.trim().replace(/^"([^"]*)"$/, '$1'))
    .filter((cell) => cell !== '')
}

/** A row with one address: the words beside it are the name. Several addresses: each for itself. */
function toLine(cells: readonly string[]): string {
  const addresses = cells.filter((cell) => cell.includes('@'))
  const [address] = addresses
  if (addresses.length !== 1 || address === undefined || address.includes('<')) return cells.join('\n')
  const name = cells.filter((cell) => cell !== address && /\p{L}/u.test(cell)).join(' ')
  return toMailbox({ name, address })
}

/** The comma in a name would part it: it goes into quotes. */
function quoteTurnedNames(line: string): string {
  return line
    .split(/;(?=(?:[^"]*"[^"]*")*[^"]*$)/)
    .map((piece) => {
      const [, name, address] = /^([^"<>@]+,[^"<>@]+)<([^<>]+)>\s*$/.exec(piece) ?? []
      return name === undefined || address === undefined ? piece : toMailbox({ name: name.trim(), address })
    })
    .join(';')
}
