// The parameters of MAIL and RCPT: which the server can take, which the message needs, how they are written.
import type { OutgoingMessage } from './client.ts'
import type { PlanContext } from './plan.ts'
import type { PreparedMessage, PreparedRecipient } from './prepare.ts'
import { isAscii } from './path.ts'
import { toUtf8Address, toXtext } from './xtext.ts'

/** Which extensions the transaction uses on its recipients. */
export interface Carried {
  readonly dsn: boolean
}

export interface MailParameters {
  readonly words: readonly string[]
  readonly notes: readonly string[]
  readonly carried: Carried
}

/** The parameters of MAIL, or one line that says which demand can't be met. A wish that can't be met is a note. */
export function mailParameters(
  prepared: PreparedMessage,
  context: PlanContext,
  isUtf8: boolean,
): MailParameters | string {
  const { message, content } = prepared
  const { capabilities } = context
  const notes: string[] = []
  const demands = [
    requireTls(message, context),
    deliverBy(message, context, notes),
    holdFor(message, context),
  ]
  const unmet = demands.find((demand) => typeof demand === 'object')
  if (unmet !== undefined) return unmet.problem
  const dsn = dsnParameters(prepared, context, notes)
  const words = [
    // RFC 1870 6.1: told wherever the server asks for it, so that it can refuse before the content travels.
    capabilities.has('SIZE') ? `SIZE=${content.octets}` : undefined,
    bodyParameter(prepared),
    isUtf8 ? 'SMTPUTF8' : undefined,
    ...dsn,
    ...demands,
    priorityParameter(message, context, notes),
  ]
  return {
    words: words.filter((word) => typeof word === 'string'),
    notes,
    carried: { dsn: capabilities.has('DSN') },
  }
}

/** NOTIFY and ORCPT of one recipient (RFC 3461 4.1, 4.2). */
export function rcptParameters(
  { given, orcpt }: PreparedRecipient,
  carried: Carried,
  isUtf8: boolean,
): string[] {
  if (!carried.dsn) return []
  const words: string[] = []
  if (given.notify !== undefined && given.notify.length > 0) words.push(`NOTIFY=${given.notify.join(',')}`)
  if (orcpt !== undefined) {
    const isUtf8Type = orcpt.type.toLowerCase() === 'utf-8' || !isAscii(orcpt.address)
    // RFC 6533 3: an international address has the type utf-8, whatever it was called.
    if (isUtf8Type) words.push(`ORCPT=utf-8;${toUtf8Address(orcpt.address, isUtf8)}`)
    else words.push(`ORCPT=${orcpt.type};${toXtext(orcpt.address)}`)
  }
  return words
}

interface Unmet {
  readonly problem: string
}

/** RFC 6152 2, RFC 3030 3: told only where it is not 7-bit. */
function bodyParameter({ message, content }: PreparedMessage): string | undefined {
  if (message.body === 'binarymime') return 'BODY=BINARYMIME'
  return content.eightBitAt === undefined ? undefined : 'BODY=8BITMIME'
}

/** RFC 8689 2: verified TLS, and the keyword in the EHLO reply inside it. */
function requireTls(
  message: OutgoingMessage,
  { capabilities, isSecured }: PlanContext,
): string | Unmet | undefined {
  if (message.requireTls !== true) return undefined
  if (!isSecured) return { problem: 'the message requires TLS, and the session has none' }
  return capabilities.has('REQUIRETLS')
    ? 'REQUIRETLS'
    : { problem: 'the message requires TLS all the way, and the server does not offer REQUIRETLS' }
}

/** RFC 2852 4: mode R returns the message in time, so it is a demand; mode N only tells of a delay. */
function deliverBy(
  { deliverBy: by }: OutgoingMessage,
  { capabilities }: PlanContext,
  notes: string[],
): string | Unmet | undefined {
  if (by === undefined) return undefined
  const { minDeliverBySeconds: least = 0 } = capabilities
  // RFC 2852 4.1: the server has to refuse less than it lists.
  if (capabilities.has('DELIVERBY') && by.mode === 'R' && by.seconds < least)
    return {
      problem: `the message has to be delivered within ${by.seconds} s; the server takes no less than ${least} s`,
    }
  if (capabilities.has('DELIVERBY')) return `BY=${by.seconds};${by.mode}${by.trace === true ? 'T' : ''}`
  if (by.mode === 'R')
    return {
      problem: 'the message has to be delivered in time or returned, and the server does not offer DELIVERBY',
    }
  notes.push('The server does not offer DELIVERBY: it will not tell when the message is late.')
  return undefined
}

/** RFC 4865 4: never more than the server says that it holds. */
function holdFor(
  { holdFor: hold }: OutgoingMessage,
  { capabilities, now }: PlanContext,
): string | Unmet | undefined {
  if (hold === undefined) return undefined
  if (!capabilities.has('FUTURERELEASE'))
    return { problem: 'the message is to be held by the server, which does not offer FUTURERELEASE' }
  const { maxHoldSeconds = Infinity, maxHoldUntil = Infinity } = capabilities
  const until = typeof hold === 'number' ? now + hold * 1000 : Date.parse(hold)
  const isTooLong = until - now > maxHoldSeconds * 1000 || until > maxHoldUntil
  if (isTooLong)
    return { problem: `the server does not hold a message until ${new Date(until).toISOString()}` }
  return typeof hold === 'number' ? `HOLDFOR=${hold}` : `HOLDUNTIL=${hold.toUpperCase()}`
}

function dsnParameters(
  { message: { dsn }, recipients }: PreparedMessage,
  { capabilities }: PlanContext,
  notes: string[],
): string[] {
  if (!capabilities.has('DSN')) {
    const isWished = recipients.some(({ given }) => given.notify !== undefined || given.orcpt !== undefined)
    if (isWished || dsn?.ret !== undefined || dsn?.envid !== undefined)
      notes.push(
        'The server does not offer DSN: the wish for delivery status notifications was not passed on.',
      )
    return []
  }
  return [
    ...(dsn?.ret === undefined ? [] : [`RET=${dsn.ret}`]),
    ...(dsn?.envid === undefined ? [] : [`ENVID=${toXtext(dsn.envid)}`]),
  ]
}

/** RFC 6710 5. */
function priorityParameter(
  { priority }: OutgoingMessage,
  { capabilities }: PlanContext,
  notes: string[],
): string | undefined {
  if (priority === undefined) return undefined
  if (capabilities.has('MT-PRIORITY')) return `MT-PRIORITY=${priority}`
  notes.push('The server does not offer MT-PRIORITY: the priority was not passed on.')
  return undefined
}
