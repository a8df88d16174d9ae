// What several groups of calls take.
import { z } from 'zod'
import { id } from '../../drafts/content-schema.ts'

export const none = z.undefined()

export const entryId = z.strictObject({ entryId: id })
