// What a server lists in the reply to EHLO (RFC 5321 4.1.1.1), as parsed values.
import type { CapabilityMap } from './client.ts'
import type { Reply } from './types.ts'

export interface Capabilities {
  /** Keyword in upper case to its parameters as sent. */
  readonly all: CapabilityMap
  /** Mechanisms of AUTH (RFC 4954 3), upper case, in the server's order. */
  readonly mechanisms: readonly string[]
  /** Octets of the largest message (RFC 1870 3); undefined: no limit, or none told. */
  readonly maxSize: number | undefined
  /** RFC 9422: recipients of a transaction, transactions of a session. */
  readonly maxRecipients: number | undefined
  readonly maxTransactions: number | undefined
  /** Seconds and instant (epoch ms) up to which a message may be held (RFC 4865 3). */
  readonly maxHoldSeconds: number | undefined
  readonly maxHoldUntil: number | undefined
  /** Seconds below which DELIVERBY takes no mode R (RFC 2852 2). */
  readonly minDeliverBySeconds: number | undefined
  has(keyword: string): boolean
}

/** Of a server that took HELO: no extension at all (RFC 5321 2.2.1). */
export const noCapabilities: Capabilities = fromMap(new Map())

/**
 * Parses the reply to EHLO. The first line names the server and lists nothing, whatever it says. Keywords are
 * compared without case; a line that is no ehlo-line is passed over. The form `AUTH=` of early servers counts as AUTH.
 */
export function parseCapabilities(reply: Reply): Capabilities {
  const all = new Map<string, readonly string[]>()
  for (const line of reply.lines.slice(1)) {
    const [word = '', ...parameters] = line
      .slice(4)
      .trim()
      .split(/[ \t]+/)
    const equals = /^AUTH=(.*)$/i.exec(word)
    const keyword = equals ? 'AUTH' : word.toUpperCase()
    if (!/^[A-Z0-9][A-Z0-9-]*$/.test(keyword)) continue
    const listed = equals?.[1] ? [equals[1], ...parameters] : parameters
    // AUTH and AUTH= side by side name one set of mechanisms; any other keyword that comes twice keeps its first line.
    if (keyword === 'AUTH') all.set('AUTH', [...(all.get('AUTH') ?? []), ...listed])
    else if (!all.has(keyword)) all.set(keyword, listed)
  }
  return fromMap(all)
}

function fromMap(all: CapabilityMap): Capabilities {
  const limits = limitsOf(all.get('LIMITS'))
  const [holdSeconds, holdUntil] = all.get('FUTURERELEASE') ?? []
  const until = Date.parse(holdUntil ?? '')
  return {
    all,
    mechanisms: [...new Set((all.get('AUTH') ?? []).map((name) => name.toUpperCase()))],
    // RFC 1870 3: 0 means that no fixed maximum is in force; no number tells nothing.
    maxSize: positive(all.get('SIZE')?.[0]),
    maxRecipients: limits.get('RCPTMAX'),
    maxTransactions: limits.get('MAILMAX'),
    maxHoldSeconds: positive(holdSeconds),
    maxHoldUntil: Number.isNaN(until) ? undefined : until,
    minDeliverBySeconds: positive(all.get('DELIVERBY')?.[0]),
    has: (keyword) => all.has(keyword),
  }
}

/** `RCPTMAX=100 MAILMAX=20` (RFC 9422 4). A limit that is malformed or 0 is as if it were not there. */
function limitsOf(parameters: readonly string[] | undefined): ReadonlyMap<string, number> {
  const limits = new Map<string, number>()
  for (const parameter of parameters ?? []) {
    const [name = '', value] = parameter.split('=')
    const limit = positive(value)
    if (limit !== undefined) limits.set(name.toUpperCase(), limit)
  }
  return limits
}

function positive(text: string | undefined): number | undefined {
  if (text === undefined || !/^\d{1,20}$/.test(text)) return undefined
  const value = Number(text)
  return value > 0 ? value : undefined
}
