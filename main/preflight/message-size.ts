// How large a message will be on the wire, before it is made.
import type { DraftAttachment, DraftContent } from '../drafts/draft.ts'

/** The header without recipients and subject. */
const headerOctets = 700
/** Header of a part, with its boundary. */
const partOctets = 300

/** Octets of a file of `size` octets in lines of base64 with CRLF (RFC 2045 6.8). */
export function encodedOctets(size: number): number {
  const base64 = Math.ceil(size / 3) * 4
  return base64 + 2 * Math.ceil(base64 / 76)
}

/** About how many octets the message will have: files to the octet, text within a few of a hundred. */
export function estimateOctets(content: DraftContent): number {
  const addresses = [...content.to, ...content.cc].reduce((sum, text) => sum + 4 + Buffer.byteLength(text), 0)
  const files = content.attachments.reduce((sum, file) => sum + partOctets + fileOctets(file), 0)
  const { html: rich, options } = content
  const html = rich === undefined || options?.plainOnly === true ? 0 : partOctets + textOctets(rich)
  return (
    headerOctets +
    addresses +
    2 * Buffer.byteLength(content.subject) +
    textOctets(content.text) +
    html +
    files
  )
}

/** The least that it can be: a message that is attached goes as it is where its octets allow it (RFC 2046 5.2.1). */
function fileOctets({ type, size }: DraftAttachment): number {
  return /^message\/rfc822\s*(?:;|$)/i.test(type) ? size : encodedOctets(size)
}

/** Text in quoted-printable, or in base64 where that is shorter (RFC 2045 6.7). */
function textOctets(text: string): number {
  const octets = Buffer.byteLength(text)
  let ascii = 0
  for (let index = 0; index < text.length; index++) if (text.charCodeAt(index) < 128) ascii++
  const quoted = ascii + 3 * (octets - ascii)
  return partOctets + Math.ceil(Math.min(quoted, encodedOctets(octets)) * 1.03)
}
