import type { SmtpFailure } from '../smtp/types.ts'
import { codeName, fillIn, t } from '../text/t.ts'
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
  if (reply.enhanced === undefined) return nameIn(replyCodes, String(reply.code))
  const meaning = meaningOfEnhanced(toReplyFacts(failure.phase, reply.lines))
  const misused = meaning !== undefined && meaning.confidence >= 0.7 && meaning.cause !== diagnosis.cause
  return misused ? undefined : nameIn(enhancedCodes, reply.enhanced.replace(/^\d/, 'X'))
}

function nameIn(
  rows: readonly { readonly code: string; readonly title: string }[],
  code: string,
): string | undefined {
  const title = rows.find((row) => row.code === code)?.title
  return title === undefined ? undefined : codeName(code, title)
}

function toNoCodeText(failure: SmtpFailure): string {
  const kind = failure.kind === 'server-reply' ? 'protocol' : failure.kind
  const what = fillIn(`explanation.no-code.${kind}`, {})
  const detail = failure.errorCode ?? failure.detail
  return detail === '' ? what : t('explanation.no-code.detail', { what, detail })
}
