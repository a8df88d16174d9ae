// The one joint between the queue and smtp/ for an outgoing server: its settings, its secret and the session meet here.
import type { Failure } from '../failure.ts'
import type { Random } from '../random.ts'
import { CallError } from '../result.ts'
import type { Server } from '../servers/server.ts'
import type { CapabilityMap, OpenClient, ServerTarget, Timeouts } from '../smtp/client.ts'
import { inEnglish, t } from '../text/t.ts'
import { localReport, messageOf, notOpened } from './courier-report.ts'
import { keychainCode, type Courier, type CourierReport } from './courier.ts'
import { withOtherPort, type TakesConnection } from './other-port.ts'
import { SessionKeeper, type FoundWay, type KeeperDeps, type Opened } from './session-keeper.ts'
import type { Wire } from './wire.ts'

/** Where to connect and with what; `release` ends the claim on it (the practice server stays open as long). */
export interface Reach {
  readonly target: Omit<ServerTarget, 'auth'>
  readonly timeouts: Partial<Timeouts>
  release(): void
}

/** A password, or a token that can be renewed. */
export type Credential =
  | { readonly pass: string }
  | {
      readonly token: string
      /** When the person signed in: another sign-in is another session. */
      readonly grantedAt: number
      /** It was renewed for this use. */
      readonly isRenewed: boolean
      /** A new token for one that the server refused. */
      readonly refresh: () => Promise<Asked<string>>
    }

/** What was asked for, or why it is not there. */
export type Asked<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly failure: Failure; readonly needsSignIn: boolean }

export interface SmtpCourierDeps extends KeeperDeps {
  /** The server as it is configured now; undefined when it was deleted. */
  readonly server: () => Server | undefined
  readonly reach: (server: Server) => Promise<Reach>
  /** What to sign in with; null where nothing is known in this session. */
  readonly credential: (server: Server) => Promise<Asked<Credential> | null>
  readonly openClient: OpenClient
  /** Whether a new password could help against this refusal (P13). */
  readonly needsSignIn: (failure: Failure) => boolean
  readonly random: Random
  /** Hears what the server lists, once signed in. Left out: nobody wants to know. */
  readonly seen?: (server: Server, listed: CapabilityMap) => void
  /** Left out: no other port is asked. */
  readonly takesConnection?: TakesConnection
}

/** Makes the courier of one server. */
export function createSmtpCourier(deps: SmtpCourierDeps): Courier {
  const keeper = new SessionKeeper(deps)
  return {
    deliver: (entry, recipients, attemptId, hooks, signal) =>
      keeper.deliver({ entry, recipients, attemptId, hooks, signal }, () => findWay(deps, signal)),
    hasSession: () => keeper.hasSession(),
    window: () => keeper.window(),
    rest: () => keeper.rest(),
    abort: () => keeper.abort(),
  }
}

async function findWay(deps: SmtpCourierDeps, signal: AbortSignal): Promise<FoundWay> {
  const server = deps.server()
  if (server === undefined) {
    const report = localReport('local', 'SERVER', 'The outgoing server is not configured any more.')
    return { ok: false, report }
  }
  const secret = await secretOf(deps, server)
  if (!secret.ok) return secret
  const { credential } = secret
  const key = JSON.stringify([server, 'pass' in credential ? credential.pass : credential.grantedAt])
  return { ok: true, way: { key, open: (wire) => openSignedIn(deps, server, credential, wire, signal) } }
}

async function secretOf(
  deps: SmtpCourierDeps,
  server: Server,
): Promise<{ ok: true; credential: Credential } | { ok: false; report: CourierReport }> {
  // EXTERNAL: the client certificate signs in.
  if (server.user === '' || server.mechanism === 'EXTERNAL') return { ok: true, credential: { pass: '' } }
  const needed = (code: string, detail: string) => ({
    ok: false as const,
    report: { ...localReport('auth', code, detail), needsSignIn: true },
  })
  const isWeb = server.oauth !== undefined
  try {
    const asked = await deps.credential(server)
    if (asked === null)
      return isWeb
        ? needed('OAUTH_SIGN_IN', `Nobody has signed in for ${server.name} yet.`)
        : needed('NO_PASSWORD', `No password for ${server.name} is known in this session.`)
    if (asked.ok) return { ok: true, credential: asked.value }
    return { ok: false, report: notOpened(asked.failure, asked.needsSignIn) }
  } catch (error) {
    return { ok: false, report: keychainReport(server, isWeb ? 'token' : 'password', error) }
  }
}

