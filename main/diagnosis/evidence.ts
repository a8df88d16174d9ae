// What a diagnosis rests on, so that it can be checked: a piece of what came, or the system's name of a fault.
import type { CauseName } from './cause.ts'
import type { DiagnosisInput } from './diagnose.ts'
import type { ReplyFacts } from './reply-facts.ts'
import { meaningOfEnhanced } from './rules/codes.ts'
import type { TextRule } from './rules/rule.ts'

export type EvidenceKind = 'words' | 'enhanced' | 'code' | 'error' | 'certificate' | 'port' | 'detail'

export interface Evidence {
  readonly kind: EvidenceKind
  readonly text: string
}

/** Longest piece of words that is quoted. */
const maxWords = 80

/** @param rule the rule whose words decided; left out where none did */
export function toReplyEvidence(
  facts: ReplyFacts,
  cause: CauseName,
  rule: TextRule | undefined,
): readonly Evidence[] {
  const words = rule?.cause === cause ? findWords(facts, rule) : undefined
  const saysCode = facts.detail !== '' && (words === undefined || meaningOfEnhanced(facts)?.cause === cause)
  return [
    ...(words === undefined ? [] : [{ kind: 'words', text: words } as const]),
    ...(saysCode
      ? [{ kind: 'enhanced', text: `${Math.floor(facts.code / 100)}.${facts.detail}` } as const]
      : []),
    ...(facts.code === 0 ? [] : [{ kind: 'code', text: String(facts.code) } as const]),
  ]
}

function findWords({ prose, text }: ReplyFacts, { says, holds }: TextRule): string | undefined {
  const [found] = [
    ...(says ?? []).map((pattern) => pattern.exec(prose)?.[0]),
    ...(holds ?? []).map((pattern) => pattern.exec(text)?.[0]),
  ].filter((match) => match !== undefined && match.trim() !== '')
  return found?.trim().slice(0, maxWords)
}

/** Of a fault that no reply explains. */
export function toFaultEvidence({
  errorCode,
  certificate,
  detail,
  kind,
  otherPort,
}: DiagnosisInput): readonly Evidence[] {
  return [
    ...(errorCode === undefined || errorCode === '' ? [] : [{ kind: 'error', text: errorCode } as const]),
    ...(kind === 'certificate' && certificate !== undefined
      ? [{ kind: 'certificate', text: certificate.issuer } as const]
      : []),
    ...(otherPort === undefined ? [] : [{ kind: 'port', text: String(otherPort) } as const]),
    ...(detail === undefined || detail === '' ? [] : [{ kind: 'detail', text: detail } as const]),
  ]
}
