import type { z } from 'zod'

export type Parsed<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: string }

/** Text of a column as what the schema says, or what is wrong with it. */
export function parseJson<T>(text: string, schema: z.ZodType<T>): Parsed<T> {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    return { ok: false, problem: 'it is not JSON' }
  }
  const result = schema.safeParse(json)
  if (result.success) return { ok: true, value: result.data }
  const [issue] = result.error.issues
  return { ok: false, problem: `${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'not understood'}` }
}
