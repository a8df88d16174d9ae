// What a window may send of a mail merge.
import { z } from 'zod'
import { content, fileName, id } from '../../drafts/content-schema.ts'
import { encoding, listSchema, scheduleSchema, settingsShape } from '../../merge/job-schema.ts'
import { maxTableOctets } from '../../merge/job.ts'
import type { SchemasOf } from './channel.ts'
import { none } from './common.ts'

const jobId = z.strictObject({ jobId: id })

export const mergeSchemas = {
  'merge.list': none,
  'merge.get': jobId,
  'merge.create': none,
  'merge.save': z.strictObject({
    jobId: id,
    settings: z.strictObject({
      ...settingsShape,
      identityId: id.nullable(),
      subject: content.shape.subject,
      text: content.shape.text,
      schedule: scheduleSchema.nullable(),
      list: listSchema,
    }),
  }),
  'merge.remove': jobId,
  'merge.readTable': z.strictObject({
    jobId: id,
    name: fileName,
    bytes: z
      .instanceof(Uint8Array)
      .refine(({ length }) => length <= maxTableOctets, 'A table has at most 200 MB.'),
  }),
  'merge.pickTable': jobId,
  'merge.reread': z.strictObject({
    jobId: id,
    encoding: encoding.nullable(),
    delimiter: z.string().length(1).nullable(),
  }),
  'merge.takeContacts': z.strictObject({
    jobId: id,
    people: z.strictObject({
      all: z.boolean(),
      groupIds: z.array(id).max(5_000),
      contactIds: z.array(id).max(100_000),
    }),
  }),
  'merge.cells': z.strictObject({
    jobId: id,
    column: z.number().int().nonnegative().max(10_000),
    rows: z.array(z.number().int().positive()).max(100),
  }),
  'merge.setCell': z.strictObject({
    jobId: id,
    row: z.number().int().positive(),
    column: z.number().int().nonnegative().max(10_000),
    value: z.string().max(20_000),
  }),
  'merge.takeDraft': z.strictObject({ jobId: id, draftId: id }),
  'merge.pickFiles': jobId,
  'merge.dropFile': z.strictObject({ jobId: id, fileId: id }),
  'merge.pickFolder': jobId,
  'merge.check': jobId,
  'merge.rows': z.strictObject({
    jobId: id,
    after: z.number().int().nonnegative(),
    limit: z.number().int().min(1).max(1_000),
    text: z.string().max(1_000).optional(),
    state: z.string().max(40).optional(),
  }),
  'merge.preview': z.strictObject({ jobId: id, row: z.number().int().positive() }),
  'merge.start': jobId,
  'merge.pause': jobId,
  'merge.resume': jobId,
  'merge.cancel': jobId,
  'merge.saveResult': jobId,
} as const satisfies SchemasOf<'merge'>
