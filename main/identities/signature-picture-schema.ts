import { z } from 'zod'
import type { SignaturePicture } from './identity.ts'

/** A picture of a signature as a window or a file gives it. */
export const signaturePictureSchema = z.strictObject({
  cid: z.string().regex(/^[A-Za-z0-9._@-]{1,200}$/),
  name: z.string().max(300),
  type: z.enum(['image/png', 'image/jpeg', 'image/gif', 'image/webp']),
  base64: z.base64().max(2_000_000),
}) satisfies z.ZodType<SignaturePicture>
