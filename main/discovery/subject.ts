// The address whose server is looked for, taken apart once.
import { parseMailbox } from '../message/address.ts'
import { toAsciiDomain } from '../message/domain.ts'

/** An address that passed. */
export interface Subject {
  readonly address: string
  readonly local: string
  /** A-labels, lower case: as names and https addresses take it. */
  readonly domain: string
  /** Why nothing may go to the network about it; absent: it may. */
  readonly stays?: 'practice' | 'local'
}

export type ParsedSubject =
  { readonly ok: true; readonly subject: Subject } | { readonly ok: false; readonly message: string }

/** Judges what was typed as the address. A domain beyond ASCII becomes its A-labels (RFC 5890). */
export function parseSubject(text: string): ParsedSubject {
  const parsed = parseMailbox(text)
  if (!parsed.ok) return parsed
  const { address, local, domain: typed } = parsed.mailbox
  const domain = toAsciiDomain(typed)?.toLowerCase()
  if (domain === undefined) return { ok: false, message: `“${typed}” is no domain that can be looked up.` }
  const stays = staysHere(domain)
  return { ok: true, subject: { address, local, domain, ...(stays === null ? {} : { stays }) } }
}

/** RFC 6761, RFC 6762: names that no name service knows; an address in brackets and a bare name have no domain to ask. */
function staysHere(domain: string): Subject['stays'] | null {
  if (domain === 'practice.test' || domain.endsWith('.practice.test')) return 'practice'
  if (domain.startsWith('[') || !domain.includes('.')) return 'local'
  return /\.(?:localhost|local|invalid)$/.test(domain) ? 'local' : null
}

/** Whether `host` is `domain` or lies in it. Both in A-labels. */
export function liesIn(host: string, domain: string): boolean {
  const name = host.toLowerCase()
  return name === domain || name.endsWith(`.${domain}`)
}

const hostName =
  /^(?=.{1,253}$)[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?(\.[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?)*$/

/** A host name from somewhere else, A-labels in lower case without the root's dot; null where it is none, or an address (P28). */
export function toHostName(text: string): string | null {
  if (text.length > 1_000) return null
  const ascii = toAsciiDomain(text.trim().replace(/\.$/, ''))?.toLowerCase()
  if (ascii === undefined || !hostName.test(ascii)) return null
  return ascii.includes('.') && !/(?:^|\.)\d+$/.test(ascii) ? ascii : null
}
