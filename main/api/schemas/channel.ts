// The name of each call, and which argument its schema has to give.
import type { z } from 'zod'
import type { Api } from '../../api.ts'

/** `group.method`. */
export type Channel = { [G in keyof Api]: `${G}.${keyof Api[G] & string}` }[keyof Api]

type ArgumentOf<C extends Channel> = C extends `${infer G extends keyof Api}.${infer M}`
  ? M extends keyof Api[G]
    ? Api[G][M] extends (input: infer I) => Promise<unknown>
      ? I
      : never
    : never
  : never

/** The schemas of these groups by channel; one that is missing or of another type is a compile error. */
export type SchemasOf<G extends keyof Api> = {
  readonly [C in Extract<Channel, `${G}.${string}`>]: z.ZodType<
    ArgumentOf<C> extends never ? undefined : ArgumentOf<C>
  >
}
