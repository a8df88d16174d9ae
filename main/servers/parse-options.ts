// The settings of a server that most people never touch: judged field by field.
import { isIP } from 'node:net'
import type { SendProblem, ServerForm } from '../api.ts'
import { parseMailbox } from '../message/address.ts'
import { findForbidden } from '../message/forbidden.ts'
import { parseHost } from './host-name.ts'
import type { DsnDefault, OAuthSettings, ProxySettings, Server, ServerTimeouts } from './server.ts'

/** What a server may have beside host, sign-in and name; only what differs from a new server is there. */
export type ServerOptions = Partial<
  Pick<
    Server,
    | 'concurrency'
    | 'queueInFlight'
    | 'perMinute'
    | 'perDay'
    | 'mechanism'
    | 'oauth'
    | 'minTls'
    | 'proxy'
    | 'localAddress'
    | 'family'
    | 'timeouts'
    | 'dsn'
    | 'allowedSenders'
  >
>

interface Judged<T> {
  readonly value?: T
  readonly problem?: SendProblem
}

/** More sessions than this look like abuse to most servers. */
const maxConcurrency = 20

/**
 * Judges the options of a form.
 * @returns the options, and a problem for each field that cannot be used.
 */
export function parseOptions(form: ServerForm): {
  readonly options: ServerOptions
  readonly problems: readonly SendProblem[]
} {
  const judged = {
    concurrency: judgeConcurrency(form.concurrency ?? 1),
    queueInFlight: some(form.queueInFlight === true ? (true as const) : null),
    perMinute: judgeLimit('perMinute', form.perMinute, 10_000),
    perDay: judgeLimit('perDay', form.perDay, 10_000_000),
    mechanism: judgeMechanism(form),
    oauth: judgeOAuth(form),
    minTls: some(form.minTls),
    proxy: judgeProxy(form.proxy),
    localAddress: judgeLocalAddress(form),
    family: some(form.family),
    timeouts: judgeTimeouts(form.timeouts),
    dsn: judgeDsn(form.dsn),
    allowedSenders: judgeSenders(form.allowedSenders ?? []),
  }
  const entries = Object.entries(judged)
  const options: ServerOptions = Object.fromEntries(
    entries.flatMap(([name, { value }]) => (value === undefined ? [] : [[name, value]])),
  )
  return { options, problems: entries.flatMap(([, { problem }]) => (problem === undefined ? [] : [problem])) }
}

function some<T>(value: T | null | undefined): Judged<T> {
  return value === null || value === undefined ? {} : { value }
}

function bad<T>(field: string, message: string): Judged<T> {
  return { problem: { field, message } }
}

function isWithin(value: number, least: number, most: number): boolean {
  return Number.isInteger(value) && value >= least && value <= most
}

function judgeConcurrency(sessions: number): Judged<number> {
  if (!isWithin(sessions, 1, maxConcurrency))
    return bad('concurrency', `Sessions at the same time is a number from 1 to ${maxConcurrency}.`)
  return sessions === 1 ? {} : { value: sessions }
}

function judgeLimit(field: string, limit: number | null | undefined, most: number): Judged<number> {
  if (limit === null || limit === undefined) return {}
  return isWithin(limit, 1, most)
    ? { value: limit }
    : bad(field, `The limit is a whole number from 1 to ${most}, or empty for none.`)
}

const tokenMechanisms = ['OAUTHBEARER', 'XOAUTH2']

/** A password serves some mechanisms, a token others, and EXTERNAL neither. */
function judgeMechanism({ mechanism, oauth }: ServerForm): Judged<NonNullable<Server['mechanism']>> {
  if (mechanism === null || mechanism === undefined) return {}
  const takesToken = tokenMechanisms.includes(mechanism)
  const hasToken = oauth !== null && oauth !== undefined
  if (takesToken && !hasToken)
    return bad('mechanism', `${mechanism} signs in with a token: choose web sign-in, or another method.`)
  if (!takesToken && hasToken && mechanism !== 'EXTERNAL')
    return bad('mechanism', `${mechanism} signs in with a password; web sign-in has only a token.`)
  return { value: mechanism }
}

function judgeOAuth({ oauth, user }: ServerForm): Judged<OAuthSettings> {
  if (oauth === null || oauth === undefined) return {}
  const { provider, issuer = '', scope = '', tenant = '' } = oauth
  const clientId = oauth.clientId.trim()
  if (user.trim() === '') return bad('user', 'Web sign-in needs a user name, most often the whole address.')
  if (clientId === '')
    return bad('oauth.clientId', 'A client id is missing: the one that you registered with the provider.')
  const controlled = [clientId, oauth.clientSecret ?? '', scope, tenant].some(
    (text) => findForbidden(text) !== null,
  )
  if (controlled) return bad('oauth.clientId', 'It holds a control character or one that reverses text.')
  if (provider === 'issuer' && !isHttps(issuer))
    return bad('oauth.issuer', 'The issuer is an https address, for example https://login.example.org.')
  if (tenant.trim() !== '' && !/^[A-Za-z0-9.-]{1,255}$/.test(tenant.trim()))
    return bad('oauth.tenant', 'A directory is a domain or an id: letters, digits, dots and hyphens.')
  return {
    value: {
      provider,
      clientId,
      ...(provider === 'issuer' ? { issuer: issuer.trim() } : {}),
      ...(scope.trim() === '' ? {} : { scope: scope.trim() }),
      ...(provider === 'microsoft' && tenant.trim() !== '' ? { tenant: tenant.trim() } : {}),
    },
  }
}

