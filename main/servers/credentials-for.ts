// What the values of a form sign in with, unsaved ones too: for its test and its check.
import type { ServerForm } from '../api.ts'
import { CallError } from '../result.ts'
import type { ServerTarget } from '../smtp/client.ts'

export interface CredentialDeps {
  /** The stored password of the server that the form edits. */
  readonly storedPassword: (serverId: string) => Promise<string | null>
  /** The token of its web sign-in: of the grant that waits for the form, else of the server that it edits. @throws CallError */
  readonly token: (form: ServerForm) => Promise<{ readonly token: string }>
}

/**
 * The `auth` of a session with the values of the form; undefined where it names no user.
 * @throws CallError `invalid-argument` with the field where a password or a web sign-in is missing.
 */
export async function credentialsFor(
  { storedPassword, token }: CredentialDeps,
  form: ServerForm,
): Promise<ServerTarget['auth']> {
  const user = form.user.trim()
  if (user === '') return undefined
  const only = form.mechanism === null || form.mechanism === undefined ? {} : { mechanisms: [form.mechanism] }
  // P26: no `allowInsecure` beside a token.
  if (form.oauth !== null && form.oauth !== undefined)
    return { user, token: (await token(form)).token, ...only }
  const pass = form.password ?? (form.id === null ? null : await storedPassword(form.id))
  if (pass === null) throw new CallError('invalid-argument', 'A password is missing.', { field: 'password' })
  return { user, pass, ...only, allowInsecure: form.allowInsecureAuth }
}
