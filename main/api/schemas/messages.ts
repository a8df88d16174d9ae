// What a window may send of message files and delivery reports.
import { z } from 'zod'
import { content, fileName, id } from '../../drafts/content-schema.ts'
import { answerWays } from '../../message/answer/answer.ts'
import { maxMessageOctets } from '../../message/import/message-file.ts'
import type { SchemasOf } from './channel.ts'
import { none } from './common.ts'

const messageTarget = z.union([z.strictObject({ entryId: id }), z.strictObject({ draftId: id, content })])

/** Octets of a delivery report. */
const maxBounce = 20 * 1024 * 1024

export const messagesSchemas = {
  'messages.pick': none,
  'messages.open': z.strictObject({
    name: fileName,
    bytes: z
      .instanceof(Uint8Array)
      .refine((bytes) => bytes.length <= maxMessageOctets, 'A message file has at most 64 MB.'),
  }),
  'messages.shown': none,
  'messages.close': z.strictObject({ id }),
  'messages.explain': z.strictObject({ id }),
  'messages.answer': z.strictObject({ id, way: z.enum(answerWays) }),
  'messages.saveAttachment': z.strictObject({ id, index: z.number().int().nonnegative().max(1_000) }),
  'messages.letter': messageTarget,
  'messages.save': messageTarget,
  'messages.drag': z.strictObject({ entryId: id }),
  'messages.print': z.strictObject({ draftId: id.nullable() }),
  'messages.pdf': z.strictObject({ draftId: id.nullable(), subject: z.string().max(2_000) }),
  'bounces.read': z.strictObject({
    bytes: z
      .instanceof(Uint8Array)
      .refine((bytes) => bytes.length <= maxBounce, 'A report has at most 20 MB.'),
  }),
} as const satisfies SchemasOf<'messages' | 'bounces'>
