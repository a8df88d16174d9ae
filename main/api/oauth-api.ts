// Calls about web sign-in.
import type { OAuthApi } from '../api.ts'
import type { EventBus } from '../events.ts'
import type { OAuth } from '../oauth/create-oauth.ts'
import { toProviderViews } from '../oauth/providers.ts'
import type { SignInTarget } from '../oauth/sign-ins.ts'
import { CallError } from '../result.ts'
import type { Server } from '../servers/server.ts'
import type { Servers } from '../servers/servers.ts'
import type { Shell } from '../shell.ts'
import { t } from '../text/t.ts'

export interface OAuthApiDeps {
  readonly oauth: OAuth
  readonly servers: Servers
  readonly events: EventBus
  readonly shell: Shell
}

/** Makes the web sign-in part of the Api. */
export function createOAuthApi({ oauth, servers, events, shell }: OAuthApiDeps): OAuthApi {
  const { signIns, keeper } = oauth
  return {
    providers: () => Promise.resolve(toProviderViews()),
    begin: async ({ target, flow }) =>
      signIns.begin(
        target.kind === 'form'
          ? await oauth.targetOf(target.form, servers.get(target.form.id ?? ''))
          : await targetOfServer(oauth, servers, target.serverId),
        flow,
      ),
    cancel: ({ id }) => {
      signIns.cancel(id)
      return Promise.resolve()
    },
    openAgain: ({ id }) => signIns.openAgain(id),
    copyAddress: async ({ id }) => {
      await shell.copyText(signIns.address(id))
    },
    status: ({ serverId }) => {
      const server = servers.get(serverId)
      return server === undefined ? Promise.resolve({ signedIn: false }) : keeper.status(server)
    },
    signOut: async ({ serverId }) => {
      const revoke = await keeper.signOut(requireServer(servers, serverId))
      events.emit('servers.changed', { serverId })
      return revoke === null ? { revoked: false, message: t('oauth.none-kept') } : await revoke()
    },
  }
}

function requireServer(servers: Servers, serverId: string): Server {
  const server = servers.get(serverId)
  if (server === undefined) throw new CallError('not-found', `The server ${serverId} is not there any more.`)
  return server
}

async function targetOfServer(oauth: OAuth, servers: Servers, serverId: string): Promise<SignInTarget> {
  const { oauth: settings, user, host } = requireServer(servers, serverId)
  if (settings === undefined)
    throw new CallError('not-possible', 'This server has no web sign-in; it is signed in to with a password.')
  const addresses = servers
    .identities()
    .filter((identity) => identity.serverId === serverId)
    .map(({ address }) => address)
  return {
    settings,
    user,
    host,
    clientSecret: await oauth.keeper.clientSecret(serverId),
    accounts: [user, ...addresses].filter((account) => account.includes('@')),
    serverId,
  }
}
