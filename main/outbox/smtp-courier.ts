// The one joint between the queue and smtp/ for an outgoing server: its settings, its secret and the session meet here.
import type { Failure } from '../failure.ts'
import type { Random } from '../random.ts'
import type { Server } from '../servers/server.ts'
import type { OpenClient, ServerTarget, Timeouts } from '../smtp/client.ts'
import { localReport, messageOf, notOpened } from './courier-report.ts'
import type { Courier, CourierReport } from './courier.ts'
import { withOtherPort, type TakesConnection } from './other-port.ts'
import { SessionKeeper, type FoundWay, type KeeperDeps, type Opened } from './session-keeper.ts'
import type { Wire } from './wire.ts'

/** Where to connect and with what; `release` ends the claim on it (the practice server stays open as long). */
export interface Reach {
  readonly target: Omit<ServerTarget, 'auth'>
  readonly timeouts: Partial<Timeouts>
  release(): void
}

export interface SmtpCourierDeps extends KeeperDeps {
  /** The server as it is configured now; undefined when it was deleted. */
  readonly server: () => Server | undefined
  readonly reach: (server: Server) => Promise<Reach>
  /** The password for the server; null where none is known in this session. */
  readonly password: (server: Server) => Promise<string | null>
  readonly openClient: OpenClient
  /** Whether a new password could help against this refusal (P13). */
  readonly needsSignIn: (failure: Failure) => boolean
  readonly random: Random
  /** Left out: no other port is asked. */
  readonly takesConnection?: TakesConnection
}

/** Makes the courier of one server. */
export function createSmtpCourier(deps: SmtpCourierDeps): Courier {
  const keeper = new SessionKeeper(deps)
  return {
    deliver: (entry, recipients, attemptId, hooks, signal) =>
      keeper.deliver({ entry, recipients, attemptId, hooks, signal }, () => findWay(deps, signal)),
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
  const key = JSON.stringify([server, secret.pass])
  return { ok: true, way: { key, open: (wire) => openSession(deps, server, secret.pass, wire, signal) } }
}

async function secretOf(
  deps: SmtpCourierDeps,
  server: Server,
): Promise<{ ok: true; pass: string } | { ok: false; report: CourierReport }> {
  if (server.user === '') return { ok: true, pass: '' }
  const needed = (code: string, detail: string) => ({
    ok: false as const,
    report: { ...localReport('auth', code, detail), needsSignIn: true },
  })
  try {
    const pass = await deps.password(server)
    if (pass !== null) return { ok: true, pass }
    return needed('NO_PASSWORD', `No password for ${server.name} is known in this session.`)
  } catch (error) {
    return needed(
      'KEYCHAIN',
      `The keychain did not give the password for ${server.name}: ${messageOf(error)}`,
    )
  }
}

async function openSession(
  deps: SmtpCourierDeps,
  server: Server,
  pass: string,
  wire: Wire,
  signal: AbortSignal,
): Promise<Opened> {
  const { clock, random } = deps
  const reach = await deps.reach(server)
  const target = server.user === '' ? reach.target : { ...reach.target, auth: authOf(server, pass) }
  const { timeouts } = reach
  const opened = await deps.openClient(target, { clock, random, timeouts, tap: wire.tap(), signal })
  if (!opened.ok) {
    reach.release()
    const failure = await withOtherPort(opened.failure, target, deps.takesConnection)
    return { ok: false, report: notOpened(failure, deps.needsSignIn(failure)) }
  }
  const facts = server.user === '' ? {} : { signedInAs: server.user }
  const { session } = opened
  const { dsn } = server
  return { ok: true, opened: { session, facts, dsn, notes: [], release: () => reach.release() } }
}

function authOf(server: Server, pass: string): NonNullable<ServerTarget['auth']> {
  const { user, mechanism, allowInsecureAuth } = server
  const only = mechanism === undefined ? {} : { mechanisms: [mechanism] }
  return { user, pass, ...only, allowInsecure: allowInsecureAuth }
}
