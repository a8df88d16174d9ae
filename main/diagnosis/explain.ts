import type { Failure } from '../failure.ts'
import type { Phase } from '../smtp/types.ts'
import { formatDay, formatTime, isSameDay } from '../text/clock-time.ts'
import { toSpoken } from '../text/said.ts'
import { fillIn, isTextKey, t, type TextKey } from '../text/t.ts'
import { LOW_CONFIDENCE } from './actions.ts'
import { toBlocklist } from './blocklist.ts'
import type { CauseName } from './cause.ts'
import { toCodeText } from './code-text.ts'
import { diagnoseFailure } from './diagnose-failure.ts'
import type { Diagnosis, Explanation, WhoseMove } from './diagnosis.ts'

/** What the explanation may name. All of it is data of the entry; nothing is looked up. */
export interface ExplanationContext {
  /** Name that the person gave the server. */
  readonly serverName: string
  readonly host: string
  readonly port?: number
  /** Addresses that the failure is about; empty or left out: the whole attempt. */
  readonly addresses?: readonly string[]
  /** Addresses, or names, of the same message that the server took. */
  readonly acceptedAddresses?: readonly string[]
  readonly senderAddress: string
  /** User name of the sign-in; '' or left out without one. */
  readonly user?: string
  /** When the outbox tries again by itself, epoch ms. */
  readonly nextAttemptAt?: number
  /** Now, epoch ms; lets a time on another day name the day. */
  readonly now?: number
  /** The built-in practice server did it on purpose. */
  readonly practice?: boolean
  /** The final dot had left and no answer came. */
  readonly unconfirmed?: boolean
  /** Lines that the server sent before the fault: greeting and answer to EHLO. */
  readonly received?: readonly string[]
}

/**
 * Puts a failure into words (English): fact, what happened, at which command, whose move it is. The server's own
 * lines are shown beside it, unaltered, by whoever shows this. With a low confidence it says so and advises nothing (P12).
 */
export function explain(failure: Failure, context: ExplanationContext): Explanation {
  const { port, received, unconfirmed } = context
  const diagnosis = diagnoseFailure(failure, {
    ...(port === undefined ? {} : { port }),
    ...(received === undefined ? {} : { received }),
    ...(unconfirmed === undefined ? {} : { unconfirmed }),
  })
  const isKnown = diagnosis.confidence >= LOW_CONFIDENCE
  const spoken = isKnown ? diagnosis.cause : 'unknown'
  const params = { ...toParams(context), proxy: failure.proxy ?? t('explanation.the-proxy') }
  return {
    ...diagnosis,
    evidence: diagnosis.evidence.map((one) =>
      one.kind === 'detail' ? { ...one, text: toSpoken(one.text) } : one,
    ),
    isKnown,
    title: fillIn(keyFor(spoken, 'title', failure), params),
    whatHappened: toWhatHappened(keyFor(spoken, 'what', failure), spoken, context, {
      ...params,
      ...toListParam(failure),
      otherPort: failure.otherPort ?? '',
      throughProxy: toThroughProxy(failure),
      inFlight: failure.inFlight === true ? t('explanation.in-flight', { server: context.serverName }) : '',
    }),
    command: toCommand(failure, diagnosis),
    codeText: toCodeText(failure, diagnosis),
    whoseMoveText: toWhoseMoveText(spoken, diagnosis, context, {
      ...params,
      advice: fillIn(adviceKey(spoken, diagnosis.whoseMove, failure), params),
    }),
  }
}

/** The title of a cause where it stands for several failures: without the address of one of them. */
export function toCauseTitle(cause: CauseName, serverName: string): string {
  return fillIn(causeKey(cause, 'title'), {
    ...toParams({ serverName, host: serverName, senderAddress: t('explanation.this-sender') }),
    mailbox: t('explanation.given'),
    proxy: t('explanation.the-proxy'),
    senderDomain: t('explanation.domain-of-sender'),
  })
}

/** Words of their own where a token was refused: there was no password. */
function keyFor(cause: CauseName, part: 'title' | 'what' | 'advice', { command }: Failure): TextKey {
  const own = `cause.${cause}.${part}.token`
  const isToken = command === 'AUTH XOAUTH2' || command === 'AUTH OAUTHBEARER'
  return isToken && isTextKey(own) ? own : causeKey(cause, part)
}

type Params = Readonly<Record<string, string | number>>

function causeKey(cause: CauseName, part: 'title' | 'what' | 'advice'): TextKey {
  return `cause.${cause}.${part}`
}

function toParams(context: ExplanationContext): Params {
  const recipients = context.addresses ?? []
  return {
    server: context.serverName,
    host: context.host,
    port: context.port ?? '',
    recipient: toRecipientText(recipients),
    mailbox: toMailboxText(recipients),
    domain: toDomainText(recipients),
    sender: context.senderAddress,
    senderDomain: domainOf(context.senderAddress),
    asUser:
      context.user === undefined || context.user === ''
        ? ''
        : t('explanation.as-user', { user: context.user }),
  }
}

function toRecipientText(addresses: readonly string[]): string {
  const [only, second] = addresses
  if (only === undefined) return t('explanation.this-recipient')
  return second === undefined ? only : t('explanation.some-recipients', { count: addresses.length })
}

function toMailboxText(addresses: readonly string[]): string {
  const text = toRecipientText(addresses)
  return addresses.length === 1 ? text : t('explanation.mailbox-of', { recipient: text })
}

