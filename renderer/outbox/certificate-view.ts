import type { EntryExplanation } from '../../main/api.ts'
import { t, type TextKey } from '../text/t.ts'

export type CheckName = 'chain' | 'dates' | 'name' | 'key'

export interface Check {
  readonly name: CheckName
  readonly isFailed: boolean
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

/**
 * The one check that failed: those behind it were not made, so nothing is said of them. With a trusted key nothing but the key
 * counts.
 */
export function toChecks(
  cause: Cause,
  dates: { readonly from: string; readonly to: string },
): readonly Check[] {
  const failed = failedBy[cause]
  if (failed === 'key') return [{ name: 'key', isFailed: true, text: t('certificate.key.failed') }]
  return names.map((name) => {
    const isFailed = name === failed
    if (name === 'dates')
      return {
        name,
        isFailed,
        text: t(isFailed ? 'certificate.dates.failed' : 'certificate.dates.ok', dates),
      }
    const key: TextKey = `certificate.${name}.${isFailed ? 'failed' : 'unsaid'}`
    return { name, isFailed, text: t(key) }
  })
}

/** A key that changed is an alarm, not a question. */
export function canTrust(cause: Cause): boolean {
  return cause !== 'certificate-pin-changed' && failedBy[cause] !== undefined
}

/** A SHA-256 as it is compared by eye: pairs of digits, sixteen a line. */
export function toPairs(hex: string): string {
  return (hex.toUpperCase().match(/../g) ?? []).join(':')
}
