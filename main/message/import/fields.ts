// Header fields of a message file as values.
import { parseMailbox, splitMailboxes } from '../address.ts'
import { decodeWords } from '../encoded-word.ts'
import type { HeaderField } from '../unfold.ts'
import type { FileMailbox, ImportNote } from './message-file.ts'

const maxMailboxes = 10_000
/** Characters of what is no address; a draft takes some more. */
const maxUnfit = 1_000
const maxIds = 1_000
const maxIdOctets = 900
const maxSubject = 2_000

/** All fields of this name, in their order. */
export function valuesOf(fields: readonly HeaderField[], name: string): readonly string[] {
  return fields.filter((field) => field.name.toLowerCase() === name).map(({ value }) => value)
}

/**
 * The mailboxes of an address field. Names are decoded after the field was taken apart, so that no encoded comma makes
 * two of one (RFC 2047 5).
 */
export function readMailboxes(
  fields: readonly HeaderField[],
  name: string,
  note: (note: ImportNote) => void,
): readonly FileMailbox[] {
  const pieces = valuesOf(fields, name).flatMap((value) => splitMailboxes(value.replaceAll('\t', ' ')))
  return pieces.slice(0, maxMailboxes).flatMap((piece) => {
    const parsed = parseMailbox(piece)
    if (parsed.ok) {
      const shown = toLine(decodeWords(parsed.mailbox.name ?? ''))
      return [{ ...(shown === '' ? {} : { name: shown }), address: parsed.mailbox.address }]
    }
    const text = toLine(decodeWords(piece)).slice(0, maxUnfit)
    // `undisclosed-recipients:;` and `<>` name nobody.
    if (text === '' || /^<\s*>$/.test(text)) return []
    note({ kind: 'bad-address', detail: text })
    return [toUnfit(text)]
  })
}

/** What is no address for Sendoff is kept as text; a person sees it, and repairs it before it is written to. */
function toUnfit(text: string): FileMailbox {
  const [, before = '', address = ''] = /^([^<]*)<([^<>]+)>$/.exec(text) ?? []
  if (address === '') return { address: text }
  const name = before.replaceAll('"', '').trim()
  return { ...(name === '' ? {} : { name }), address: address.trim() }
}

/** One line for a person: control characters and what turns text round are out. */
export function toLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Cs}\u2028\u2029\u202A-\u202E]+/gu, ' ').trim()
}

/** The subject; its tabs stay (P28), any other control character is a space. */
export function readSubject(fields: readonly HeaderField[]): string {
  const [value = ''] = valuesOf(fields, 'subject')
  return decodeWords(value)
    .toWellFormed()
    .replace(/[^\P{Cc}\t]|[\u2028\u2029\u202A-\u202E]/gu, ' ')
    .trim()
    .slice(0, maxSubject)
}

/** Message-IDs in a field, with angle brackets (RFC 5322 3.6.4); words between them are passed over. */
export function readIds(fields: readonly HeaderField[], name: string): readonly string[] {
  const ids = valuesOf(fields, name).flatMap((value) => value.match(/<[!-;=?-~]+>/g) ?? [])
  return [...new Set(ids.filter((id) => id.length <= maxIdOctets))].slice(-maxIds)
}

/** epoch ms of the Date field; undefined: there is none; null: it makes no sense (RFC 5322 3.3). */
export function readDate(fields: readonly HeaderField[]): number | null | undefined {
  const [value] = valuesOf(fields, 'date')
  if (value === undefined) return undefined
  const at = Date.parse(
    value
      .slice(0, 200)
      .replace(/\([^()]*\)/g, ' ')
      .replace(/\s+/g, ' ')
      .trim(),
  )
  return Number.isNaN(at) || at < 0 || at > 253_402_300_799_999 ? null : at
}
