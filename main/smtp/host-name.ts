import { isIP } from 'node:net'
import { domainToASCII } from 'node:url'

const label = /^[A-Za-z0-9_](?:[A-Za-z0-9_-]*[A-Za-z0-9_])?$/

/** Whether `name` is a domain in ASCII (RFC 5321 4.1.2; an underscore is let pass, as servers do). */
export function isAsciiDomain(name: string): boolean {
  const bare = name.replace(/\.$/, '')
  return bare.length <= 255 && bare.split('.').every((part) => part.length <= 63 && label.test(part))
}

/** A domain with its A-labels (RFC 5890 2.3.2.1), unchanged where it is ASCII; undefined: it is none. */
export function toAsciiDomain(name: string): string | undefined {
  // eslint-disable-next-line no-control-regex -- the whole of ASCII is meant
  const ascii = /^[\u0000-\u007f]*$/.test(name) ? name : domainToASCII(name)
  return isAsciiDomain(ascii) ? ascii : undefined
}

/** The host to connect to: an address without brackets, or a domain with its A-labels; undefined: it is neither. */
export function toHost(text: string): string | undefined {
  const literal = /^\[(.*)\]$/.exec(text)?.[1] ?? text
  return isIP(literal) === 0 ? toAsciiDomain(text) : literal
}

/** An address as EHLO and Received write it: `[192.0.2.1]`, `[IPv6:2001:db8::1]` (RFC 5321 4.1.3). */
export function toAddressLiteral(address: string): string {
  const bare = address.replace(/%.*$/, '').replace(/^::ffff:(?=\d+\.)/i, '')
  return isIP(bare) === 6 ? `[IPv6:${bare}]` : `[${bare}]`
}

/** An EHLO name as it goes on the wire; undefined: it is no domain and no address literal (RFC 5321 4.1.1.1). */
export function toEhloName(name: string): string | undefined {
  const literal = /^\[(?:IPv6:)?(.*)\]$/i.exec(name)?.[1]
  if (literal !== undefined) return isIP(literal) === 0 ? undefined : toAddressLiteral(literal)
  return toAsciiDomain(name)
}
