// `--account NAME`: a server of the app's profile, with its secret from the keychain.
import type { ServerView } from '../api.ts'
import { nameOf } from '../oauth/endpoints.ts'
import type { TokenCredential } from '../oauth/token-keeper.ts'
import { SignInFault, toProblem } from '../oauth/sign-in-fault.ts'
import { secretName } from '../secrets/secret-store.ts'
import type { OAuthSettings } from '../servers/server.ts'
import { connectionSecrets } from '../servers/server-secrets.ts'
import { toTarget } from '../servers/to-target.ts'
import { withProfile, type Profile } from './profile.ts'
import { readPassword } from './secret.ts'
import type { GivenServer } from './server-options.ts'
import type { Terminal } from './terminal.ts'
import { UsageError } from './usage-error.ts'

/** The server by its name or id, case aside. @throws UsageError that lists the names there are. */
export async function findServer({ core }: Profile, name: string | undefined): Promise<ServerView> {
  const servers = (await core.api.servers.list()).filter(({ kind }) => kind === 'configured')
  const wanted = name?.toLowerCase()
  const found =
    wanted === undefined
      ? servers.filter(({ isDefault }) => isDefault)
      : servers.filter((server) => server.id === name || server.name.toLowerCase() === wanted)
  const [server] = found
  if (server !== undefined && found.length === 1) return server
  const names = servers.map((one) => one.name).join(', ')
  throw new UsageError(
    server === undefined
      ? `--account: there is ${servers.length === 0 ? 'no outgoing server in the profile' : `none of this name; there are: ${names}`}`
      : '--account: more than one server has this name; give its id',
  )
}

/** The account's server, ready to be talked to. A token of its web sign-in, or the password: `--password-stdin`, SENDOFF_PASSWORD, the keychain, a prompt. */
export async function openAccount(
  name: string,
  options: { readonly 'password-stdin': boolean },
  terminal: Terminal,
): Promise<GivenServer> {
  return await withProfile(terminal, 'never', async (profile) => {
    const server = await findServer(profile, name)
    const from = server.identity === null ? {} : { from: server.identity.address }
    const target = toTarget(server, await connectionSecrets(profile.secrets, server))
    if (server.user === '') return { target, ...from }
    const { user, allowInsecureAuth } = server
    const only = server.mechanism === undefined ? {} : { mechanisms: [server.mechanism] }
    const web = await tokenOf(profile, server)
    if (web !== null) {
      const { token, refresh } = web
      const renew = async () => await refresh().catch(() => null)
      return { target: { ...target, auth: { user, token, ...only } }, ...from, renew }
    }
    const pass = await passwordOf(profile, server, options['password-stdin'], terminal)
    return { target: { ...target, auth: { user, pass, ...only, allowInsecure: allowInsecureAuth } }, ...from }
  })
}

/** Of a server with a web sign-in, renewed where it ends soon; null for a server with a password. */
async function tokenOf({ core }: Profile, { id, name, oauth }: ServerView): Promise<TokenCredential | null> {
  if (oauth === undefined) return null
  const again = 'open Sendoff, and sign in again under Servers'
  try {
    const credential = await core.credential(id)
    if (credential === null || 'pass' in credential)
      throw new UsageError(`--account: nobody has signed in for ${name}; ${again}`)
    return credential
  } catch (error) {
    if (!(error instanceof SignInFault)) throw error
    const { title } = toProblem(error, { ...namesOf(oauth), step: '', secrets: [] })
    throw new UsageError(`--account: ${title}; ${again}`)
  }
}

function namesOf(oauth: OAuthSettings): { readonly provider: string; readonly host: string } {
  const { name: provider, host } = nameOf(oauth)
  return { provider, host }
}

async function passwordOf(
  { secrets }: Profile,
  { id, user, host }: ServerView,
  fromStdin: boolean,
  terminal: Terminal,
): Promise<string> {
  const isGiven = fromStdin || (terminal.environment.SENDOFF_PASSWORD ?? '') !== ''
  const kept = isGiven ? null : await secrets.get(secretName(id))
  return kept ?? (await readPassword({ fromStdin, user, host }, terminal))
}
