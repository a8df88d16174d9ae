// Mozilla's autoconfig format, version 1.1 (draft-ietf-mailmaint-autoconfig): its outgoing servers. Pure.
import type { Security } from '../smtp/client.ts'
import type { SignInWay } from './discovery.ts'
import { toHostName, type Subject } from './subject.ts'
import { childrenOf, parseXml, textOf, type XmlElement } from './xml.ts'

/** An outgoing server as the file describes it, its placeholders filled in. */
export interface AutoconfigServer {
  readonly host: string
  readonly port: number
  readonly security: Security
  /** '' = no sign-in. */
  readonly user: string
  readonly signIn: readonly SignInWay[]
}

export type ParsedAutoconfig =
  | {
      readonly ok: true
      /** The provider's name; '' where it is not told. */
      readonly name: string
      readonly servers: readonly AutoconfigServer[]
      /** The file lists domains, and the address's is none of them. */
      readonly isForOthers: boolean
      /** Servers that cannot be used, a sentence each. */
      readonly problems: readonly string[]
    }
  /** The end of a sentence whose subject is the file: `is a web page`. */
  | { readonly ok: false; readonly message: string }

const securities: Readonly<Record<string, Security>> = {
  ssl: 'implicit',
  starttls: 'starttls',
  plain: 'none',
}
const maxServers = 10
const maxUser = 300
const maxName = 100

/**
 * Reads the outgoing servers of type `smtp`, in the order of the file, for this address. Servers with a host, port, socket type,
 * user name or sign-in that cannot be used are left out and named.
 */
export function parseAutoconfig(xml: string, subject: Subject): ParsedAutoconfig {
  if (/^\s*(?:<!doctype\s+html|<html)\b/i.test(xml))
    return { ok: false, message: 'is a web page and no settings' }
  const parsed = parseXml(xml)
  if (!parsed.ok) return parsed
  const { root } = parsed
  const provider = childrenOf(root, 'emailProvider')[0]
  if (root.name !== 'clientConfig' || provider === undefined)
    return { ok: false, message: 'is no autoconfig file: it has no clientConfig with an emailProvider' }
  const fill = createFill(subject)
  const outgoing = childrenOf(provider, 'outgoingServer').filter(
    ({ attributes }) => attributes.get('type')?.toLowerCase() === 'smtp',
  )
  const read = outgoing.slice(0, maxServers).map((element) => toServer(element, fill))
  return {
    ok: true,
    name: toName(fill(textOf(provider, 'displayName')) ?? textOf(provider, 'displayShortName')),
    servers: read.flatMap((one) => (typeof one === 'string' ? [] : [one])),
    problems: read.flatMap((one) => (typeof one === 'string' ? [one] : [])),
    isForOthers: isForOthers(provider, fill, subject),
  }
}

const placeholder = /%([A-Z]{3,40})%/g

type Fill = (text: string) => string | null

/** Fills in the address; null where a placeholder is left that nobody knows, or a control character came with it (P28). */
function createFill({ address, local, domain }: Subject): Fill {
  const values: Readonly<Record<string, string>> = {
    EMAILADDRESS: address,
    EMAILLOCALPART: local,
    EMAILDOMAIN: domain,
  }
  const isKnown = (name: string) => Object.hasOwn(values, name)
  return (text) => {
    const named = [...text.matchAll(placeholder)].every(([, name = '']) => isKnown(name))
    const filled = text.replaceAll(placeholder, (_whole, name: string) => values[name] ?? '')
    return named && !/[\p{Cc}\p{Bidi_Control}]/u.test(filled) ? filled : null
  }
}

function toServer(element: XmlElement, fill: Fill): AutoconfigServer | string {
  const host = toHostName(fill(textOf(element, 'hostname')) ?? '')
  if (host === null) return 'A server is left out: its host name cannot be used.'
  const digits = textOf(element, 'port')
  const port = /^\d{1,5}$/.test(digits) ? Number(digits) : 0
  if (port < 1 || port > 65_535) return `${host} is left out: its port is none.`
  const socketType = textOf(element, 'socketType').toLowerCase()
  const security = Object.hasOwn(securities, socketType) ? securities[socketType] : undefined
  if (security === undefined) return `${host} is left out: its kind of security is not known.`
  const signIn = toSignIn(childrenOf(element, 'authentication').map(({ text }) => text.trim().toLowerCase()))
  if (signIn.length === 0) return `${host} is left out: none of its ways to sign in is known.`
  if (signIn[0] === 'none') return { host, port, security, user: '', signIn }
  const typed = textOf(element, 'username')
  const user = fill(typed === '' ? '%EMAILADDRESS%' : typed)
  if (user === null || user.length > maxUser) return `${host} is left out: its user name cannot be filled in.`
  return { host, port, security, user, signIn }
}

/** RFC-less words of the format; a password that is encrypted by the mechanism is what the engine prefers anyway. */
const ways: Readonly<Record<string, SignInWay>> = {
  oauth2: 'oauth',
  'password-cleartext': 'password',
  plain: 'password',
  'password-encrypted': 'password',
  secure: 'password',
  none: 'none',
  'client-ip-address': 'none',
}

function toSignIn(words: readonly string[]): readonly SignInWay[] {
  if (words.length === 0) return ['password']
  const known = words.flatMap((word) => (Object.hasOwn(ways, word) ? (ways[word] ?? []) : []))
  // A way that needs a user name is worth more than none at all.
  const signed = known.filter((way) => way !== 'none')
  return [...new Set(signed.length > 0 ? signed : known)]
}

function isForOthers(provider: XmlElement, fill: Fill, { domain }: Subject): boolean {
  const domains = childrenOf(provider, 'domain').flatMap(({ text }) => fill(text.trim()) ?? [])
  return domains.length > 0 && domains.every((one) => toHostName(one) !== domain)
}

function toName(text: string): string {
  return text
    .replaceAll(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
    .trim()
    .slice(0, maxName)
}
