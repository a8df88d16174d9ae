// Which hosts take the mail of a domain (RFC 5321 5.1, RFC 7505): MX by preference, address records only where there is no MX.
import { BlockList, isIP } from 'node:net'
import { toAsciiDomain } from '../../message/domain.ts'
import type { Failure } from '../../failure.ts'
import type { Random } from '../../random.ts'
import { lookupCode, lookupFailed, refused } from './lookup-failure.ts'

/** The name service, as `Resolver` of node:dns/promises has it; rejects with its codes (`ENOTFOUND`, `ENODATA`, `ESERVFAIL`, `ETIMEOUT` …). */
export interface MailResolver {
  resolveMx(domain: string): Promise<readonly { readonly exchange: string; readonly priority: number }[]>
  resolve4(host: string): Promise<readonly string[]>
  resolve6(host: string): Promise<readonly string[]>
}

/** A host that takes mail, with its addresses in the order of trying: IPv6 before IPv4. */
export interface Exchanger {
  readonly host: string
  readonly preference: number
  readonly addresses: readonly string[]
}

export type MxAnswer =
  | {
      readonly ok: true
      /** In the order of trying; never empty, and none without an address. */
      readonly exchangers: readonly Exchanger[]
      /** Where the hosts come from: MX records, the domain's own address records, an address in brackets. */
      readonly source: 'mx' | 'address' | 'literal'
      /** Hosts that were left out, one sentence each. */
      readonly notes: readonly string[]
    }
  | { readonly ok: false; readonly failure: Failure }

export interface ResolveDeps {
  readonly resolver: MailResolver
  /** Shuffles hosts of equal preference. */
  readonly random: Random
  /** Whether mail to this address would come back to this computer; default: loopback and unspecified addresses. */
  readonly isOwnAddress?: (address: string) => boolean
}

