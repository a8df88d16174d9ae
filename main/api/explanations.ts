// What happened to an entry, in words: one explanation for each different failure.
import type { EntryExplanation } from '../api.ts'
import { explain, type ExplanationContext } from '../diagnosis/explain.ts'
import type { Failure } from '../failure.ts'
import type { Attempt, Entry, Recipient, Route } from '../outbox/entry.ts'
import { mxPort } from '../outbox/route/mx-courier.ts'

/** A failure with whom it is about. */
interface Happened {
  readonly failure: Failure
  readonly addresses: readonly string[]
  readonly attemptId?: string
  /** How it went, where not over the entry's server. */
  readonly route?: Route
  readonly unconfirmed: boolean
  readonly deferred: boolean
}

export type EntryContext = Pick<
  ExplanationContext,
  'serverName' | 'host' | 'port' | 'user' | 'practice' | 'now'
>

/**
 * The explanations of an entry, the one that needs the person most first: unconfirmed, sign-in, refused, put off.
 * Empty where there is nothing to explain. `attempts`: oldest first.
 */
export function explainEntry(
  entry: Entry,
  attempts: readonly Attempt[],
  context: EntryContext,
): readonly EntryExplanation[] {
  const own = entry.recipients.flatMap((recipient) => ownFailure(recipient, entry))
  const happened = [...own, ...signInFailure(entry, attempts)].sort((a, b) => urgency(a) - urgency(b))
  return group(happened).map((one) => {
    const attempt = attempts.find(({ id }) => id === one.attemptId)
    return toExplanation(one, entry, contextOfRoute(one, attempt, context))
  })
}

function ownFailure(recipient: Recipient, entry: Entry): readonly Happened[] {
  const { status } = recipient
  if (status.state === 'pending' || status.state === 'accepted') return []
  const common = { failure: status.failure, addresses: [recipient.address], attemptId: status.attemptId }
  const deferred = status.state === 'deferred' && entry.nextAttemptAt !== undefined
  const route = recipient.route === undefined ? {} : { route: recipient.route }
  return [{ ...common, ...route, unconfirmed: status.state === 'unconfirmed', deferred }]
}

/** Where there was no outgoing server on the way, none is named. */
function contextOfRoute(
  { route }: Happened,
  attempt: Attempt | undefined,
  context: EntryContext,
): EntryContext {
  if (route === undefined || route.kind === 'server' || attempt === undefined) return context
  const { now } = context
  return {
    serverName: attempt.serverName,
    host: attempt.serverHost,
    ...(route.kind === 'mx' ? { port: mxPort } : {}),
    ...(now === undefined ? {} : { now }),
  }
}

/** A sign-in for which no password was at hand stands on no recipient; it is the last attempt's. */
function signInFailure(entry: Entry, attempts: readonly Attempt[]): readonly Happened[] {
  const last = attempts.at(-1)
  const stands = entry.recipients.some(({ status }) => status.state === 'rejected')
  if (entry.hold !== 'sign-in' || last?.failure === undefined || stands) return []
  return [{ failure: last.failure, addresses: [], attemptId: last.id, unconfirmed: false, deferred: false }]
}

function urgency(one: Happened): number {
  if (one.unconfirmed) return 0
  if (one.addresses.length === 0) return 1
  return one.deferred ? 3 : 2
}

/** Recipients that got the same answer at the same step share one explanation. */
function group(happened: readonly Happened[]): readonly Happened[] {
  const groups = new Map<string, Happened>()
  for (const one of happened) {
    const { phase, kind, reply, errorCode, detail } = one.failure
    const text = reply === undefined ? detail : reply.lines.join('\n')
    const key = JSON.stringify([phase, kind, text, errorCode, one.attemptId, one.unconfirmed])
    const there = groups.get(key)
    groups.set(
      key,
      there === undefined ? one : { ...there, addresses: [...there.addresses, ...one.addresses] },
    )
  }
  return [...groups.values()]
}

function isRouted({ route }: Happened): boolean {
  return route !== undefined && route.kind !== 'server'
}

function toExplanation(one: Happened, entry: Entry, context: EntryContext): EntryExplanation {
  const retry = one.deferred ? { nextAttemptAt: entry.nextAttemptAt } : {}
  const words = explain(one.failure, {
    ...context,
    ...retry,
    // On a route of its own the whole attempt was for the domain of these.
    addresses: one.failure.phase === 'rcpt' || isRouted(one) ? one.addresses : [],
    acceptedAddresses: entry.recipients
      .filter(({ status }) => status.state === 'accepted')
      .map(({ address }) => address),
    senderAddress: entry.envelopeSender ?? entry.from.address,
    unconfirmed: one.unconfirmed,
  })
  return {
    ...words,
    ...retry,
    addresses: one.addresses,
    replyLines: one.failure.reply?.lines ?? [],
    ...(one.failure.certificate === undefined ? {} : { certificate: one.failure.certificate }),
    ...(one.attemptId === undefined ? {} : { attemptId: one.attemptId }),
  }
}
