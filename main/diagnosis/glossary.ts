// What each code means, for somebody who looks it up: the data of the diagnosis in one shape.
import enhancedCodes from './data/enhanced-status-codes.json' with { type: 'json' }
import replyCodes from './data/reply-codes.json' with { type: 'json' }

export interface GlossaryEntry {
  readonly kind: 'reply' | 'enhanced'
  readonly code: string
  readonly title: string
  readonly meaning: string
  readonly phases: readonly string[]
  /** '' where no document says so. */
  readonly reference: string
  readonly isStandard: boolean
}

/** Reply codes (RFC 5321 4.2), then enhanced status codes (RFC 3463), both ascending. */
export function glossary(): readonly GlossaryEntry[] {
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
