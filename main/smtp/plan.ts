// From a message and a server's capabilities to the commands of one mail transaction. Pure: no I/O, no clock.
import type { Capabilities } from './capabilities.ts'
import type { EngineOptions } from './client.ts'
import type { Command } from './command.ts'
import { mailParameters, rcptParameters, type Carried } from './parameters.ts'
import type { PreparedMessage, PreparedRecipient } from './prepare.ts'
import type { Path } from './path.ts'

/** A message up to this size may travel with its envelope: the octets of a first TCP window (RFC 6928). */
export const ONE_FLIGHT_OCTETS = 14 * 1024

export interface PlannedRecipient {
  /** Place in the caller's list. */
  readonly index: number
  readonly command: Command & { verb: 'RCPT' }
}

export interface Plan {
  readonly mail: Command & { verb: 'MAIL' }
  readonly recipients: readonly PlannedRecipient[]
  /** Recipients that Sendoff refuses by itself: place in the caller's list to the reason (P30). */
  readonly refused: ReadonlyMap<number, string>
  readonly transfer: 'data' | 'bdat'
  /** Commands go out in groups (RFC 2920). */
  readonly isPipelined: boolean
  /** Envelope and content in one segment. */
  readonly isOneFlight: boolean
  readonly allOrNone: boolean
  /** Wishes that this server can't meet. */
  readonly notes: readonly string[]
}

export type Planned =
  | { readonly ok: true; readonly plan: Plan }
  | {
      readonly ok: false
      readonly problem: string
      /** Places of those that it concerns, where the others are only held back; undefined: it concerns the whole message. */
      readonly refused?: ReadonlySet<number>
    }

export interface PlanContext {
  readonly capabilities: Capabilities
  readonly options: EngineOptions
  /** The session is inside verified TLS (RFC 8689 2). */
  readonly isSecured: boolean
  /** Epoch ms, for HOLDUNTIL against the server's limit. */
  readonly now: number
}

/** Plans a transaction, or says what this server can't do that the message can't go without (P30). */
export function planTransaction(prepared: PreparedMessage, context: PlanContext): Planned {
  const { capabilities, options } = context
  const { message, content } = prepared
  const isUtf8 = needsUtf8(prepared) && capabilities.has('SMTPUTF8')
  const problem = utf8Problem(prepared, capabilities) ?? contentProblem(prepared, context)
  if (problem !== undefined) return { ok: false, problem }
  const parameters = mailParameters(prepared, context, isUtf8)
  if (typeof parameters === 'string') return { ok: false, problem: parameters }

  const { planned, refused } = planRecipients(prepared.recipients, parameters.carried, isUtf8)
  const firstRefusal = refused.values().next().value
  if (firstRefusal !== undefined && (planned.length === 0 || message.allOrNone === true))
    return { ok: false, problem: firstRefusal, refused: new Set(refused.keys()) }
  const transfer = canChunk(context) ? 'bdat' : 'data'
  const isPipelined = capabilities.has('PIPELINING') && options.pipelining !== false
  const allOrNone = message.allOrNone === true
  return {
    ok: true,
    plan: {
      mail: { verb: 'MAIL', path: onWire(prepared.from, isUtf8), parameters: parameters.words },
      recipients: planned,
      refused,
      transfer,
      isPipelined,
      isOneFlight: transfer === 'bdat' && isPipelined && !allOrNone && content.octets <= ONE_FLIGHT_OCTETS,
      allOrNone,
      notes: parameters.notes,
    },
  }
}

/** RFC 6531 3.4: asked for where an address or the header is beyond ASCII, and only there. */
function needsUtf8({ from, recipients, content }: PreparedMessage): boolean {
  return (
    content.isHeaderUtf8 ||
    from?.isInternational === true ||
    recipients.some(({ path }) => path.isInternational)
  )
}

/** One recipient that needs SMTPUTF8 refuses only itself (P30); a header or a sender that needs it refuses the message. */
function utf8Problem({ from, content }: PreparedMessage, capabilities: Capabilities): string | undefined {
  if (capabilities.has('SMTPUTF8')) return undefined
  if (content.isHeaderUtf8)
    return 'the header has letters beyond ASCII, and the server does not offer SMTPUTF8'
  if (from?.needsUtf8 === true) return missingUtf8(from)
  return undefined
}

function missingUtf8(path: Path): string {
  return `the address ${path.address} is beyond ASCII before the @, and the server does not offer SMTPUTF8`
}

function contentProblem({ message, content }: PreparedMessage, context: PlanContext): string | undefined {
  const { capabilities, options } = context
  if (message.body === 'binarymime') {
    // RFC 3030 3: BINARYMIME travels by BDAT only.
    const missing = ['BINARYMIME', 'CHUNKING'].find((keyword) => !capabilities.has(keyword))
    if (missing !== undefined) return `the message is binary, and the server does not offer ${missing}`
    if (options.chunking === false) return 'the message is binary, and CHUNKING is switched off'
  } else if (content.eightBitAt !== undefined && !capabilities.has('8BITMIME')) {
    return `the message has an 8-bit octet at ${content.eightBitAt}, and the server does not offer 8BITMIME`
  }
  const { maxSize } = capabilities
  if (maxSize !== undefined && content.octets > maxSize)
    return `the message has ${content.octets} octets; the server takes at most ${maxSize}`
  return undefined
}

function canChunk({ capabilities, options }: PlanContext): boolean {
  return capabilities.has('CHUNKING') && options.chunking !== false
}

function planRecipients(
  recipients: readonly PreparedRecipient[],
  carried: Carried,
  isUtf8: boolean,
): { planned: PlannedRecipient[]; refused: Map<number, string> } {
  const planned: PlannedRecipient[] = []
  const refused = new Map<number, string>()
  for (const [index, recipient] of recipients.entries()) {
    if (recipient.path.needsUtf8 && !isUtf8) refused.set(index, missingUtf8(recipient.path))
    else {
      const parameters = rcptParameters(recipient, carried, isUtf8)
      planned.push({ index, command: { verb: 'RCPT', path: onWire(recipient.path, isUtf8), parameters } })
    }
  }
  return { planned, refused }
}

/** Without SMTPUTF8 a domain goes as A-labels (RFC 6531 3.2). */
function onWire(path: Path | undefined, isUtf8: boolean): string {
  if (path === undefined) return ''
  return isUtf8 ? path.address : path.ascii
}
