// A job as it is stored, and what a window may set of it: strict, with limits.
import { z } from 'zod'
import { content, id, instant, localTime, zone } from '../drafts/content-schema.ts'
import type { MergeJob } from './job.ts'

export const encoding = z.enum(['utf-8', 'utf-16le', 'utf-16be', 'windows-1252'])
const column = z.number().int().nonnegative().max(10_000).nullable()
/** Fields of a letter for which something is chosen. */
const maxFields = 1_000
const columnName = z.string().max(10_000)

export const settingsShape = {
  name: z.string().max(500),
  roles: z.strictObject({ address: column, name: column, cc: column, bcc: column, files: column }),
  missing: z
    .record(
      z.string().max(1_000),
      z.discriminatedUnion('do', [
        z.strictObject({ do: z.literal('stop') }),
        z.strictObject({ do: z.literal('empty') }),
        z.strictObject({ do: z.literal('text'), text: z.string().max(10_000) }),
      ]),
    )
    .refine((missing) => Object.keys(missing).length <= maxFields, `At most ${maxFields} fields.`),
  duplicates: z.enum(['skip', 'send']),
  perMinute: z.number().int().min(1).max(10_000).nullable(),
}

export const scheduleSchema = z.strictObject({ at: instant, local: localTime, zone })
export const listSchema = content.shape.options.unwrap().shape.list.unwrap()

export const jobSchema: z.ZodType<MergeJob> = z.object({
  ...settingsShape,
  id,
  createdAt: instant,
  startedAt: instant.optional(),
  state: z.enum(['draft', 'running', 'paused', 'done', 'cancelled']),
  content,
  table: z
    .object({
      name: z.string(),
      file: z.string().optional(),
      encoding,
      delimiter: z.string(),
      rows: z.number(),
    })
    .nullable(),
  columns: z.array(columnName),
  folder: z.string().nullable(),
  filled: z.array(z.object({ row: z.number(), column: z.string(), value: z.string() })).optional(),
  problem: z.string().optional(),
})
