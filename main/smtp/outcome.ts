// What the replies of a transaction mean for the message and for each of its recipients. Pure.
import { replyFailure } from './fault.ts'
import type { Plan } from './plan.ts'
import type { PreparedMessage } from './prepare.ts'
import { isNegative, isPositive, isTransientNegative, parseQueueId } from './reply.ts'
import type { DeliveryResult, RecipientOutcome, RecipientResult, Reply, SmtpFailure } from './types.ts'

/** What happened in a transaction, in the order of the dialogue. */
export interface TransactionRecord {
  /** Place in the caller's list to the reply to RCPT. */
  readonly rcpt: Map<number, Reply>
  /** The first refusal that concerns the whole message: of AUTH, MAIL, DATA, BDAT, or 421. */
  refusal?: SmtpFailure
  /** The complete reply to the content. */
  final?: Reply
  /** What ended the dialogue early: network, time, a reply that can't be. */
  fault?: SmtpFailure
  /** The socket has confirmed the write of the last octet of the message. */
  lastOctetLeft: boolean
}

export function createRecord(): TransactionRecord {
  return { rcpt: new Map(), lastOctetLeft: false }
}

/** How the content fared: what a recipient that was accepted at RCPT shares. */
type Fate =
  | { readonly outcome: 'accepted' }
  | Refused
  | { readonly outcome: 'unconfirmed'; readonly failure: SmtpFailure }
  | { readonly outcome: 'held' }

interface Refused {
  readonly outcome: 'deferred' | 'rejected'
  readonly failure: SmtpFailure
  /** Replaces the one to RCPT. */
  readonly reply?: Reply
}

/** The result of a transaction that got as far as MAIL. */
export function toResult(prepared: PreparedMessage, plan: Plan, record: TransactionRecord): DeliveryResult {
  const fate = fateOf(plan, record)
  const recipients = prepared.recipients.map(({ given }, index) =>
    recipientResult(given.address, index, { plan, record, fate }),
  )
  const known = overallOf(recipients, 'failure' in fate ? fate.failure : undefined)
  // Cut off by Sendoff itself (cancelled, disk full): the attempt is deferred (P6), the message is not at fault.
  const overall = known === 'refused-locally' && fate.outcome === 'deferred' ? 'deferred' : known
  if (overall === 'accepted' || overall === 'partly') {
    const queueId = record.final === undefined ? undefined : parseQueueId(record.final)
    return {
      overall,
      phase: 'done',
      ...(record.final === undefined ? {} : { reply: record.final }),
      ...(queueId === undefined ? {} : { queueId }),
      recipients,
      notes: plan.notes,
    }
  }
  const failure = 'failure' in fate ? fate.failure : refusedRecipient(plan, record, overall)
  return failed(overall, failure, recipients, plan.notes)
}

/**
 * A message that failed before its transaction: nothing was asked for any recipient.
 *
 * @param refused places of the recipients that Sendoff refused, where all or none held the others back; by default all
 */
export function notBegun(
  addresses: readonly string[],
  failure: SmtpFailure,
  refused?: ReadonlySet<number>,
): DeliveryResult {
  const isRefusedHere = (place: number) => failure.kind === 'local' && (refused?.has(place) ?? true)
  const recipients = addresses.map((address, place): RecipientResult => ({
    address,
    outcome: isRefusedHere(place) ? 'refused-locally' : 'not-attempted',
  }))
  return failed(overallOf(recipients, failure), failure, recipients, [])
}

/** cli.md, `overall`. */
export function overallOf(
  recipients: readonly RecipientResult[],
  failure: SmtpFailure | undefined,
): DeliveryResult['overall'] {
  const has = (outcome: RecipientOutcome) => recipients.some((recipient) => recipient.outcome === outcome)
  const isOnly = (outcome: RecipientOutcome) => recipients.every((recipient) => recipient.outcome === outcome)
  if (has('unconfirmed')) return 'unconfirmed'
  if (has('accepted')) return isOnly('accepted') ? 'accepted' : 'partly'
  if (has('deferred') || (failure !== undefined && mayPass(failure))) return 'deferred'
  if (isOnly('refused-locally') || failure?.kind === 'local') return 'refused-locally'
  return 'rejected'
}

/** Whether trying again unchanged can help: 4yz, and every fault that is no refusal. */
function mayPass({ kind, reply }: SmtpFailure): boolean {
  if (kind === 'server-reply') return reply === undefined || isTransientNegative(reply)
  return kind !== 'local' && kind !== 'certificate'
}

