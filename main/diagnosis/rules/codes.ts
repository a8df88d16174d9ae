import type { ReplyCause } from '../cause.ts'
import type { ReplyFacts, Step } from '../reply-facts.ts'

/** What a code says where the words say nothing. */
export interface CodeMeaning {
  readonly cause: ReplyCause
  readonly confidence: number
}

interface EnhancedRule extends CodeMeaning {
  /** Subject and detail, `1.1`, or a range of details of one subject, `7.606-7.649`. */
  readonly detail: string
  readonly at?: readonly Step[]
  readonly codes?: readonly number[]
  readonly class?: 4 | 5
}

const AUTH: readonly Step[] = ['auth']
const MAIL: readonly Step[] = ['mail']

/**
 * Enhanced status codes, registered and of providers, with the use that is seen (data/enhanced-status-codes.json).
 * The first row that fits counts.
 */
const ENHANCED: readonly EnhancedRule[] = [
  { detail: '1.0', cause: 'sender-rejected', confidence: 0.6, at: MAIL },
  { detail: '1.0', cause: 'recipient-unknown', confidence: 0.6 },
  { detail: '1.1', cause: 'sender-rejected', confidence: 0.5, at: MAIL },
  { detail: '1.1', cause: 'recipient-unknown', confidence: 0.85 },
  { detail: '1.2', cause: 'domain-unknown', confidence: 0.8 },
  { detail: '1.3', cause: 'address-invalid', confidence: 0.8 },
  { detail: '1.4', cause: 'recipient-unknown', confidence: 0.5 },
  { detail: '1.6', cause: 'recipient-disabled', confidence: 0.8 },
  { detail: '1.7', cause: 'address-invalid', confidence: 0.65 },
  { detail: '1.8', cause: 'sender-rejected', confidence: 0.8 },
  { detail: '1.10', cause: 'domain-no-mail', confidence: 0.7 },
  { detail: '1.20', cause: 'message-malformed', confidence: 0.8 },
  { detail: '1.90', cause: 'quota-sending-exceeded', confidence: 0.9 },
  { detail: '1.351', cause: 'recipient-unknown', confidence: 0.9 },
  { detail: '2.1', cause: 'recipient-disabled', confidence: 0.75 },
  { detail: '2.2', cause: 'recipient-mailbox-full', confidence: 0.85 },
  { detail: '2.3', cause: 'message-too-large', confidence: 0.85 },
  { detail: '2.4', cause: 'recipient-unknown', confidence: 0.5 },
  { detail: '2.121-2.122', cause: 'rate-limited', confidence: 0.9 },
  { detail: '2.252', cause: 'sender-not-allowed-for-login', confidence: 0.9 },
  { detail: '3.0', cause: 'service-unavailable', confidence: 0.5 },
  { detail: '3.1', cause: 'server-busy', confidence: 0.7 },
  { detail: '3.2', cause: 'service-unavailable', confidence: 0.7 },
  { detail: '3.3', cause: 'command-unsupported', confidence: 0.6 },
  { detail: '3.4', cause: 'message-too-large', confidence: 0.85 },
  { detail: '3.5', cause: 'service-unavailable', confidence: 0.7 },
  { detail: '4.1', cause: 'recipient-unknown', confidence: 0.75, at: ['rcpt'], class: 5 },
  { detail: '4.1', cause: 'service-unavailable', confidence: 0.5, class: 4 },
  { detail: '4.2', cause: 'timeout', confidence: 0.75 },
  { detail: '4.3', cause: 'service-unavailable', confidence: 0.6 },
  { detail: '4.4', cause: 'domain-unknown', confidence: 0.7 },
  { detail: '4.5', cause: 'quota-sending-exceeded', confidence: 0.7, class: 5 },
  { detail: '4.5', cause: 'server-busy', confidence: 0.7 },
  { detail: '4.6', cause: 'loop', confidence: 0.75 },
  { detail: '4.7', cause: 'delivery-expired', confidence: 0.75 },
  { detail: '4.14', cause: 'loop', confidence: 0.9 },
  { detail: '4.310', cause: 'domain-unknown', confidence: 0.85 },
  { detail: '4.300-4.318', cause: 'delivery-expired', confidence: 0.75 },
  { detail: '5.1', cause: 'auth-required', confidence: 0.7, codes: [530] },
  { detail: '5.1', cause: 'command-unsupported', confidence: 0.7, codes: [500, 502] },
  { detail: '5.1', cause: 'bad-sequence', confidence: 0.7 },
  { detail: '5.2', cause: 'command-unsupported', confidence: 0.6, codes: [502] },
  { detail: '5.2', cause: 'syntax-error', confidence: 0.7 },
  { detail: '5.3', cause: 'too-many-recipients', confidence: 0.85 },
  { detail: '5.4', cause: 'command-unsupported', confidence: 0.6, codes: [504, 555] },
  { detail: '5.4', cause: 'syntax-error', confidence: 0.7 },
  { detail: '5.6', cause: 'syntax-error', confidence: 0.6 },
  { detail: '6.7-6.8', cause: 'smtputf8-unsupported', confidence: 0.9 },
  { detail: '6.9-6.10', cause: 'smtputf8-unsupported', confidence: 0.8 },
  { detail: '6.0-6.6', cause: 'message-malformed', confidence: 0.7 },
  { detail: '6.11', cause: 'message-malformed', confidence: 0.85 },
  { detail: '7.0', cause: 'auth-temporarily-refused', confidence: 0.65, at: AUTH, class: 4 },
  { detail: '7.0-7.1', cause: 'auth-failed', confidence: 0.65, at: AUTH },
  { detail: '7.3', cause: 'auth-failed', confidence: 0.8, at: AUTH },
  { detail: '7.8', cause: 'auth-failed', confidence: 0.8, at: AUTH },
  { detail: '7.139', cause: 'auth-failed', confidence: 0.6, at: AUTH },
  { detail: '7.12', cause: 'auth-failed', confidence: 0.5, at: AUTH },
  { detail: '7.1', cause: 'policy-rejected', confidence: 0.6 },
  { detail: '7.2', cause: 'recipient-restricted', confidence: 0.75 },
  { detail: '7.4', cause: 'auth-method-unsupported', confidence: 0.7, at: AUTH },
  { detail: '7.9', cause: 'auth-method-unsupported', confidence: 0.55, at: AUTH },
  { detail: '7.10-7.11', cause: 'tls-required', confidence: 0.75 },
  { detail: '7.12', cause: 'recipient-restricted', confidence: 0.75 },
  { detail: '7.13', cause: 'account-suspended', confidence: 0.8, at: AUTH },
  { detail: '7.14', cause: 'auth-web-login-needed', confidence: 0.8, at: AUTH },
  { detail: '7.20-7.22', cause: 'spf-dkim-dmarc-failed', confidence: 0.9 },
  { detail: '7.23', cause: 'reverse-dns', confidence: 0.6, class: 4 },
  { detail: '7.23-7.24', cause: 'spf-dkim-dmarc-failed', confidence: 0.85 },
  { detail: '7.25', cause: 'reverse-dns', confidence: 0.9 },
  { detail: '7.26', cause: 'spf-dkim-dmarc-failed', confidence: 0.9 },
  { detail: '7.27', cause: 'sender-rejected', confidence: 0.5 },
  { detail: '7.28', cause: 'rate-limited', confidence: 0.75 },
  { detail: '7.29', cause: 'spf-dkim-dmarc-failed', confidence: 0.55 },
  { detail: '7.30', cause: 'auth-oauth-needed', confidence: 0.7, at: AUTH },
  { detail: '7.30-7.32', cause: 'spf-dkim-dmarc-failed', confidence: 0.65 },
  { detail: '7.54', cause: 'relay-denied', confidence: 0.85 },
  { detail: '7.57', cause: 'auth-required', confidence: 0.9 },
  { detail: '7.60', cause: 'sender-not-allowed-for-login', confidence: 0.9 },
  { detail: '7.64', cause: 'relay-denied', confidence: 0.85 },
  { detail: '7.123-7.137', cause: 'recipient-restricted', confidence: 0.9 },
  { detail: '7.232-7.233', cause: 'quota-sending-exceeded', confidence: 0.8 },
  { detail: '7.321-7.325', cause: 'tls-unavailable', confidence: 0.6 },
  { detail: '7.501-7.503', cause: 'account-suspended', confidence: 0.75 },
  { detail: '7.504', cause: 'recipient-unknown', confidence: 0.7 },
  { detail: '7.506', cause: 'helo-rejected', confidence: 0.9 },
  { detail: '7.507', cause: 'recipient-restricted', confidence: 0.8 },
  { detail: '7.508', cause: 'rate-limited', confidence: 0.85 },
  { detail: '7.509', cause: 'spf-dkim-dmarc-failed', confidence: 0.9 },
  { detail: '7.512', cause: 'message-malformed', confidence: 0.85 },
  { detail: '7.515', cause: 'spf-dkim-dmarc-failed', confidence: 0.9 },
  { detail: '7.650', cause: 'poor-reputation', confidence: 0.85 },
  { detail: '7.500-7.699', cause: 'rate-limited', confidence: 0.7, class: 4 },
  { detail: '7.511-7.649', cause: 'ip-blocklisted', confidence: 0.85 },
  { detail: '7.700-7.705', cause: 'account-suspended', confidence: 0.7, class: 5 },
  { detail: '7.708', cause: 'ip-blocklisted', confidence: 0.85 },
  { detail: '7.750', cause: 'sender-not-verified', confidence: 0.7 },
]

