import { z } from 'zod'
import { contentIdForm } from '../message/content-id.ts'
import type { SignaturePicture } from './identity.ts'

const picture = z.strictObject({
  cid: z.string().regex(contentIdForm),
  name: z.string().max(300),
  type: z.enum(['image/png', 'image/jpeg', 'image/gif', 'image/webp']),
  base64: z.base64().max(2_000_000),
}) satisfies z.ZodType<SignaturePicture>

/** The rich form of a signature as a window or a file gives it; how much of it is stored is judged by parse-signatures.ts. */
export const richSignatureShape = {
  html: z.string().max(500_000).optional(),
  pictures: z.array(picture).max(50).optional(),
}
