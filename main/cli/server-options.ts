import type { ServerTarget } from '../smtp/client.ts'
import { readPassword } from './secret.ts'
import { parseServerUrl } from './server-url.ts'
import type { Terminal } from './terminal.ts'
import { UsageError } from './usage-error.ts'

export interface ServerOptions {
  readonly server: string | undefined
  /** A server of the app's profile. */
  readonly account: string | undefined
  readonly 'password-stdin': boolean
  readonly 'allow-insecure-auth': boolean
}

export interface GivenServer {
  readonly target: ServerTarget
  /** The address that the account sends from. */
  readonly from?: string
  /** A new token for one that the server refused; null where the provider gives none. */
  readonly renew?: () => Promise<string | null>
}

/** The server that `--server` or `--account` names, with its password. Throws `UsageError`. */
export async function readServer(options: ServerOptions, terminal: Terminal): Promise<GivenServer> {
  const { server, account } = options
  if (account === undefined) return { target: await readUrl(server, options, terminal) }
  if (server !== undefined) throw new UsageError('--account and --server exclude each other')
  const { openAccount } = await import('./account.ts')
  return await openAccount(account, options, terminal)
}

async function readUrl(
  url: string | undefined,
  options: ServerOptions,
  terminal: Terminal,
): Promise<ServerTarget> {
  if (url === undefined)
    throw new UsageError(
      '--server is missing, e.g. smtps://user@mail.example.org; --account names one of the app',
    )
  const { user, ...address } = parseServerUrl(url)
  if (user === '') {
    if (options['password-stdin']) throw new UsageError('--password-stdin needs a user in --server')
    return address
  }
  const allowInsecure = options['allow-insecure-auth']
  if (address.security === 'none' && !allowInsecure)
    throw new UsageError('signing in without TLS would show the password: --allow-insecure-auth allows it')
  const { host } = address
  const pass = await readPassword({ fromStdin: options['password-stdin'], user, host }, terminal)
  return { ...address, auth: { user, pass, allowInsecure } }
}
