// What a look-up that gave no host means: it may pass, or the domain takes no mail.
import type { Failure } from '../../failure.ts'

/** Why a destination has no host; `diagnosis/` explains each. */
type RefusalCode = 'MX_NXDOMAIN' | 'MX_NULL' | 'MX_NO_ADDRESS' | 'MX_LOOP'

interface Refused {
  readonly ok: false
  readonly failure: Failure
}

/** The domain can't take mail, whenever it is asked: rejected by Sendoff. */
export function refused(errorCode: RefusalCode, detail: string): Refused {
  return { ok: false, failure: { phase: 'connect', kind: 'local', errorCode, detail } }
}

/** The name service gave no answer: that says nothing about the domain, and is asked again. */
export function lookupFailed(what: string, code: string): Refused {
  const errorCode = code === 'ETIMEOUT' || code === 'EREFUSED' ? code : 'ESERVFAIL'
  const detail = `${what} could not be looked up (${code}).`
  return { ok: false, failure: { phase: 'connect', kind: 'network', errorCode, detail } }
}

/** The resolver's code of an error: c-ares names (`ENOTFOUND`: there is no such name, `ENODATA`: no such record). */
export function lookupCode(error: unknown): string {
  if (typeof error !== 'object' || error === null || !('code' in error)) return 'ESERVFAIL'
  return typeof error.code === 'string' && /^[A-Z0-9_]{1,40}$/.test(error.code) ? error.code : 'ESERVFAIL'
}
