import type { EntryExplanation } from '../../main/api.ts'
import type { CertificateSummary } from '../../main/smtp/types.ts'
import { t, type TextKey } from '../text/t.ts'

export type CheckName = 'chain' | 'dates' | 'name' | 'key'

export interface Check {
  readonly name: CheckName
  /** `unsaid`: nothing is known of it. */
  readonly state: 'passed' | 'failed' | 'unsaid'
  readonly text: string
}

type Cause = EntryExplanation['cause']

/** Which of the checks the cause says has failed; a certificate that could not be read fails as a whole. */
const failedBy: Partial<Readonly<Record<Cause, CheckName>>> = {
  'certificate-wrong-name': 'name',
  'certificate-expired': 'dates',
  'certificate-not-yet-valid': 'dates',
  'certificate-self-signed': 'chain',
  'certificate-untrusted': 'chain',
  'certificate-scanner': 'chain',
  'certificate-invalid': 'chain',
  'certificate-pin-changed': 'key',
}

const names = ['chain', 'dates', 'name'] as const

export interface Checked {
  readonly cause: Cause
  /** What each check said; absent in what was stored before they were kept. */
  readonly checks: CertificateSummary['checks']
  /** The host that was asked for. */
  readonly host: string
  readonly dates: { readonly from: string; readonly to: string }
}

/** Each check with what it said; with a trusted key nothing but the key counts, and nothing is said of the others. */
export function toChecks({ cause, checks, host, dates }: Checked): readonly Check[] {
  const failed = failedBy[cause]
  if (failed === 'key') return [{ name: 'key', state: 'failed', text: t('certificate.key.failed') }]
  return names.map((name) => {
    const state = toState(name, failed, checks)
    return { name, state, text: toText(name, state, { host, ...dates }) }
  })
}

function toState(
  name: (typeof names)[number],
  failed: CheckName | undefined,
  checks: Checked['checks'],
): Check['state'] {
  const passed = checks?.[name]
  if (passed !== undefined) return passed ? 'passed' : 'failed'
  return name === failed ? 'failed' : 'unsaid'
}

function toText(
  name: (typeof names)[number],
  state: Check['state'],
  params: Readonly<Record<'host' | 'from' | 'to', string>>,
): string {
  const key: TextKey = `certificate.${name}.${state}`
  return t(key, params)
}

/** The name by which a person knows a certificate: its common name, else the whole of it. */
export function toShortName(subject: string): string {
  return /(?:^|, )CN=([^,]+)/.exec(subject)?.[1] ?? subject
}

/** A key that changed is an alarm, not a question. */
export function canTrust(cause: Cause): boolean {
  return cause !== 'certificate-pin-changed' && failedBy[cause] !== undefined
}

/** A SHA-256 as it is compared by eye: pairs of digits, sixteen a line. */
export function toPairs(hex: string): string {
  return (hex.toUpperCase().match(/../g) ?? []).join(':')
}