function toDomainText(addresses: readonly string[]): string {
  const domains = new Set(addresses.map(domainOf))
  const [only = ''] = domains
  return domains.size === 1 && only !== '' ? only : t('explanation.domain')
}

function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1)
}

/** A proxy that has connected may have led to another server, or changed what passed. */
function toThroughProxy({ proxy, phase }: Failure): string {
  return proxy === undefined || phase === 'connect' ? '' : t('explanation.through-proxy', { proxy })
}

/** Causes where the name of the list says whom to ask. */
const LISTED: ReadonlySet<CauseName> = new Set<CauseName>(['ip-blocklisted', 'domain-blocklisted'])

function toListParam({ reply }: Failure): Params {
  const list = toBlocklist(reply?.lines ?? [])
  return list === undefined ? {} : { list }
}

function toWhatHappened(key: TextKey, cause: CauseName, context: ExplanationContext, params: Params): string {
  const accepted = context.acceptedAddresses ?? []
  const sentences = [
    ...(accepted.length === 0
      ? []
      : [t('explanation.taken-for-others', { server: context.serverName, accepted: toList(accepted) })]),
    fillIn(key, params),
    ...(LISTED.has(cause) && params.list !== undefined
      ? [t('explanation.block-list', { list: params.list })]
      : []),
    ...(params.throughProxy === undefined || params.throughProxy === '' ? [] : [String(params.throughProxy)]),
    ...(params.inFlight === undefined || params.inFlight === '' ? [] : [String(params.inFlight)]),
    ...(context.practice === true ? [t('explanation.practice')] : []),
  ]
  return sentences.join(' ')
}

/** At most three names; the rest is counted. */
function toList(names: readonly string[]): string {
  const [first = '', second, ...rest] = names
  if (second === undefined) return first
  if (rest.length === 0) return t('explanation.and', { first, last: second })
  if (rest.length === 1) return t('explanation.and', { first: `${first}, ${second}`, last: rest[0] ?? '' })
  return t('explanation.and-others', { first: `${first}, ${second}`, count: rest.length })
}

const COMMANDS: Readonly<Partial<Record<Phase, string>>> = {
  ehlo: 'EHLO',
  starttls: 'STARTTLS',
  tls: 'STARTTLS',
  auth: 'AUTH',
  mail: 'MAIL FROM',
  rcpt: 'RCPT TO',
  data: 'DATA',
}

/** The command as it went over the wire; the words of the standard where there was none to show. */
function toCommand(failure: Failure, diagnosis: Diagnosis): string {
  if (diagnosis.cause === 'unconfirmed' || failure.phase === 'message')
    return t('explanation.command.final-dot')
  if (failure.phase === 'greeting') return t('explanation.command.greeting')
  if (failure.command !== undefined && failure.command !== '') return failure.command
  return failure.kind === 'server-reply' ? (COMMANDS[failure.phase] ?? '') : ''
}

const MOVERS: Readonly<Record<WhoseMove, TextKey>> = {
  you: 'explanation.mover.you',
  recipient: 'explanation.mover.recipient',
  'your provider': 'explanation.mover.your-provider',
  'their provider': 'explanation.mover.their-provider',
  'nobody, retry': 'explanation.mover.nobody',
}

/** Causes that a change of address, message or settings removes: sent unchanged they come again. */
const COMES_AGAIN: ReadonlySet<CauseName> = new Set<CauseName>([
  'recipient-unknown',
  'address-invalid',
  'message-too-large',
  'spam-content',
  'attachment-blocked',
  'message-malformed',
  'sender-not-allowed-for-login',
])

function toWhoseMoveText(
  cause: CauseName,
  diagnosis: Diagnosis,
  context: ExplanationContext,
  params: Params,
): string {
  const next = toNextText(context)
  const nobodys = diagnosis.whoseMove === 'nobody, retry'
  const sentences = [
    fillIn(toMoverKey(cause, diagnosis.whoseMove), {}),
    // A time says more than "just wait".
    ...(nobodys && next !== undefined ? [] : [String(params.advice)]),
    ...(next === undefined ? [] : [next]),
    ...(diagnosis.permanent && COMES_AGAIN.has(cause) ? [t('explanation.would-be-refused-again')] : []),
    ...(diagnosis.permanent && nobodys && next === undefined ? [t('explanation.waits')] : []),
  ]
  return sentences.join(' ')
}

/** Advice of its own where the provider has to act on what else is the person's. */
function adviceKey(cause: CauseName, whoseMove: WhoseMove, failure: Failure): TextKey {
  const own = `cause.${cause}.advice.your-provider`
  return whoseMove === 'your provider' && isTextKey(own) ? own : keyFor(cause, 'advice', failure)
}

function toMoverKey(cause: CauseName, whoseMove: WhoseMove): TextKey {
  const byAdministrator = cause === 'auth-smtp-disabled' && whoseMove === 'your provider'
  return byAdministrator ? 'explanation.mover.your-administrator' : MOVERS[whoseMove]
}

function toNextText({ nextAttemptAt, now }: ExplanationContext): string | undefined {
  if (nextAttemptAt === undefined) return undefined
  const time = formatTime(nextAttemptAt)
  if (now === undefined || isSameDay(nextAttemptAt, now)) return t('explanation.next', { time })
  return t('explanation.next-day', { day: formatDay(nextAttemptAt), time })
}
