// What each code means, for somebody who looks it up: the data of the diagnosis in one shape.
import enhancedCodes from './data/enhanced-status-codes.json' with { type: 'json' }
import replyCodes from './data/reply-codes.json' with { type: 'json' }

/** A reply code (`550`) or an enhanced status code (`X.1.1`). */
export interface GlossaryCode {
  readonly kind: 'reply' | 'enhanced'
  readonly code: string
  readonly title: string
  readonly meaning: string
  /** Commands after which it comes. */
  readonly phases: readonly string[]
  /** The document that says so, or who uses it; '' where it is by custom. */
  readonly reference: string
  /** By a standard or a registry; else by custom. */
  readonly isStandard: boolean
}

/** Reply codes (RFC 5321 4.2), then enhanced status codes (RFC 3463), both ascending. */
export function glossary(): readonly GlossaryCode[] {
  const replies = replyCodes.map(({ code, title, meaning, phases, reference, standard }) => ({
    ...{ kind: 'reply' as const, code, title, meaning, phases, reference: reference ?? '' },
    isStandard: standard,
  }))
  const enhanced = enhancedCodes.map(({ code, title, meaning, reference, registered }) => ({
    ...{ kind: 'enhanced' as const, code, title, meaning, phases: [], reference },
    isStandard: registered,
  }))
  return [...replies, ...enhanced]
}
