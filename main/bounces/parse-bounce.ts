import { decodeTransfer, fieldOf, parseType, splitEntity, splitParts, type Entity } from '../message/read.ts'
import type { HeaderField } from '../message/unfold.ts'
import { unfold } from '../message/unfold.ts'
import type { BounceReport, ParsedBounce } from './bounce.ts'
import { parseRecipient } from './bounced-recipient.ts'
import { withoutType } from './typed-field.ts'

const maxOctets = 20 * 1024 * 1024
const maxStatusOctets = 1024 * 1024
const maxRecipients = 1000
const maxDepth = 6
const maxParts = 100

/**
 * Reads a delivery status notification (RFC 3464, in the form of RFC 6522; RFC 6533 for addresses beyond ASCII).
 * Never throws; octets that are no UTF-8 stand as replacement characters.
 * @param octets the whole .eml, at most 20 MB
 */
export function parseBounce(octets: Uint8Array): ParsedBounce {
  if (octets.length > maxOctets) return refuse('The file is larger than 20 MB; no report is that large.')
  const message = splitEntity(Buffer.from(octets.buffer, octets.byteOffset, octets.length))
  const parts = collectParts(message)
  const status = parts.find((part) => isStatus(typeOf(part)))
  if (status === undefined)
    return refuse('There is no delivery report in this file (a part of type message/delivery-status).')
  return toReport(message, status, parts)
}

function refuse(message: string): ParsedBounce {
  return { ok: false, message }
}

function toReport(message: Entity, status: Entity, parts: readonly Entity[]): ParsedBounce {
  const groups = toGroups(textOf(status))
  // Some servers leave out the group about the message, or divide it: what names no recipient is about the message.
  const perMessage = groups.filter((fields) => !isAboutRecipient(fields)).flat()
  const recipients = groups.filter(isAboutRecipient).slice(0, maxRecipients).flatMap(parseRecipient)
  if (recipients.length === 0) return refuse('The delivery report in this file names no recipient.')
  const envelopeId = fieldOf(perMessage, 'original-envelope-id')
  const reportingMta = withoutType(fieldOf(perMessage, 'reporting-mta'))
  const reportedAt = Date.parse(fieldOf(message.fields, 'date'))
  const report: BounceReport = {
    ...(envelopeId === '' ? {} : { envelopeId }),
    ...(reportingMta === '' ? {} : { reportingMta }),
    ...(Number.isNaN(reportedAt) ? {} : { reportedAt }),
    messageIds: parts.flatMap(returnedMessageIds),
    recipients,
  }
  return { ok: true, report }
}

/** All parts that hold no parts themselves, in their order, within limits. */
function collectParts(root: Entity): readonly Entity[] {
  const found: Entity[] = []
  const visit = (entity: Entity, depth: number): void => {
    const boundary = parseType(fieldOf(entity.fields, 'content-type')).params.get('boundary')
    if (!typeOf(entity).startsWith('multipart/') || boundary === undefined || depth >= maxDepth) {
      found.push(entity)
      return
    }
    for (const part of splitParts(entity.body, boundary)) {
      if (found.length >= maxParts) return
      visit(splitEntity(part), depth + 1)
    }
  }
  visit(root, 0)
  return found
}

function typeOf(entity: Entity): string {
  return parseType(fieldOf(entity.fields, 'content-type')).value
}

function isStatus(type: string): boolean {
  return type === 'message/delivery-status' || type === 'message/global-delivery-status'
}

function textOf(entity: Entity): string {
  const encoding = fieldOf(entity.fields, 'content-transfer-encoding')
  return Buffer.from(decodeTransfer(entity.body.subarray(0, maxStatusOctets), encoding)).toString('utf8')
}

function isAboutRecipient(fields: readonly HeaderField[]): boolean {
  return fieldOf(fields, 'final-recipient') !== '' || fieldOf(fields, 'original-recipient') !== ''
}

/** Groups of fields with empty lines between (RFC 3464 2.1); some servers put more than one. */
function toGroups(text: string): readonly (readonly HeaderField[])[] {
  return text
    .split(/\r?\n(?:[ \t]*\r?\n)+/)
    .map(unfold)
    .filter((fields) => fields.length > 0)
}

const RETURNED: ReadonlySet<string> = new Set([
  'message/rfc822',
  'text/rfc822-headers',
  'message/global',
  'message/global-headers',
])

function returnedMessageIds(part: Entity): readonly string[] {
  if (!RETURNED.has(typeOf(part))) return []
  const { fields } = splitEntity(Buffer.from(textOf(part)))
  const id = /<[^<>\s]{1,990}>/.exec(fieldOf(fields, 'message-id'))?.[0]
  return id === undefined ? [] : [id]
}