function fateOf(plan: Plan, record: TransactionRecord): Fate {
  const { final, refusal, fault, lastOctetLeft, rcpt } = record
  const isAnyAccepted = [...rcpt.values()].some(isPositive)
  // Any 2yz to the content is an acceptance, even where the flight before it was refused (a relay that needs no sign-in).
  if (final !== undefined && isPositive(final) && isAnyAccepted) return { outcome: 'accepted' }
  if (refusal !== undefined) {
    const refused = refusedBy(refusal)
    return replacesOwn(refusal, plan) ? refused : { outcome: refused.outcome, failure: refusal }
  }
  const isNoneLeft = plan.recipients.every(({ index }) => isRefused(rcpt.get(index)))
  if (isNoneLeft) return { outcome: 'held' }
  if (final !== undefined && isNegative(final)) return refusedBy(finalFailure(plan, final))
  if (fault === undefined) return { outcome: 'held' }
  // product.md, Unconfirmed: the last octet had left, and no complete, well-formed final reply came.
  if (lastOctetLeft) return { outcome: 'unconfirmed', failure: { ...fault, phase: 'message' } }
  return { outcome: 'deferred', failure: fault }
}

function refusedBy(failure: SmtpFailure): Refused {
  const { reply } = failure
  const outcome = reply !== undefined && isTransientNegative(reply) ? 'deferred' : 'rejected'
  return { outcome, failure, ...(reply === undefined ? {} : { reply }) }
}

/**
 * cli.md: a refusal of DATA, BDAT or the message replaces a recipient's own reply. 421 to the RCPT of another one does so only where
 * the content was on its way behind it.
 */
function replacesOwn(failure: SmtpFailure, plan: Plan): boolean {
  const isContentBehind =
    plan.isOneFlight || (plan.isPipelined && plan.transfer === 'data' && !plan.allOrNone)
  return failure.phase !== 'rcpt' || isContentBehind
}

export function finalFailure(plan: Plan, reply: Reply): SmtpFailure {
  return replyFailure('message', plan.transfer === 'data' ? 'DATA' : 'BDAT', reply)
}

interface Circumstances {
  readonly plan: Plan
  readonly record: TransactionRecord
  readonly fate: Fate
}

function recipientResult(
  address: string,
  index: number,
  { plan, record, fate }: Circumstances,
): RecipientResult {
  if (plan.refused.has(index)) return { address, outcome: 'refused-locally' }
  const reply = record.rcpt.get(index)
  // What RCPT was answered behind a refused AUTH or MAIL follows from that refusal.
  const isMoot = fate.outcome !== 'accepted' && isBeforeRcpt(record.refusal)
  if (isMoot) return { address, outcome: 'not-attempted' }
  if (reply !== undefined && isRefused(reply))
    return { address, outcome: isDeferral(index, reply, plan, record) ? 'deferred' : 'rejected', reply }
  if (fate.outcome === 'unconfirmed') return { address, outcome: 'unconfirmed', ...withReply(reply) }
  if (reply === undefined) return { address, outcome: 'not-attempted' }
  if (fate.outcome === 'held') return { address, outcome: 'not-attempted', reply }
  if (fate.outcome === 'accepted') return { address, outcome: 'accepted', reply }
  return { address, outcome: fate.outcome, reply: fate.reply ?? reply }
}

function withReply(reply: Reply | undefined): { reply?: Reply } {
  return reply === undefined ? {} : { reply }
}

function isRefused(reply: Reply | undefined): boolean {
  return reply !== undefined && isNegative(reply)
}

function isBeforeRcpt(refusal: SmtpFailure | undefined): boolean {
  return refusal !== undefined && (refusal.phase === 'auth' || refusal.phase === 'mail')
}

/**
 * 4yz defers. 552 does too where it means "too many recipients": behind an accepted one of the same transaction, with
 * X.5.3 or no enhanced code (RFC 5321 4.5.3.1.10, RFC 3463 3.6).
 */
function isDeferral(index: number, reply: Reply, plan: Plan, record: TransactionRecord): boolean {
  if (isTransientNegative(reply)) return true
  const isTooMany = reply.code === 552 && (reply.enhanced === undefined || reply.enhanced.endsWith('.5.3'))
  if (!isTooMany) return false
  const place = plan.recipients.findIndex((recipient) => recipient.index === index)
  return plan.recipients.slice(0, place).some((earlier) => {
    const answer = record.rcpt.get(earlier.index)
    return answer !== undefined && isPositive(answer)
  })
}

/** All recipients were refused, or held back: the first refusal that agrees with the outcome decided. */
function refusedRecipient(
  plan: Plan,
  record: TransactionRecord,
  overall: DeliveryResult['overall'],
): SmtpFailure {
  const refused = plan.recipients.flatMap(({ index, command }) => {
    const reply = record.rcpt.get(index)
    return reply !== undefined && isNegative(reply) ? [{ index, reply, command }] : []
  })
  const isFitting = ({ index, reply }: { index: number; reply: Reply }) =>
    isDeferral(index, reply, plan, record) === (overall === 'deferred')
  const decided = refused.find(isFitting) ?? refused[0]
  if (decided === undefined) throw new Error('no recipient was refused')
  return replyFailure('rcpt', `RCPT TO:<${decided.command.path}>`, decided.reply)
}

function failed(
  overall: DeliveryResult['overall'],
  failure: SmtpFailure,
  recipients: readonly RecipientResult[],
  notes: readonly string[],
): DeliveryResult {
  const { phase, reply } = failure
  return { overall, phase, failure, ...withReply(reply), recipients, notes }
}
