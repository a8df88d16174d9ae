// Web sign-in, made from what the core was given.
import { practicePassword } from './api/practice-api.ts'
import type { Notices } from './api/notices.ts'
import type { Core, CoreOptions } from './core.ts'
import type { EventBus } from './events.ts'
import type { Failure } from './failure.ts'
import { createOAuth, type OAuth } from './oauth/create-oauth.ts'
import { nameOf } from './oauth/endpoints.ts'
import { SignInFault, toProblem } from './oauth/sign-in-fault.ts'
import { openLoopback } from './oauth/loopback.ts'
import { createWeb, type Fetch } from './oauth/web.ts'
import type { Asked, Credential } from './outbox/smtp-courier.ts'
import { CallError } from './result.ts'
import type { SecretStore } from './secrets/secret-store.ts'
import type { OAuthSettings, Server } from './servers/server.ts'
import type { Servers } from './servers/servers.ts'
import { t } from './text/t.ts'

const noWeb: Fetch = () => Promise.reject(new Error('no way into the web was given'))

export function openOAuth(
  { web = { fetch: noWeb }, clock, random, shell, secrets, log }: CoreOptions,
  parts: {
    readonly events: EventBus
    readonly notices: Notices
    readonly signedIn: (serverId: string) => Promise<void>
  },
): OAuth {
  const { fetch, allowLoopback = false } = web
  return createOAuth({
    find: { request: createWeb({ fetch, clock, allowLoopback }), allowLoopback },
    clock,
    random,
    secrets,
    log,
    openLoopback,
    openExternal: (url) => shell.openExternal(url),
    changed: (view) => parts.events.emit('oauth.changed', view),
    signedIn: parts.signedIn,
    notRevoked: ({ message }) => parts.notices.add({ id: 'oauth-not-revoked', message }),
  })
}

/** What a server is signed in to with; null where none is known. @throws SignInFault, CallError `secret`. */
export async function credentialOf(
  { oauth, servers }: SignInRooms,
  server: Server,
): ReturnType<Core['credential']> {
  if (server.oauth !== undefined) return await oauth.keeper.credential(server)
  const known = practicePassword(server.id)
  const pass = await servers.password(server.id).catch((error: unknown) => {
    // The practice server's is no secret: it works without a keychain.
    if (known !== null) return known
    throw error
  })
  return pass === null && known === null ? null : { pass: pass ?? known ?? '' }
}

export interface SignInRooms {
  readonly oauth: OAuth
  readonly servers: Servers
}

/** What is not found while the keychain is locked may be in it. @throws CallError `secret` then. */
export function refuseWhileLocked({ isLocked = false, reason }: SecretStore): void {
  if (isLocked) throw new CallError('secret', reason ?? t('notice.secrets'))
}

/** The same for a courier: what the provider refuses is a failure of the attempt. Rejects where the keychain refuses. */
export async function askCredential(
  rooms: SignInRooms & { readonly secrets: SecretStore },
  server: Server,
): Promise<Asked<Credential> | null> {
  const asked = await asking(server, () => credentialOf(rooms, server))
  if (!asked.ok) return asked
  const credential = asked.value
  if (credential === null) {
    refuseWhileLocked(rooms.secrets)
    return null
  }
  if ('pass' in credential) return { ok: true, value: credential }
  const { token, grantedAt, isRenewed, refresh } = credential
  return { ok: true, value: { token, grantedAt, isRenewed, refresh: () => asking(server, refresh) } }
}

async function asking<T>({ oauth }: Server, ask: () => Promise<T>): Promise<Asked<T>> {
  try {
    return { ok: true, value: await ask() }
  } catch (error) {
    if (!(error instanceof SignInFault) || oauth === undefined) throw error
    return { ok: false, ...toRefusal(error, oauth) }
  }
}

/** A provider that is not reached is like a server that is not: nothing was refused (P17). */
function toRefusal(
  fault: SignInFault,
  settings: OAuthSettings,
): { readonly failure: Failure; readonly needsSignIn: boolean } {
  const { name: provider, host } = nameOf(settings)
  const problem = toProblem(fault, { provider, host, step: t('oauth.step.token'), secrets: [] })
  const code = problem.answer === undefined ? '' : ` (${problem.answer.code})`
  const detail = `${problem.title}${code}.`
  return fault.kind === 'offline' || fault.kind === 'no-answer'
    ? {
        failure: { phase: 'connect', kind: 'network', errorCode: 'OAUTH_UNREACHABLE', detail },
        needsSignIn: false,
      }
    : { failure: { phase: 'auth', kind: 'local', errorCode: 'OAUTH_SIGN_IN', detail }, needsSignIn: true }
}
