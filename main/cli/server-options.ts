import type { ServerTarget } from '../smtp/client.ts'
import { readPassword } from './secret.ts'
import { parseServerUrl } from './server-url.ts'
import type { Terminal } from './terminal.ts'
import { UsageError } from './usage-error.ts'

export interface ServerOptions {
  readonly server: string | undefined
  readonly 'password-stdin': boolean
  readonly 'allow-insecure-auth': boolean
}

/** The server that `--server` names, with its password. Throws `UsageError`. */
export async function readServer(options: ServerOptions, terminal: Terminal): Promise<ServerTarget> {
  if (options.server === undefined)
    throw new UsageError('--server is missing, e.g. smtps://user@mail.example.org')
  const { user, ...address } = parseServerUrl(options.server)
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
