// What a window may send of drafts, their files and templates.
import { z } from 'zod'
import { content, fileName, id, maxAttachments, maxMailbox, place } from '../../drafts/content-schema.ts'
import { templateShape } from '../../templates/template-shape.ts'
import type { SchemasOf } from './channel.ts'
import { none } from './common.ts'

const maxPasted = 25_000_000

const draftId = z.strictObject({ draftId: id })

const version = z.int().min(1).max(1_000_000_000)

const draftFile = z.strictObject({ draftId: id, id })

export const draftsSchemas = {
  'drafts.list': none,
  'drafts.get': draftId,
  'drafts.create': z.strictObject({ content: content.partial(), asSet: z.boolean().optional() }),
  'drafts.save': z.strictObject({ draftId: id, content, place: place.optional() }),
  'drafts.keepPlace': z.strictObject({ draftId: id, place }),
  'drafts.discarded': none,
  'drafts.versions': draftId,
  'drafts.version': z.strictObject({ draftId: id, version }),
  'drafts.restore': z.strictObject({ draftId: id, version }),
  'drafts.duplicate': z.strictObject({ draftId: id, version: version.optional() }),
  'drafts.discard': draftId,
  'drafts.undoDiscard': draftId,
  'drafts.erase': draftId,
  'drafts.attachPaths': z.strictObject({
    draftId: id,
    paths: z.array(z.string().min(1).max(10_000)).max(maxAttachments),
  }),
  'drafts.attachBytes': z.strictObject({
    draftId: id,
    name: fileName,
    type: z.string().max(300),
    bytes: z
      .instanceof(Uint8Array)
      .refine((bytes) => bytes.length <= maxPasted, `A pasted file has at most ${maxPasted} octets.`),
  }),
  'drafts.source': z.strictObject({ draftId: id, content }),
  'drafts.asked': draftId,
  'drafts.answerAsked': z.strictObject({
    draftId: id,
    path: z.string().min(1).max(10_000),
    attach: z.boolean(),
  }),
  'drafts.pickFiles': draftId,
  'attachments.read': draftFile,
  'attachments.open': draftFile,
  'attachments.changed': draftId,
  'attachments.retake': draftFile,
  'templates.list': none,
  'templates.save': z.strictObject({
    id: id.nullable(),
    ...templateShape,
  }),
  'templates.delete': z.strictObject({ id }),
  'templates.use': z.strictObject({ id, to: z.string().max(maxMailbox), identityId: id.nullable() }),
} as const satisfies SchemasOf<'drafts' | 'attachments' | 'templates'>
