// Octets and text of one part.
import { decodeCharset } from '../encoded-word.ts'
import { decodeFlowed } from '../flowed.ts'
import { decodeTransfer, fieldOf, type Entity } from '../read.ts'
import type { ImportNote } from './message-file.ts'
import type { Parameters } from './parameters.ts'

/** Characters of the longest text, and octets that are read for it. */
export const maxTextLength = 5_000_000
const maxTextOctets = 20_000_000

type Note = (note: ImportNote) => void

const identity = /^(?:7bit|8bit|binary|)$/

/** What the part holds once its Content-Transfer-Encoding is undone; one that is not known leaves it as it is. */
export function octetsOf({ fields, body }: Entity, note: Note): Uint8Array {
  const encoding = (fieldOf(fields, 'content-transfer-encoding').split(/[;(]/, 1)[0] ?? '')
    .trim()
    .toLowerCase()
  if (encoding === 'base64' && /[^A-Za-z0-9+/=\s]/.test(body.toString('latin1')))
    note({ kind: 'broken-encoding', detail: encoding })
  if (encoding !== 'base64' && encoding !== 'quoted-printable' && !identity.test(encoding))
    note({ kind: 'unknown-encoding', detail: encoding.slice(0, 40) })
  return decodeTransfer(body, encoding)
}

/** The text of a text part with LF line ends. */
export function textOf(entity: Entity, { value, params }: Parameters, note: Note): string {
  const octets = octetsOf({ ...entity, body: entity.body.subarray(0, maxTextOctets) }, note)
  const charset = params.get('charset') ?? (value === 'text/html' ? charsetInHtml(octets) : '')
  const whole = toText(octets, charset, note).replace(/\r\n?/g, '\n').toWellFormed().replaceAll('\0', '')
  const isHtml = value === 'text/html'
  // HTML may have pictures in it that become files; what is left of it has its limit there.
  const limit = isHtml ? maxTextOctets : maxTextLength
  if (whole.length > limit || entity.body.length > maxTextOctets) note({ kind: 'text-cut' })
  const text = whole.slice(0, limit)
  const isFlowed = !isHtml && params.get('format')?.toLowerCase() === 'flowed'
  const delSp = params.get('delsp')?.toLowerCase() === 'yes'
  return (isFlowed ? decodeFlowed(text, { delSp }) : text).replace(/\n$/, '')
}

/** Without a charset, or under a wrong plain one, text that is well-formed UTF-8 is UTF-8. */
function toText(octets: Uint8Array, charset: string, note: Note): string {
  const label = (charset.split('*', 1)[0] ?? '').trim().toLowerCase()
  if (/^(?:|us-ascii|ascii|unknown-8bit|x-unknown|iso-8859-1|latin1|binary)$/.test(label)) {
    try {
      return new TextDecoder('utf-8', { fatal: true }).decode(octets)
    } catch {
      return decodeCharset(octets, 'windows-1252')
    }
  }
  if (!isKnown(label)) note({ kind: 'unknown-charset', detail: label.slice(0, 40) })
  return decodeCharset(octets, label)
}

function isKnown(label: string): boolean {
  try {
    return new TextDecoder(label).encoding !== ''
  } catch {
    return false
  }
}

function charsetInHtml(octets: Uint8Array): string {
  const start = Buffer.from(octets.subarray(0, 2_000)).toString('latin1')
  return /<meta[^>]{0,200}charset\s*=\s*["']?([\w.:-]{1,40})/i.exec(start)?.[1] ?? ''
}
