// SRV records of mail submission (RFC 6186 3.1, RFC 8314 5.1) as settings, in the order of RFC 2782. Pure.
import type { Random } from '../random.ts'
import type { SrvRecord } from './network.ts'
import { toHostName } from './subject.ts'

export interface SrvTarget {
  readonly host: string
  readonly port: number
  readonly priority: number
  readonly weight: number
  readonly security: 'implicit' | 'starttls'
}

export interface ParsedSrv {
  readonly targets: readonly SrvTarget[]
  /** A record says with the target "." that the service is not offered (RFC 2782, RFC 6186 3.4). */
  readonly notOffered: boolean
  /** Records that cannot be used: no host name, no port. */
  readonly odd: number
}

/** A zone file decides how many there are. */
const maxRecords = 20

/** Reads the records of `_submissions._tcp` (`implicit`) or `_submission._tcp` (`starttls`). */
export function parseSrv(records: readonly SrvRecord[], security: SrvTarget['security']): ParsedSrv {
  const offered = records.slice(0, maxRecords).filter(({ name }) => name !== '.' && name !== '')
  const targets = offered.flatMap(({ name, port, priority, weight }) => {
    const host = toHostName(name)
    return host === null || !isPort(port) ? [] : [{ host, port, priority, weight, security }]
  })
  return {
    targets,
    notOffered: records.length > 0 && offered.length === 0,
    odd: offered.length - targets.length,
  }
}

function isPort(port: number): boolean {
  return Number.isInteger(port) && port > 0 && port < 65_536
}

/**
 * The order of trying: lowest priority first; where it is equal TLS from the first octet (RFC 8314 3.3), then by lot as the
 * weights say (RFC 2782).
 */
export function orderSrv(targets: readonly SrvTarget[], random: Random): readonly SrvTarget[] {
  const key = ({ priority, security }: SrvTarget) => priority * 2 + (security === 'implicit' ? 0 : 1)
  return targets
    .map((target) => ({ target, lot: draw(target.weight, random) }))
    .sort((a, b) => key(a.target) - key(b.target) || b.lot - a.lot)
    .map(({ target }) => target)
}

/** The highest of such lots falls on each with the odds of its weight (Efraimidis and Spirakis); weight 0 comes last. */
function draw(weight: number, random: Random): number {
  return weight > 0 ? random.fraction() ** (1 / weight) : -1
}
