import { z } from 'zod'

/** Characters of a template. */
const maxTemplate = 1_000_000

/** As many as a menu can find its way in. */
export const maxTemplates = 500

/** Fields of a template as a window or a file gives them. */
export const templateShape = {
  kind: z.enum(['message', 'snippet']),
  name: z.string().max(300),
  subject: z.string().max(2_000),
  text: z.string().max(maxTemplate),
  html: z.string().max(maxTemplate).nullable(),
}