/** More than this of one domain are not tried: a zone file decides how many there are. */
const maxHosts = 10
const maxAddresses = 20
const hostName =
  /^(?=.{1,253}$)[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?(\.[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?)*$/

/**
 * Finds the hosts for `domain` (what stands behind the @ sign, a domain literal too). Never rejects. A failed look-up and a
 * time-out are failures that may pass; a domain that is not there, null MX, and exchangers without any address are not.
 */
export async function resolveExchangers(domain: string, deps: ResolveDeps): Promise<MxAnswer> {
  const literal = addressOfLiteral(domain)
  if (literal !== undefined) {
    const exchangers = [{ host: literal, preference: 0, addresses: [literal] }]
    return { ok: true, exchangers, source: 'literal', notes: [] }
  }
  const name = toAsciiDomain(domain)
  if (name === null || name.startsWith('['))
    return refused('MX_NXDOMAIN', `${domain} is no domain that can be looked up.`)
  let records: Awaited<ReturnType<MailResolver['resolveMx']>>
  try {
    records = await deps.resolver.resolveMx(name)
  } catch (error) {
    const code = lookupCode(error)
    if (code === 'ENOTFOUND') return refused('MX_NXDOMAIN', `The domain ${name} does not exist.`)
    // RFC 5321 5.1: the domain's addresses stand in for MX records that are not there, never for a look-up that failed.
    if (code !== 'ENODATA') return lookupFailed(`The mail exchangers of ${name}`, code)
    records = []
  }
  return records.length === 0 ? toItself(name, deps) : toExchangers(name, records, deps)
}

/** `192.0.2.1` of `[192.0.2.1]`, `2001:db8::1` of `[IPv6:2001:db8::1]` (RFC 5321 4.1.3). */
function addressOfLiteral(domain: string): string | undefined {
  const inside = /^\[(?:IPv6:)?(.*)\]$/i.exec(domain)?.[1]
  return inside !== undefined && isIP(inside) !== 0 ? inside : undefined
}

/** No MX at all: the domain is its own exchanger, with preference 0 (RFC 5321 5.1). */
async function toItself(name: string, deps: ResolveDeps): Promise<MxAnswer> {
  const found = await look({ host: name, preference: 0 }, deps.resolver)
  if (found.failedWith !== undefined) return lookupFailed(`The addresses of ${name}`, found.failedWith)
  if (found.addresses.length === 0)
    return refused('MX_NO_ADDRESS', `The domain ${name} has neither a mail exchanger nor an address.`)
  return choose(name, [found], 'address', deps)
}

async function toExchangers(
  name: string,
  records: readonly { readonly exchange: string; readonly priority: number }[],
  deps: ResolveDeps,
): Promise<MxAnswer> {
  const named = records.map(({ exchange, priority }) => ({
    host: exchange.toLowerCase().replace(/\.$/, ''),
    preference: priority,
  }))
  if (named.every(({ host }) => host === ''))
    return refused('MX_NULL', `The domain ${name} announces that it takes no mail (null MX, 5.1.10).`)
  const hosts = inOrder(named, deps.random).slice(0, maxHosts)
  const found = await Promise.all(hosts.map((host) => look(host, deps.resolver)))
  return choose(name, found, 'mx', deps)
}

interface Named {
  readonly host: string
  readonly preference: number
}

interface Found extends Exchanger {
  /** The look-up of this host failed, and may not fail the next time. */
  readonly failedWith?: string
  readonly odd?: boolean
}

/** By preference, equal ones in an order of chance (RFC 5321 5.1), each host once. */
function inOrder(named: readonly Named[], random: Random): readonly Named[] {
  const seen = new Set<string>()
  return named
    .map((each) => ({ ...each, lot: random.fraction() }))
    .sort((a, b) => a.preference - b.preference || a.lot - b.lot)
    .flatMap(({ host, preference }) => {
      if (host === '' || seen.has(host)) return []
      seen.add(host)
      return [{ host, preference }]
    })
}

async function look(named: Named, resolver: MailResolver): Promise<Found> {
  // RFC 1035 3.3.9: an exchange is a host name; an address or anything else in its place is not looked up.
  if (!hostName.test(named.host) || isIP(named.host) !== 0) return { ...named, addresses: [], odd: true }
  const answers = await Promise.allSettled([resolver.resolve6(named.host), resolver.resolve4(named.host)])
  const addresses = answers.flatMap((answer) => (answer.status === 'fulfilled' ? answer.value : []))
  const codes = answers.flatMap((answer) => (answer.status === 'rejected' ? [lookupCode(answer.reason)] : []))
  const failedWith = codes.find((code) => code !== 'ENOTFOUND' && code !== 'ENODATA')
  // One family that answered is enough.
  const failed = addresses.length === 0 && failedWith !== undefined ? { failedWith } : {}
  return { ...named, addresses: addresses.filter((address) => isIP(address) !== 0), ...failed }
}

/** Leaves out what can't be used, and what lies behind this computer itself. */
function choose(
  name: string,
  found: readonly Found[],
  source: 'mx' | 'address',
  { isOwnAddress = isLoopback }: ResolveDeps,
): MxAnswer {
  const own = found.find(({ addresses }) => addresses.some(isOwnAddress))
  // RFC 5321 5.1: itself, and all that are no better, or the mail would go round in a circle.
  const left = own === undefined ? found : found.filter(({ preference }) => preference < own.preference)
  const exchangers = withinLimit(left.filter(({ addresses }) => addresses.length > 0))
  if (exchangers.length > 0) return { ok: true, exchangers, source, notes: left.flatMap(toNote) }
  const failedWith = left.find((host) => host.failedWith !== undefined)
  if (failedWith?.failedWith !== undefined)
    return lookupFailed(`The mail exchanger ${failedWith.host} of ${name}`, failedWith.failedWith)
  if (own !== undefined)
    return refused('MX_LOOP', `The mail exchanger ${own.host} of ${name} is this computer itself.`)
  return refused('MX_NO_ADDRESS', `No mail exchanger of ${name} has an address.`)
}

function withinLimit(found: readonly Found[]): readonly Exchanger[] {
  let free = maxAddresses
  return found.flatMap(({ host, preference, addresses }) => {
    const taken = addresses.slice(0, free)
    free -= taken.length
    return taken.length === 0 ? [] : [{ host, preference, addresses: taken }]
  })
}

function toNote({ host, addresses, failedWith, odd }: Found): readonly string[] {
  if (odd === true) return ['a mail exchanger is left out: what DNS gives for it is no host name']
  if (failedWith !== undefined) return [`${host} could not be looked up (${failedWith})`]
  return addresses.length === 0 ? [`${host} has no address`] : []
}

const loopback = new BlockList()
loopback.addSubnet('127.0.0.0', 8, 'ipv4')
loopback.addAddress('0.0.0.0', 'ipv4')
loopback.addAddress('::1', 'ipv6')
loopback.addAddress('::', 'ipv6')

function isLoopback(address: string): boolean {
  return loopback.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4')
}
