import type { Security } from '../smtp/client.ts'
import { UsageError } from './usage-error.ts'

export interface ServerAddress {
  readonly host: string
  readonly port: number
  readonly security: Security
  /** '' without sign-in. */
  readonly user: string
}

const schemes: Readonly<Record<string, { readonly security: Security; readonly port: number }>> = {
  smtp: { security: 'starttls', port: 587 },
  smtps: { security: 'implicit', port: 465 },
  'smtp+insecure': { security: 'none', port: 25 },
}

/** `smtps://user@host:port`. Throws `UsageError`, which does not repeat the text: a password may stand in it. */
export function parseServerUrl(url: string): ServerAddress {
  const [, name = '', rest = ''] = /^([a-z+]+):\/\/(.*)$/is.exec(url) ?? []
  const key = name.toLowerCase()
  const scheme = Object.hasOwn(schemes, key) ? schemes[key] : undefined
  if (scheme === undefined) throw new UsageError('--server begins with smtp://, smtps:// or smtp+insecure://')
  const at = rest.lastIndexOf('@')
  const userInfo = at === -1 ? '' : rest.slice(0, at)
  if (userInfo.includes(':'))
    throw new UsageError(
      'a password does not belong into --server, where other programs can read it: use --password-stdin, SENDOFF_PASSWORD or the prompt',
    )
  const [, literal, hostName, port] =
    /^(?:\[([0-9a-f:.%]+)\]|([^:/?#[\]\s]+))(?::(\d{1,5}))?\/?$/i.exec(rest.slice(at + 1)) ?? []
  const host = literal ?? hostName
  if (host === undefined) throw new UsageError('--server needs a host name, and behind it nothing but :port')
  const number = port === undefined ? scheme.port : Number(port)
  if (number < 1 || number > 65_535) throw new UsageError('the port of --server runs from 1 to 65535')
  return { host, port: number, security: scheme.security, user: decodeUser(userInfo) }
}

function decodeUser(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    throw new UsageError('the user name in --server has a % that is no code; write %25 for %')
  }
}
