import type { ReplyCause } from '../cause.ts'
import type { WhoseMove } from '../diagnosis.ts'
import type { Step } from '../reply-facts.ts'

/** One piece of knowledge about what servers write. The first rule of the table that fits decides. */
export interface TextRule {
  readonly cause: ReplyCause
  /** Any of these is looked for in the words of the reply (lower case, no accents, addresses as `{addr}`, `{ip}`, no web addresses). */
  readonly says?: readonly RegExp[]
  /** Any of these is looked for in the whole text, web addresses and host names included. */
  readonly holds?: readonly RegExp[]
  /** Only if the words hold none of these. */
  readonly unless?: readonly RegExp[]
  /** Only at these steps. */
  readonly at?: readonly Step[]
  /** Only with these reply codes. */
  readonly codes?: readonly number[]
  /** Whose move it is, where this wording says more than the cause does. */
  readonly mover?: WhoseMove
  /** Default 0.9. */
  readonly confidence?: number
}