/** Loopback is for a server on this computer, as RFC 8252 8.3 has it for redirects. */
function isHttps(text: string): boolean {
  if (!URL.canParse(text.trim())) return false
  const { protocol, hostname, username } = new URL(text.trim())
  if (username !== '') return false
  return protocol === 'https:' || (protocol === 'http:' && ['127.0.0.1', '[::1]'].includes(hostname))
}

function judgeProxy(proxy: ServerForm['proxy']): Judged<ProxySettings> {
  if (proxy === null || proxy === undefined) return {}
  const host = parseHost(proxy.host)
  if (!host.ok) return bad('proxy.host', host.message)
  if (!isWithin(proxy.port, 1, 65_535))
    return bad('proxy.port', 'The port of the proxy is a number from 1 to 65535; usual are 1080 and 3128.')
  // P28; RFC 1929 2 has room for 255 octets each.
  if (findForbidden(proxy.user) !== null || (proxy.user.includes(':') && proxy.kind === 'http'))
    return bad('proxy.user', 'The user name for the proxy holds a character that cannot be sent to it.')
  const password = proxy.password ?? ''
  if (findForbidden(password) !== null)
    return bad('proxy.password', 'The password for the proxy holds a control character.')
  const user = proxy.user.trim()
  if (user === '' && password !== '')
    return bad('proxy.user', 'A password for the proxy needs a user name beside it.')
  return { value: { kind: proxy.kind, host: host.host, port: proxy.port, user } }
}

function judgeLocalAddress({ localAddress, family }: ServerForm): Judged<string> {
  const address = (localAddress ?? '').trim()
  if (address === '') return {}
  const kind = isIP(address)
  if (kind === 0)
    return bad('localAddress', 'The source address is an IP address of this computer, without brackets.')
  if ((family === 'only-ipv4' && kind === 6) || (family === 'only-ipv6' && kind === 4))
    return bad(
      'localAddress',
      `This is an IPv${kind} address, and the server is reached by the other kind only.`,
    )
  return { value: address }
}

/** Least and most of each wait, ms. RFC 5321 4.5.3.2.6 asks for ten minutes at least before a message counts as unanswered (P4). */
const waits = {
  connectMs: [1_000, 600_000, 'The wait for a connection is 1 to 600 seconds.'],
  replyMs: [10_000, 3_600_000, 'The wait for a reply is 10 to 3600 seconds.'],
  finalReplyMs: [600_000, 7_200_000, 'The wait for the final reply is 600 to 7200 seconds.'],
} as const

function judgeTimeouts(timeouts: ServerForm['timeouts']): Judged<ServerTimeouts> {
  if (timeouts === null || timeouts === undefined) return {}
  for (const name of ['connectMs', 'replyMs', 'finalReplyMs'] as const) {
    const [least, most, message] = waits[name]
    const wait = timeouts[name]
    if (wait !== undefined && !isWithin(wait, least, most)) return bad(`timeouts.${name}`, message)
  }
  return Object.values(timeouts).every((wait) => wait === undefined) ? {} : { value: timeouts }
}

function judgeDsn(dsn: ServerForm['dsn']): Judged<DsnDefault> {
  if (dsn === null || dsn === undefined || dsn.notify.length === 0) return {}
  return { value: { notify: [...new Set(dsn.notify)], ret: dsn.ret } }
}

function judgeSenders(senders: readonly string[]): Judged<readonly string[]> {
  const kept: string[] = []
  for (const sender of senders.map((text) => text.trim()).filter((text) => text !== '')) {
    const pattern = toSenderPattern(sender)
    if (pattern === null)
      return bad(
        'allowedSenders',
        `“${sender}” is neither an address nor a domain: write a@example.org or @example.org.`,
      )
    if (!kept.includes(pattern)) kept.push(pattern)
  }
  return kept.length === 0 ? {} : { value: kept }
}

function toSenderPattern(text: string): string | null {
  if (text.startsWith('@')) {
    const domain = parseHost(text.slice(1))
    return domain.ok ? `@${domain.host.toLowerCase()}` : null
  }
  const parsed = parseMailbox(text)
  return parsed.ok ? parsed.mailbox.address : null
}
