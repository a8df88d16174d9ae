// The room of web sign-in with a fake clock, against an authorization server on this computer.
import type { SecretStore } from '../../main/secrets/secret-store.ts'
import { createOAuth, type OAuth } from '../../main/oauth/create-oauth.ts'
import { openLoopback } from '../../main/oauth/loopback.ts'
import type { SignInView, SignOutOutcome } from '../../main/oauth/oauth.ts'
import { createWeb, type Fetch } from '../../main/oauth/web.ts'
import type { OAuthSettings } from '../../main/servers/server.ts'
import { clientId, followAsBrowser, type AuthorizationServer } from './authorization-server.ts'
import { createMemorySecrets } from './core-harness.ts'
import { createFakeClock, type FakeClock } from './fake-clock.ts'
import { createSeededRandom } from './seeded-random.ts'

export interface OAuthRoom {
  readonly oauth: OAuth
  readonly clock: FakeClock
  readonly secrets: SecretStore
  readonly opened: string[]
  readonly views: SignInView[]
  readonly signedIn: string[]
  readonly notRevoked: SignOutOutcome[]
  /** What was logged. */
  readonly logged: string[]
  /** Resolves with the first view that is so, told already or to come. */
  until(isSo: (view: SignInView) => boolean): Promise<SignInView>
}

export interface RoomOptions {
  readonly fetch?: Fetch
  readonly secrets?: SecretStore
  readonly allowLoopback?: boolean
  /** What the system's browser does; default: nothing, the address is kept in `opened`. */
  readonly browse?: (url: string) => Promise<void>
}

export function createOAuthRoom(options: RoomOptions = {}): OAuthRoom {
  const { secrets = createMemorySecrets(), allowLoopback = true, fetch: web = fetch } = options
  const clock = createFakeClock()
  const opened: string[] = []
  const views: SignInView[] = []
  const signedIn: string[] = []
  const notRevoked: SignOutOutcome[] = []
  const logged: string[] = []
  const waiting = new Set<() => void>()
  const oauth = createOAuth({
    find: { request: createWeb({ fetch: web, clock, allowLoopback }), allowLoopback },
    clock,
    random: createSeededRandom(),
    secrets,
    openLoopback,
    openExternal: async (url) => {
      opened.push(url)
      await options.browse?.(url)
    },
    changed: (view) => {
      views.push(view)
      for (const look of waiting) look()
    },
    signedIn: async (serverId) => void signedIn.push(serverId),
    notRevoked: (outcome) => {
      notRevoked.push(outcome)
      for (const look of waiting) look()
    },
    log: { warn: (text) => void logged.push(text), error: (text) => void logged.push(text) },
  })
  const until = (isSo: (view: SignInView) => boolean) =>
    new Promise<SignInView>((resolve) => {
      const look = () => {
        const found = views.find(isSo)
        if (found === undefined) return
        waiting.delete(look)
        resolve(found)
      }
      waiting.add(look)
      look()
    })
  return { oauth, clock, secrets, opened, views, signedIn, notRevoked, logged, until }
}

export function settingsFor({ issuer }: AuthorizationServer): OAuthSettings {
  return { provider: 'issuer', issuer, clientId }
}

/** A browser in which the person agrees at once. */
export async function agree(url: string): Promise<void> {
  await followAsBrowser(url)
}

export const isOver = ({ state }: SignInView) => state !== 'running'
