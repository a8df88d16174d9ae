import type { ServerForm } from '../api.ts'
import { CallError } from '../result.ts'
import type { ServerTarget, Timeouts } from '../smtp/client.ts'
import { parseServerForm, type ServerValues } from './parse-form.ts'
import type { Server } from './server.ts'
import { toTarget, toTimeouts, type ConnectionSecrets } from './to-target.ts'

export interface CheckTargetDeps {
  /** The stored password of the server that the form edits. */
  readonly storedPassword: (serverId: string) => Promise<string | null>
  /** What else is stored for a connection to it. */
  readonly storedSecrets: (serverId: string) => Promise<ConnectionSecrets>
  readonly server: (serverId: string) => Server | undefined
}

/** A server as a form describes it, saved or not, ready to be connected to. */
export interface CheckTarget {
  readonly values: ServerValues
  readonly target: ServerTarget
  readonly timeouts: Partial<Timeouts>
}

/**
 * The server of a form, unsaved values too, with what is stored of it: secrets where none were typed, and its trusted keys.
 * @throws CallError `invalid-argument` with the first field that cannot be used.
 */
export async function toCheckTarget(deps: CheckTargetDeps, form: ServerForm): Promise<CheckTarget> {
  const parsed = parseServerForm(form, false)
  if (!parsed.ok) throw toCallError(parsed.problems[0])
  const { values } = parsed
  const pass = await passwordFor(deps, form)
  const pins = form.id === null ? [] : (deps.server(form.id)?.pins ?? [])
  return {
    values,
    target: {
      ...toTarget({ ...values, ...values.options, pins }, await secretsFor(deps, form)),
      ...(values.user === '' ? {} : { auth: authOf(values, pass) }),
    },
    timeouts: toTimeouts(values.options),
  }
}

function authOf({ user, allowInsecureAuth, options: { mechanism } }: ServerValues, pass: string) {
  const only = mechanism === undefined ? {} : { mechanisms: [mechanism] }
  return { user, pass, ...only, allowInsecure: allowInsecureAuth }
}

async function passwordFor(deps: CheckTargetDeps, form: ServerForm): Promise<string> {
  if (form.password !== null) return form.password
  const stored = form.id === null ? null : await deps.storedPassword(form.id)
  if (stored === null && form.user.trim() !== '') {
    throw new CallError('invalid-argument', 'A password is missing.', { field: 'password' })
  }
  return stored ?? ''
}

/** The proxy's password as typed, else as it is stored for the server that the form edits. */
async function secretsFor(deps: CheckTargetDeps, form: ServerForm): Promise<ConnectionSecrets> {
  const typed = form.proxy?.password ?? null
  if (typed !== null || form.id === null) return { proxyPassword: typed }
  return await deps.storedSecrets(form.id)
}

function toCallError(problem: { readonly field: string; readonly message: string } | undefined): CallError {
  const field = problem?.field
  return new CallError('invalid-argument', problem?.message ?? 'The form cannot be used.', {
    ...(field === undefined ? {} : { field }),
  })
}
