// What a window may put into a draft: strict, with limits.
import { z } from 'zod'
import type { DraftPlace } from './place.ts'
import { contentIdForm } from '../message/content-id.ts'
import { languageTag } from '../settings/language-tag.ts'
import { settingSchemas } from '../servers/setting-schemas.ts'

/** Longest list of recipients in one field, and longest text of one: more is refused with a sentence, not truncated. */
const maxRecipients = 10_000
export const maxMailbox = 4_000
const maxSubject = 2_000
const maxText = 5_000_000
export const maxAttachments = 500
/** Octets of the longest rich text; images are files beside it. */
const maxHtml = 10_000_000

export const id = z.string().min(1).max(100)
export const mailboxes = z.array(z.string().max(maxMailbox)).max(maxRecipients)
export const fileName = z.string().min(1).max(1_000)

const attachment = z.strictObject({
  id,
  name: fileName,
  type: z.string().max(300),
  size: z.number().int().nonnegative(),
  // A name inside the profile, never a path.
  file: z.string().regex(/^[A-Za-z0-9._-]{1,200}$/),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  sourcePath: z.string().max(10_000).optional(),
  copiedAt: z.number().nonnegative(),
  cid: z.string().regex(contentIdForm).optional(),
})

export const instant = z.number().int().nonnegative().max(8_640_000_000_000_000)
export const localTime = z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/)
export const zone = z.string().min(1).max(100)
export const priority = z.enum(['high', 'normal', 'low'])

/** Judged later, field by field (RFC 5322 2.2). */
const ownHeader = z.strictObject({ name: z.string().max(100), value: z.string().max(10_000) })

const options = z.strictObject({
  replyTo: z.string().max(maxMailbox).optional(),
  dsn: settingSchemas.dsn.optional(),
  readReceipt: z.boolean().optional(),
  headers: z.array(ownHeader).max(50).optional(),
  requireTls: z.boolean().optional(),
  plainOnly: z.boolean().optional(),
  language: languageTag.optional(),
  list: z
    .strictObject({
      id: z.string().max(300).optional(),
      unsubscribe: z.array(z.string().max(2_000)).max(10).optional(),
      oneClick: z.boolean().optional(),
      precedence: z.enum(['bulk', 'list']).optional(),
    })
    .optional(),
})

const invitation = z.strictObject({
  uid: z.string().min(1).max(300),
  sequence: z.number().int().nonnegative(),
  title: z.string().max(maxSubject),
  place: z.string().max(2_000),
  description: z.string().max(100_000),
  start: localTime,
  end: localTime,
  zone,
  allDay: z.boolean(),
})

const messageId = z.string().min(3).max(998)

/** The content of a draft as a window sends it. */
export const content = z.strictObject({
  identityId: id.nullable(),
  serverId: id.nullable(),
  to: mailboxes,
  cc: mailboxes,
  bcc: mailboxes,
  subject: z.string().max(maxSubject),
  text: z.string().max(maxText),
  html: z.string().max(maxHtml).optional(),
  signatureId: id.nullable().optional(),
  attachments: z.array(attachment).max(maxAttachments),
  added: mailboxes.optional(),
  schedule: z.strictObject({ at: instant, local: localTime, zone }).optional(),
  notAfter: instant.optional(),
  priority: priority.optional(),
  allOrNone: z.boolean().optional(),
  from: z.string().max(maxMailbox).optional(),
  options: options.optional(),
  invitation: invitation.optional(),
  thread: z.strictObject({ inReplyTo: messageId, references: z.array(messageId).max(1_000) }).optional(),
})

const count = z.number().int().nonnegative().max(100_000_000)

export const place = z.strictObject({
  kind: z.enum(['rich', 'plain']),
  block: count,
  sign: count,
  scroll: count,
  direction: z.enum(['ltr', 'rtl']).optional(),
}) satisfies z.ZodType<DraftPlace>
