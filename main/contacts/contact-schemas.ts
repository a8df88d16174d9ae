// What a window may send about people: strict, with limits.
import { z } from 'zod'
import { peopleLimits } from './contact.ts'

const id = z.string().min(1).max(100)
const name = z.string().max(peopleLimits.name)
const address = z.string().max(2_000)

export const contactForm = z.strictObject({
  id: id.nullable(),
  name,
  given: name,
  family: name,
  organisation: name,
  addresses: z.array(z.strictObject({ address, label: z.string().max(100) })).max(peopleLimits.addresses),
  note: z.string().max(peopleLimits.text),
  details: z
    .array(z.strictObject({ label: z.string().max(200), value: z.string().max(peopleLimits.text) }))
    .max(peopleLimits.details),
})

export const groupForm = z.strictObject({
  id: id.nullable(),
  name,
  members: z
    .array(z.strictObject({ address, name: name.optional(), contactId: id.optional() }))
    .max(peopleLimits.members),
  field: z.enum(['to', 'cc', 'bcc']),
  identityId: id.optional(),
})

/** Columns of a CSV file by what they hold; null: of no use. */
export const columnKinds = [
  'name',
  'given',
  'middle',
  'family',
  'nickname',
  'organisation',
  'address',
  'phone',
  'note',
  'groups',
  'detail',
] as const

export const importMapping = z.strictObject({
  previewId: id,
  columns: z.array(z.enum(columnKinds).nullable()).max(500),
  hasHeader: z.boolean(),
})
