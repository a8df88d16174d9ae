// A failure of a check in words, and what helps. Pure.
import type { EntryExplanation } from '../api.ts'
import { explain, type ExplanationContext } from '../diagnosis/explain.ts'
import type { SignInStory } from '../diagnosis/sign-in-story.ts'
import type { ServerValues } from '../servers/parse-form.ts'
import type { SmtpFailure, TranscriptLine } from '../smtp/types.ts'
import { t } from '../text/t.ts'
import { toFixes } from './fixes.ts'
import type { CheckFix } from './rung.ts'

export interface CheckedServer {
  readonly values: Pick<ServerValues, 'name' | 'host' | 'port' | 'user' | 'email' | 'security'> & {
    readonly options: Pick<ServerValues['options'], 'mechanism'>
  }
  /** The address that was asked for; '': none. */
  readonly recipient: string
}

export interface ExplainedCheck {
  readonly explanation: EntryExplanation
  readonly fixes: readonly CheckFix[]
}

/** @param lines of the whole session; what the server said before the fault may tell who answers there */
export function explainCheck(
  failure: SmtpFailure,
  lines: readonly TranscriptLine[],
  { values, recipient }: CheckedServer,
  story: SignInStory | null,
): ExplainedCheck {
  const { user, email, security } = values
  const addresses = failure.phase === 'rcpt' && recipient !== '' ? [recipient] : []
  const explanation = explainAt(values, failure, addresses, { received: receivedIn(lines) })
  const isSecured = security !== 'none'
  const mechanism = values.options.mechanism ?? null
  const fixes = toFixes({ failure, explanation, user, email, mechanism, isSecured, story })
  return { explanation: { ...explanation, ...toSignInWords(explanation, fixes, user, isSecured) }, fixes }
}

/** What failed at the server of a form, and for whom; nobody: for the whole session. */
export function explainAt(
  { name, host, port, user, email }: Pick<ServerValues, 'name' | 'host' | 'port' | 'user' | 'email'>,
  failure: SmtpFailure,
  addresses: readonly string[],
  more: Pick<ExplanationContext, 'received' | 'unconfirmed'>,
): EntryExplanation {
  const said = explain(failure, {
    serverName: name === '' ? host : name,
    host,
    port,
    user,
    senderAddress: email,
    ...(addresses.length === 0 ? {} : { addresses }),
    ...more,
  })
  return {
    ...said,
    addresses,
    replyLines: failure.reply?.lines ?? [],
    ...(failure.certificate === undefined ? {} : { certificate: failure.certificate }),
  }
}

/** A refused sign-in of a check says more than that of a message: what was typed is at hand. */
function toSignInWords(
  { cause, whoseMoveText }: EntryExplanation,
  fixes: readonly CheckFix[],
  user: string,
  isSecured: boolean,
): Partial<EntryExplanation> {
  if (cause !== 'auth-failed') return {}
  const mover = whoseMoveText.slice(0, whoseMoveText.indexOf('.') + 1)
  return {
    ...(isSecured ? { whatHappened: t('check.auth-failed.what') } : {}),
    ...(fixes.some(({ kind }) => kind === 'use-user')
      ? { whoseMoveText: `${mover} ${t('check.auth-failed.full-address', { user })}` }
      : {}),
  }
}

/** Greeting and answer to EHLO, as a meddler on the way shows itself in them. */
function receivedIn(lines: readonly TranscriptLine[]): readonly string[] {
  return lines
    .filter(({ from, phase }) => from === 'server' && (phase === 'greeting' || phase === 'ehlo'))
    .map(({ text }) => text)
    .slice(0, 200)
}
