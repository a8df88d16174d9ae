import type { SmtpFailure } from '../smtp/types.ts'
import { fillIn, t } from '../text/t.ts'
import enhancedCodes from './data/enhanced-status-codes.json' with { type: 'json' }
import replyCodes from './data/reply-codes.json' with { type: 'json' }
import type { Diagnosis } from './diagnosis.ts'
import { toReplyFacts } from './reply-facts.ts'
import { meaningOfEnhanced } from './rules/codes.ts'

/** "Code 550, enhanced 5.1.1: bad destination mailbox address", or what kind of fault it was where there is no code. */
export function toCodeText(failure: SmtpFailure, diagnosis: Diagnosis): string {
  const { reply } = failure
  if (reply === undefined || diagnosis.cause === 'unconfirmed') return toNoCodeText(failure)
  const code =
    reply.enhanced === undefined
      ? t('explanation.code', { code: reply.code })
      : t('explanation.code-enhanced', { code: reply.code, enhanced: reply.enhanced })
  const name = nameOf(failure, diagnosis)
  return name === undefined ? code : t('explanation.code-named', { code, name })
}

/** The registered name, unless this server plainly uses the code for something else. */
function nameOf(failure: SmtpFailure, diagnosis: Diagnosis): string | undefined {
  const { reply } = failure
  if (reply === undefined) return undefined
  if (reply.enhanced === undefined)
    return lowerFirst(replyCodes.find((row) => row.code === String(reply.code))?.title)
  const meaning = meaningOfEnhanced(toReplyFacts(failure.phase, reply.lines))
  const misused = meaning !== undefined && meaning.confidence >= 0.7 && meaning.cause !== diagnosis.cause
  return misused ? undefined : lowerFirst(titleOfEnhanced(reply.enhanced))
}

function titleOfEnhanced(enhanced: string): string | undefined {
  const general = enhanced.replace(/^\d/, 'X')
  return enhancedCodes.find((row) => row.code === general)?.title
}

function toNoCodeText(failure: SmtpFailure): string {
  const kind = failure.kind === 'server-reply' ? 'protocol' : failure.kind
  const what = fillIn(`explanation.no-code.${kind}`, {})
  const detail = failure.errorCode ?? failure.detail
  return detail === '' ? what : t('explanation.no-code.detail', { what, detail })
}

/** Names go on inside a sentence; an abbreviation keeps its capitals. */
function lowerFirst(title: string | undefined): string | undefined {
  if (title === undefined || /^[A-Z]{2}/.test(title)) return title
  return title.slice(0, 1).toLowerCase() + title.slice(1)
}
