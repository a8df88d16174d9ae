import type { ServerForm } from '../api.ts'
import { isSameOwner } from '../message/registered-domain.ts'
import { CallError } from '../result.ts'
import type { ServerTarget, Timeouts } from '../smtp/client.ts'
import { judgeCertificate } from './client-certificate.ts'
import { credentialsFor, type CredentialDeps } from './credentials-for.ts'
import { askAnew, type SecretUsers } from './foreign-secrets.ts'
import { parseServerForm, type ServerValues } from './parse-form.ts'
import type { Server } from './server.ts'
import { noConnectionSecrets, toTarget, toTimeouts, type ConnectionSecrets } from './to-target.ts'

export interface CheckTargetDeps extends CredentialDeps {
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
  const saved = form.id === null ? undefined : deps.server(form.id)
  const now = { ...values, ...values.options }
  if (saved !== undefined) await refuseForeign(deps, form, saved, now)
  const auth = await credentialsFor(deps, form)
  const pins = saved !== undefined && isSameOwner(saved.host, values.host) ? saved.pins : []
  return {
    values,
    target: {
      ...toTarget({ ...now, pins }, await secretsFor(deps, form)),
      ...(auth === undefined ? {} : { auth }),
    },
    timeouts: toTimeouts(values.options),
  }
}

/** A check asks a stranger nothing with what is stored for somebody else. */
async function refuseForeign(
  deps: CheckTargetDeps,
  form: ServerForm,
  saved: Server,
  now: SecretUsers,
): Promise<void> {
  const [problem] = await askAnew(saved, now, form, async (kind) => {
    if (kind === 'server') return (await deps.storedPassword(saved.id)) !== null
    return (await deps.storedSecrets(saved.id)).proxyPassword !== null
  })
  if (problem !== undefined) throw toCallError(problem)
}

/** Proxy password and client certificate as typed, else as they are stored for the server that the form edits. */
async function secretsFor(deps: CheckTargetDeps, form: ServerForm): Promise<ConnectionSecrets> {
  const certificate = await judgeCertificate(form.clientCertificate)
  if (!certificate.ok) throw toCallError(certificate)
  const stored = form.id === null ? noConnectionSecrets : await deps.storedSecrets(form.id)
  return {
    proxyPassword: form.proxy?.password ?? stored.proxyPassword,
    clientCertificate: certificate.facts === undefined ? stored.clientCertificate : certificate.secret,
  }
}

function toCallError(problem: { readonly field: string; readonly message: string } | undefined): CallError {
  const field = problem?.field
  return new CallError('invalid-argument', problem?.message ?? 'The form cannot be used.', {
    ...(field === undefined ? {} : { field }),
  })
}
