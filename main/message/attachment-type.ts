import type { ComposeAttachment } from './compose.ts'

const opaque = 'application/octet-stream'
const token = "[A-Za-z0-9!#$%&'*+.^_`|~-]+"
const mediaType = new RegExp(`^${token}/${token}$`)
const maxLineOctets = 998 // RFC 5322 2.1.1

/**
 * The media type under which a file is attached. message/rfc822 can't be encoded (RFC 2046 5.2.1), so it stays only
 * where its octets are fit for the wire as they are; other message/ and multipart/ types are attached as octets.
 */
export async function attachmentType(attachment: ComposeAttachment): Promise<string> {
  const type = attachment.type.split(';')[0]?.trim().toLowerCase() ?? ''
  if (!mediaType.test(type)) return opaque
  if (type === 'message/rfc822') return (await isWireText(attachment)) ? type : opaque
  return type.startsWith('message/') || type.startsWith('multipart/') ? opaque : type
}

/** Whether the file is 7-bit with CRLF line ends and no line over 998 octets. */
async function isWireText(attachment: ComposeAttachment): Promise<boolean> {
  const file = attachment.open()
  let previous = 0x0a
  let lineOctets = 0
  for await (const chunk of file) {
    for (const octet of chunk) {
      const lineEnd = octet === 0x0a
      if (octet === 0 || octet > 0x7f) return false
      if (lineEnd !== (previous === 0x0d)) return false
      lineOctets = lineEnd || octet === 0x0d ? 0 : lineOctets + 1
      if (lineOctets > maxLineOctets) return false
      previous = octet
    }
  }
  return previous === 0x0a
}
