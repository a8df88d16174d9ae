// A finished message: its envelope, and its octets without blind copies. Pure.
import { parseMailbox, splitMailboxes } from '../message/address.ts'
import { unfold, type HeaderField } from '../message/unfold.ts'

export interface Eml {
  /** '' where the header names nobody. */
  readonly from: string
  readonly to: readonly string[]
  /** One sentence where an address of the header can't be used. */
  readonly problem?: string
  readonly messageId: string
  /** As given, without Bcc (P29) and without a byte order mark. */
  readonly octets: Buffer
}

const byteOrderMark = Buffer.from([0xef, 0xbb, 0xbf])

/** Reads a message as a file has it (RFC 5322). */
export function readEml(file: Buffer): Eml {
  // A byte order mark belongs to no field: left in front of the first one it would hide that it is Bcc.
  const octets = file.subarray(file.subarray(0, 3).equals(byteOrderMark) ? 3 : 0)
  const header = headerOf(octets.toString('latin1'))
  const fields = unfold(Buffer.from(header, 'latin1').toString('utf8'))
  const from = addressesIn(fields, ['sender']) ?? addressesIn(fields, ['from']) ?? []
  const to = addressesIn(fields, ['to', 'cc', 'bcc']) ?? []
  const problem = [from, to].find((found) => typeof found === 'string')
  return {
    from: typeof from === 'object' ? (from[0] ?? '') : '',
    to: typeof to === 'object' ? to : [],
    ...(problem === undefined ? {} : { problem }),
    messageId: fields.find(({ name }) => name.toLowerCase() === 'message-id')?.value ?? '',
    octets: Buffer.concat([
      Buffer.from(withoutBlindCopies(header), 'latin1'),
      octets.subarray(header.length),
    ]),
  }
}

/** Up to the empty line, without it. */
function headerOf(text: string): string {
  if (/^\r?\n/.test(text)) return ''
  const end = /\n\r?\n/.exec(text)
  return end === null ? text : text.slice(0, end.index + 1)
}

/** The addresses in these fields; undefined where none of the fields is there, a sentence where one is no address. */
function addressesIn(
  fields: readonly HeaderField[],
  names: readonly string[],
): string[] | string | undefined {
  const values = fields.filter(({ name }) => names.includes(name.toLowerCase())).map(({ value }) => value)
  if (values.length === 0) return undefined
  const addresses: string[] = []
  for (const mailbox of values.flatMap(splitMailboxes)) {
    const parsed = parseMailbox(mailbox)
    if (!parsed.ok) return parsed.message
    if (!addresses.includes(parsed.mailbox.address)) addresses.push(parsed.mailbox.address)
  }
  return addresses
}

/** Without Bcc and Resent-Bcc and their continuation lines; everything else octet for octet. */
function withoutBlindCopies(header: string): string {
  const left = header.replace(/^(?:resent-)?bcc[ \t]*:[^\n]*(?:\n[ \t][^\n]*)*(?:\n|$)/gim, '')
  // `^` stands behind a lone CR too: what is left there still ends in a line end, or the body would go on with the header.
  return left === '' || left.endsWith('\n') || !header.endsWith('\n') ? left : `${left}\r\n`
}
