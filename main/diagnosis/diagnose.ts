import type { CertificateSummary, FailureKind } from '../smtp/types.ts'
import { actionsFor } from './actions.ts'
import type { CauseName } from './cause.ts'
import type { Diagnosis, WhoseMove } from './diagnosis.ts'
import { toFaultEvidence, toReplyEvidence, type Evidence } from './evidence.ts'
import { toFaultCause } from './faults.ts'
import { toMover } from './mover.ts'
import { toReplyFacts, type ReplyFacts } from './reply-facts.ts'
import { meaningOfCode, meaningOfEnhanced, type CodeMeaning } from './rules/codes.ts'
import { TEXT_RULES } from './rules/index.ts'
import type { TextRule } from './rules/rule.ts'
import { USUAL_CODES } from './rules/usual-codes.ts'

/** What is known about a failure. `phase` is a Phase, or written as in data/replies.visible.jsonl (`RCPT`, `end-of-data`). */
export interface DiagnosisInput {
  readonly phase: string
  /** The whole reply, as received; left out where no reply explains the fault. */
  readonly lines?: readonly string[]
  readonly kind?: FailureKind
  /** Node's or OpenSSL's error code, e.g. `ECONNREFUSED`. */
  readonly errorCode?: string
  /** One line for people about a fault that is no reply. */
  readonly detail?: string
  /** The certificate that did not pass. */
  readonly certificate?: CertificateSummary
  readonly port?: number
  /** A port of the same host that took a connection right after. */
  readonly otherPort?: number
  /** Lines that the server sent before the fault: greeting and answer to EHLO. */
  readonly received?: readonly string[]
  /** The last octet had left and no reply came: nobody knows whether the server took it. */
  readonly unconfirmed?: boolean
}

interface Finding {
  readonly cause: CauseName
  readonly confidence: number
  readonly mover?: WhoseMove
}

const TEXT_CONFIDENCE = 0.9
/** Words and enhanced code agree. */
const AGREED_CONFIDENCE = 0.96
/** From so many readings on the words alone are no better than a guess: fewer where no enhanced code stands beside them. */
const MANY_READINGS = 3
const MANY_READINGS_BARE = 2
const DISPUTED_CONFIDENCE = 0.65
/** Disputed, of a cause whose words mean nothing else. */
const SPECIFIC_CONFIDENCE = 0.72
const SURE_CODE = 0.75
const UNKNOWN: Finding = { cause: 'unknown', confidence: 0.2 }

/**
 * Finds the one cause of a failure, whose move it is and what helps. Pure; never throws, whatever the server wrote.
 * With no rule that fits it answers `unknown` with a low confidence (P12).
 */
export function diagnose(input: DiagnosisInput): Diagnosis {
  const lines = input.lines ?? []
  if (input.unconfirmed === true) return toDiagnosis({ cause: 'unconfirmed', confidence: 1 }, false, [])
  if (lines.length === 0) return diagnoseFault(input)
  const facts = toReplyFacts(input.phase, lines)
  const words = TEXT_RULES.find((rule) => fits(rule, facts))
  const finding = judge(facts, words)
  return toDiagnosis(finding, facts.code >= 500, toReplyEvidence(facts, finding.cause, words))
}

function diagnoseFault(input: DiagnosisInput): Diagnosis {
  const permanent = input.kind === 'certificate' || input.kind === 'local'
  return toDiagnosis({ cause: toFaultCause(input), confidence: 0.9 }, permanent, toFaultEvidence(input))
}

function toDiagnosis(finding: Finding, permanent: boolean, evidence: readonly Evidence[]): Diagnosis {
  const whoseMove = finding.mover ?? toMover(finding.cause, permanent)
  return {
    cause: finding.cause,
    whoseMove,
    permanent,
    confidence: finding.confidence,
    actions: actionsFor(finding.cause, whoseMove, finding.confidence),
    evidence,
  }
}

/** Words first, then the enhanced code, then step and code (data/causes.md, "How to decide, in this order"). */
function judge(facts: ReplyFacts, words: TextRule | undefined): Finding {
  const enhanced = meaningOfEnhanced(facts)
  if (words === undefined) return enhanced ?? meaningOfCode(facts) ?? UNKNOWN
  const finding = weigh(words, enhanced)
  if (!isDisputed(finding, enhanced, facts)) return finding
  return { ...finding, confidence: SPECIFIC.has(finding.cause) ? SPECIFIC_CONFIDENCE : DISPUTED_CONFIDENCE }
}

/**
 * Causes that are named by what they are (a list, a quota, a virus, a policy by name): in the replies that were collected
 * (test/data) their words were right each time, whatever code stood beside them.
 */
const SPECIFIC: ReadonlySet<CauseName> = new Set([
  'attachment-blocked',
  'auth-app-password-needed',
  'auth-method-unsupported',
  'auth-required',
  'auth-smtp-disabled',
  'greylisted',
  'ip-blocklisted',
  'loop',
  'message-malformed',
  'message-too-large',
  'poor-reputation',
  'quota-sending-exceeded',
  'recipient-mailbox-full',
  'reverse-dns',
  'sender-not-verified',
  'spam-content',
  'spf-dkim-dmarc-failed',
  'tls-required',
])

/** An enhanced code that is sure of something else, a code that servers use for other things, or words that can be read in many ways. */
function isDisputed(finding: Finding, enhanced: CodeMeaning | undefined, facts: ReplyFacts): boolean {
  if (finding.confidence <= DISPUTED_CONFIDENCE || finding.cause === enhanced?.cause) return false
  if (enhanced !== undefined && enhanced.confidence >= SURE_CODE) return true
  if (USUAL_CODES[finding.cause]?.includes(facts.code) === false) return true
  return countReadings(facts) >= (facts.detail === '' ? MANY_READINGS_BARE : MANY_READINGS)
}

/** Vague words give way to an enhanced code that says more. */
function weigh(words: TextRule, enhanced: CodeMeaning | undefined): Finding {
  const confidence = words.confidence ?? TEXT_CONFIDENCE
  if (enhanced?.cause === words.cause) return { ...words, confidence: AGREED_CONFIDENCE }
  if (enhanced !== undefined && confidence <= 0.8 && enhanced.confidence > confidence) return enhanced
  return { ...words, confidence }
}

/** How many different causes the words could be read as. */
function countReadings(facts: ReplyFacts): number {
  return new Set(TEXT_RULES.filter((rule) => fits(rule, facts)).map((rule) => rule.cause)).size
}

function fits(rule: TextRule, facts: ReplyFacts): boolean {
  return (
    (rule.at?.includes(facts.step) ?? true) &&
    (rule.codes?.includes(facts.code) ?? true) &&
    holdsAny(facts.prose, rule.says, true) &&
    holdsAny(facts.text, rule.holds, true) &&
    !holdsAny(facts.prose, rule.unless, false)
  )
}

function holdsAny(text: string, patterns: readonly RegExp[] | undefined, without: boolean): boolean {
  return patterns?.some((pattern) => pattern.test(text)) ?? without
}
