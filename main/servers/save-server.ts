// A form that is saved: what is wrong with it is said before anything is stored, and secrets and row never stand beside one another's past.
import type { SendProblem, ServerForm } from '../api.ts'
import type { Identity } from '../identities/identity.ts'
import { createId } from '../id.ts'
import { judgeCertificate } from './client-certificate.ts'
import { askAnew, findForeign } from './foreign-secrets.ts'
import type { ServerGuard } from './guard.ts'
import type { OwedSecrets } from './owed-secrets.ts'
import { parseServerForm } from './parse-form.ts'
import { judgeFurther, toIdentity, toServer } from './server-records.ts'
import type { ServerRows } from './server-rows.ts'
import { keepSecrets } from './server-secrets.ts'
import type { Server } from './server.ts'
import type { ServersDeps } from './servers.ts'

export interface SaveContext {
  readonly deps: ServersDeps
  readonly rows: ServerRows
  readonly secrets: OwedSecrets
  readonly guard: ServerGuard
}

/** What is to be stored. */
interface Judged {
  readonly server: Server
  readonly old: Server | undefined
  readonly identity: Identity
  /** The client certificate with its key, where the form brings one. */
  readonly certificate: string | null
}

export type SavedServer =
  | { readonly saved: false; readonly problems: readonly SendProblem[] }
  | { readonly saved: true; readonly server: Server }

/** @throws CallError `not-found`, `not-possible` for the practice server; the error of a keychain that refuses. */
export async function saveServer(context: SaveContext, form: ServerForm): Promise<SavedServer> {
  const judged = await judge(context, form)
  if ('problems' in judged) return { saved: false, problems: judged.problems }
  await store(context, form, judged)
  return { saved: true, server: judged.server }
}

async function judge(
  { deps, rows, secrets, guard }: SaveContext,
  form: ServerForm,
): Promise<Judged | { readonly problems: readonly SendProblem[] }> {
  const old = form.id === null ? undefined : rows.requireConfigured(form.id)
  const forbidden = guard.judgeForm(form)
  if (forbidden.length > 0) return { problems: forbidden }
  const parsed = parseServerForm(form, true)
  if (!parsed.ok) return { problems: parsed.problems }
  const signIn = deps.oauth?.check(form) ?? []
  if (signIn.length > 0) return { problems: signIn }
  const further = judgeFurther(form, rows.stored)
  if (further.problem !== undefined) return { problems: [further.problem] }
  const certificate = await judgeCertificate(form.clientCertificate)
  if (!certificate.ok) return { problems: [certificate] }
  const { random, clock } = deps
  const fresh = { id: createId(random), createdAt: clock.now() }
  const { clientCertificate: kept, ...bare } = toServer(old, parsed.values, form.isDefault, fresh)
  const facts = certificate.facts === undefined ? kept : certificate.facts
  const server: Server = { ...bare, ...(facts == null ? {} : { clientCertificate: facts }) }
  const again = old === undefined ? [] : await askAnew(old, server, form, (kind) => secrets.has(old.id, kind))
  if (again.length > 0) return { problems: again }
  const first = rows.storedIdentities.find(({ serverId }) => serverId === server.id)
  const identity = toIdentity(first, server.id, parsed.values, further.serverIds, createId(random))
  return { server, old, identity, certificate: certificate.secret }
}

/**
 * Secrets first, so that a keychain that refuses leaves all as it was. Where stored ones are not for the new settings, they go
 * before the row and the new ones come behind it: whatever ends this in between, no row stands beside a secret of another.
 */
async function store(context: SaveContext, form: ServerForm, judged: Judged): Promise<void> {
  const { deps, secrets } = context
  const { server, old, certificate } = judged
  const keep = async () => {
    await deps.oauth?.saved(server, form, old)
    await keepSecrets(deps.secrets, server, form, certificate)
  }
  const putRows = () => storeRows(context, form, judged)
  const foreign = old === undefined ? new Set<never>() : findForeign(old, server)
  if (old === undefined) {
    await secrets.whileMaking(server.id, async () => {
      await keep()
      await putRows()
    })
  } else if (foreign.size === 0) {
    await keep()
    await putRows()
  } else {
    await secrets.drop(server.id, foreign)
    await putRows()
    await keep()
    deps.changed(server.id)
  }
}

async function storeRows(
  { deps, rows }: SaveContext,
  form: ServerForm,
  { server, old, identity }: Judged,
): Promise<void> {
  await rows.storeWithDefault(server)
  await deps.store.identities.put(identity)
  await rows.load()
  if (form.isDefault && old?.isDefault !== true) await rows.leadWith(server.id)
  deps.changed(server.id)
}