/** What the keychain did not give is nobody's refusal: the server's messages wait for the person, and go when it is open. */
function keychainReport({ name }: Server, what: string, error: unknown): CourierReport {
  const detail = `The keychain did not give the ${what} for ${name}: ${messageOf(error)}`
  return { ...localReport('auth', keychainCode, detail), needsSignIn: true }
}

/** Runs what reads secrets. */
async function orKeychain<T>(
  server: Server,
  what: string,
  read: () => Promise<T>,
): Promise<
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly report: CourierReport }
> {
  try {
    return { ok: true, value: await read() }
  } catch (error) {
    if (!isSecretFault(error)) throw error
    return { ok: false, report: keychainReport(server, what, error) }
  }
}

function isSecretFault(error: unknown): boolean {
  return error instanceof CallError && error.failure.code === 'secret'
}

/** A token that the server refuses may have been taken back or have ended early: it is renewed once, and tried on a new session. */
async function openSignedIn(
  deps: SmtpCourierDeps,
  server: Server,
  credential: Credential,
  wire: Wire,
  signal: AbortSignal,
): Promise<Opened> {
  if ('token' in credential && credential.isRenewed)
    wire.note(
      'connect',
      inEnglish(() => t('oauth.note.renewed')),
    )
  const first = await openSession(deps, server, credential, wire, signal)
  if (first.ok || 'pass' in credential || !isRefusedSignIn(first.report.failure)) return first
  const asked = await orKeychain(server, 'token', () => credential.refresh())
  if (!asked.ok) return asked
  const renewed = asked.value
  if (!renewed.ok) return { ok: false, report: notOpened(renewed.failure, renewed.needsSignIn) }
  wire.note(
    'auth',
    inEnglish(() => t('oauth.note.refused')),
  )
  const second = await openSession(deps, server, { ...credential, token: renewed.value }, wire, signal)
  if (!second.ok) return second
  return { ok: true, opened: { ...second.opened, notes: [...second.opened.notes, t('oauth.refreshed')] } }
}

/** Where a sign-in goes, and as whom. */
function signsInOf(server: Server | undefined): string {
  if (server === undefined) return ''
  const { host, port, security, user, oauth, proxy, allowInsecureAuth } = server
  return JSON.stringify([host, port, security, user, oauth, proxy, allowInsecureAuth])
}

function isRefusedSignIn(failure: Failure | undefined): boolean {
  return failure?.phase === 'auth' && failure.reply !== undefined && failure.reply.code >= 500
}

async function openSession(
  deps: SmtpCourierDeps,
  server: Server,
  credential: Credential,
  wire: Wire,
  signal: AbortSignal,
): Promise<Opened> {
  const { clock, random } = deps
  const reached = await orKeychain(server, 'secrets', () => deps.reach(server))
  if (!reached.ok) return reached
  const reach = reached.value
  const target = server.user === '' ? reach.target : { ...reach.target, auth: authOf(server, credential) }
  const { timeouts } = reach
  if (signsInOf(deps.server()) !== signsInOf(server)) {
    // Changed while the secrets were read: they may be those of the new settings, and are not for the old host.
    reach.release()
    const again = await findWay(deps, signal)
    return again.ok ? await again.way.open(wire) : again
  }
  const opened = await deps.openClient(target, {
    ...{ clock, random, timeouts, signal },
    tap: wire.tap(),
    ...(server.queueInFlight === true ? { options: { queueInFlight: true } } : {}),
  })
  if (!opened.ok) {
    reach.release()
    const failure = await withOtherPort(opened.failure, target, deps.takesConnection)
    return { ok: false, report: notOpened(failure, deps.needsSignIn(failure)) }
  }
  const facts = server.user === '' ? {} : { signedInAs: server.user }
  const { session } = opened
  deps.seen?.(server, session.capabilities)
  const { dsn } = server
  return { ok: true, opened: { session, facts, dsn, notes: [], release: () => reach.release() } }
}

/** P26: a token never goes over a connection that others can read, whatever is allowed for passwords. */
function authOf(server: Server, credential: Credential): NonNullable<ServerTarget['auth']> {
  const { user, mechanism, allowInsecureAuth } = server
  const only = mechanism === undefined ? {} : { mechanisms: [mechanism] }
  if (mechanism === 'EXTERNAL') return { user, ...only }
  return 'pass' in credential
    ? { user, pass: credential.pass, ...only, allowInsecure: allowInsecureAuth }
    : { user, token: credential.token, ...only }
}
