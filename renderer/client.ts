import type { CallFailure, CallFailureCode } from '../main/result.ts'
import type { Bridge } from '../preload/contract.ts'
import { t } from './text/t.ts'

declare global {
  interface Window {
    /** Put there by the preload script; a page without it cannot work. */
    readonly sendoff: Bridge
  }
}

/** The page's way to the core. Calls give a `Result` and are never rejected. */
export function getBridge(): Bridge {
  return window.sendoff
}

const headings: Readonly<Record<CallFailureCode, string | null>> = {
  'invalid-argument': null,
  'not-found': t('call.notFound'),
  'not-possible': null,
  file: t('call.file'),
  storage: t('call.storage'),
  secret: t('call.secret'),
  network: t('call.network'),
  internal: t('call.internal'),
}

/**
 * A refused call as the sentence that stands where it was made.
 * The message already says what and where; the code adds what kind of trouble it is.
 */
export function toSentence(failure: CallFailure): string {
  const heading = headings[failure.code]
  return heading === null ? failure.message : `${heading} ${failure.message}`
}
