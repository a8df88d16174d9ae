// What each code means, for somebody who looks it up: the data of the diagnosis in one shape.
import enhancedCodes from './data/enhanced-status-codes.json' with { type: 'json' }
import replyCodes from './data/reply-codes.json' with { type: 'json' }
import { codeMeaning, codeTitle, fillIn, isTextKey, t } from '../text/t.ts'

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

/** Reply codes (RFC 5321 4.2), then enhanced status codes (RFC 3463), both ascending, in the language that is spoken. */
export function glossary(): readonly GlossaryCode[] {
  const replies = replyCodes.map(({ phases, reference, standard, ...named }) => ({
    ...{ kind: 'reply' as const, ...toSpoken(named), phases: phases.map(toCommand) },
    ...{ reference: toSource(reference ?? ''), isStandard: standard },
  }))
  const enhanced = enhancedCodes.map(({ reference, registered, ...named }) => ({
    ...{ kind: 'enhanced' as const, ...toSpoken(named), phases: [] },
    ...{ reference: toSource(reference), isStandard: registered },
  }))
  return [...replies, ...enhanced]
}

interface Named {
  readonly code: string
  readonly title: string
  readonly meaning: string
}

function toSpoken({ code, title, meaning }: Named): Named {
  return { code, title: codeTitle(code, title), meaning: codeMeaning(code, meaning) }
}

/** Commands keep their names; what is none has a word of the language. */
function toCommand(phase: string): string {
  const key = `glossary.after.${phase}`
  return isTextKey(key) ? fillIn(key, {}) : phase
}

function toSource(reference: string): string {
  return reference.replace('IANA registry', t('glossary.registry'))
}