/** Steps and codes, where neither words nor an enhanced code help (data/causes.md, step 3). Under 0.5: a guess. */
const BASIC: Readonly<Partial<Record<Step, Readonly<Record<number, CodeMeaning>>>>> = {
  greeting: {
    421: { cause: 'service-unavailable', confidence: 0.6 },
    450: { cause: 'service-unavailable', confidence: 0.5 },
    451: { cause: 'service-unavailable', confidence: 0.5 },
    521: { cause: 'domain-no-mail', confidence: 0.55 },
    550: { cause: 'ip-blocklisted', confidence: 0.5 },
    553: { cause: 'ip-blocklisted', confidence: 0.5 },
    554: { cause: 'ip-blocklisted', confidence: 0.5 },
    571: { cause: 'ip-blocklisted', confidence: 0.5 },
  },
  ehlo: {
    421: { cause: 'service-unavailable', confidence: 0.6 },
    450: { cause: 'service-unavailable', confidence: 0.45 },
    451: { cause: 'service-unavailable', confidence: 0.45 },
    500: { cause: 'command-unsupported', confidence: 0.7 },
    501: { cause: 'helo-rejected', confidence: 0.65 },
    502: { cause: 'command-unsupported', confidence: 0.7 },
    504: { cause: 'helo-rejected', confidence: 0.6 },
    550: { cause: 'helo-rejected', confidence: 0.55 },
    554: { cause: 'ip-blocklisted', confidence: 0.45 },
  },
  starttls: {
    421: { cause: 'service-unavailable', confidence: 0.5 },
    454: { cause: 'tls-unavailable', confidence: 0.8 },
    500: { cause: 'command-unsupported', confidence: 0.6 },
    501: { cause: 'syntax-error', confidence: 0.6 },
    502: { cause: 'command-unsupported', confidence: 0.6 },
    503: { cause: 'bad-sequence', confidence: 0.6 },
    554: { cause: 'tls-unavailable', confidence: 0.5 },
  },
  auth: {
    421: { cause: 'auth-temporarily-refused', confidence: 0.5 },
    432: { cause: 'auth-failed', confidence: 0.45 },
    435: { cause: 'auth-temporarily-refused', confidence: 0.7 },
    450: { cause: 'auth-temporarily-refused', confidence: 0.6 },
    451: { cause: 'auth-temporarily-refused', confidence: 0.6 },
    454: { cause: 'auth-temporarily-refused', confidence: 0.7 },
    500: { cause: 'command-unsupported', confidence: 0.6 },
    501: { cause: 'syntax-error', confidence: 0.5 },
    502: { cause: 'command-unsupported', confidence: 0.65 },
    503: { cause: 'bad-sequence', confidence: 0.6 },
    504: { cause: 'auth-method-unsupported', confidence: 0.75 },
    523: { cause: 'tls-required', confidence: 0.6 },
    524: { cause: 'tls-required', confidence: 0.6 },
    525: { cause: 'account-suspended', confidence: 0.6 },
    530: { cause: 'tls-required', confidence: 0.5 },
    534: { cause: 'auth-method-unsupported', confidence: 0.55 },
    535: { cause: 'auth-failed', confidence: 0.8 },
    538: { cause: 'tls-required', confidence: 0.75 },
    550: { cause: 'auth-failed', confidence: 0.45 },
    554: { cause: 'auth-failed', confidence: 0.45 },
  },
  mail: {
    421: { cause: 'service-unavailable', confidence: 0.55 },
    452: { cause: 'server-busy', confidence: 0.55 },
    455: { cause: 'command-unsupported', confidence: 0.5 },
    500: { cause: 'command-unsupported', confidence: 0.5 },
    501: { cause: 'address-invalid', confidence: 0.5 },
    503: { cause: 'bad-sequence', confidence: 0.7 },
    504: { cause: 'command-unsupported', confidence: 0.55 },
    530: { cause: 'auth-required', confidence: 0.75 },
    550: { cause: 'sender-rejected', confidence: 0.55 },
    551: { cause: 'sender-rejected', confidence: 0.5 },
    552: { cause: 'message-too-large', confidence: 0.7 },
    553: { cause: 'sender-rejected', confidence: 0.55 },
    554: { cause: 'sender-rejected', confidence: 0.45 },
    555: { cause: 'command-unsupported', confidence: 0.7 },
  },
  rcpt: {
    421: { cause: 'service-unavailable', confidence: 0.5 },
    452: { cause: 'too-many-recipients', confidence: 0.45 },
    455: { cause: 'command-unsupported', confidence: 0.5 },
    501: { cause: 'address-invalid', confidence: 0.65 },
    503: { cause: 'bad-sequence', confidence: 0.7 },
    505: { cause: 'recipient-disabled', confidence: 0.5 },
    521: { cause: 'domain-no-mail', confidence: 0.6 },
    522: { cause: 'recipient-mailbox-full', confidence: 0.6 },
    530: { cause: 'auth-required', confidence: 0.7 },
    541: { cause: 'recipient-restricted', confidence: 0.5 },
    550: { cause: 'recipient-unknown', confidence: 0.55 },
    551: { cause: 'recipient-unknown', confidence: 0.5 },
    552: { cause: 'recipient-mailbox-full', confidence: 0.6 },
    553: { cause: 'address-invalid', confidence: 0.45 },
    555: { cause: 'command-unsupported', confidence: 0.7 },
    556: { cause: 'domain-no-mail', confidence: 0.85 },
    585: { cause: 'recipient-unknown', confidence: 0.5 },
    591: { cause: 'ip-blocklisted', confidence: 0.6 },
  },
  data: {
    421: { cause: 'service-unavailable', confidence: 0.5 },
    451: { cause: 'service-unavailable', confidence: 0.5 },
    452: { cause: 'server-busy', confidence: 0.55 },
    503: { cause: 'bad-sequence', confidence: 0.75 },
    530: { cause: 'auth-required', confidence: 0.7 },
    552: { cause: 'message-too-large', confidence: 0.5 },
    554: { cause: 'bad-sequence', confidence: 0.45 },
  },
  message: {
    421: { cause: 'service-unavailable', confidence: 0.5 },
    426: { cause: 'timeout', confidence: 0.6 },
    432: { cause: 'too-many-connections', confidence: 0.5 },
    451: { cause: 'service-unavailable', confidence: 0.5 },
    452: { cause: 'server-busy', confidence: 0.55 },
    522: { cause: 'recipient-mailbox-full', confidence: 0.6 },
    550: { cause: 'policy-rejected', confidence: 0.45 },
    552: { cause: 'message-too-large', confidence: 0.55 },
    571: { cause: 'policy-rejected', confidence: 0.5 },
  },
}

/** What the enhanced code says at this step; undefined where it says nothing of use. */
export function meaningOfEnhanced(facts: ReplyFacts): CodeMeaning | undefined {
  if (facts.detail === '') return undefined
  return ENHANCED.find((rule) => isFor(rule, facts))
}

/** What the basic code alone says at this step. */
export function meaningOfCode(facts: ReplyFacts): CodeMeaning | undefined {
  return BASIC[facts.step]?.[facts.code]
}

function isFor(rule: EnhancedRule, facts: ReplyFacts): boolean {
  return (
    covers(rule.detail, facts.detail) &&
    (rule.at?.includes(facts.step) ?? true) &&
    (rule.codes?.includes(facts.code) ?? true) &&
    (rule.class === undefined || rule.class === Math.floor(facts.code / 100))
  )
}

function covers(range: string, detail: string): boolean {
  const [from = '', to = from] = range.split('-')
  const [subject, low] = from.split('.')
  const high = to.split('.')[1]
  const [wanted, value] = detail.split('.')
  return wanted === subject && Number(value) >= Number(low) && Number(value) <= Number(high)
}
