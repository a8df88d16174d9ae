// The room as the core sees it: sign-ins, the tokens of servers, and what a saved or removed server means for them.
import type { SendProblem, ServerForm } from '../api.ts'
import { CallError } from '../result.ts'
import type { OAuthSettings, Server } from '../servers/server.ts'
import type { OAuthPort } from '../servers/servers.ts'
import { t } from '../text/t.ts'
import {
  bindingOf,
  hasSameSecret,
  isFor,
  toBinding,
  toSettings,
  type Holder,
  type OAuthServer,
} from './binding.ts'
import { checkOAuthSettings } from './check-settings.ts'
import type { SignOutOutcome } from './oauth.ts'
import { SignIns, type Grant, type SignInsDeps, type SignInTarget } from './sign-ins.ts'
import { SignInFault, toProblem } from './sign-in-fault.ts'
import { nameOf } from './endpoints.ts'
import { TokenKeeper, type KeeperDeps, type TokenCredential } from './token-keeper.ts'

export interface OAuth {
  readonly signIns: SignIns
  readonly keeper: TokenKeeper
  readonly port: OAuthPort
  /**
   * For a sign-in of a form; `saved` is the server that it edits: its client's secret is for that client alone.
   * @throws CallError `invalid-argument` with the field.
   */
  targetOf(form: ServerForm, saved: Pick<Server, 'id' | 'oauth'> | undefined): Promise<SignInTarget>
  /** The token for a form: of its unsaved sign-in, else of the server that it edits. @throws CallError that says what is missing. */
  credentialFor(form: ServerForm): Promise<TokenCredential>
}

export interface OAuthDeps extends Omit<SignInsDeps, 'keep'>, KeeperDeps {
  /** A server has new tokens: what waited for the person goes on. */
  readonly signedIn: (serverId: string) => Promise<void>
  /** A sign-in was removed here, and the provider could not be told. */
  readonly notRevoked: (outcome: SignOutOutcome) => void
}

export function createOAuth(deps: OAuthDeps): OAuth {
  const keeper = new TokenKeeper(deps)
  const signIns = new SignIns({
    ...deps,
    keep: async (serverId, tokens) => {
      await keeper.keep(serverId, tokens)
      await deps.signedIn(serverId)
    },
  })
  const { allowLoopback } = deps.find
  /** The provider is told behind the person's back: nobody waits for it. */
  const signOut = async (server: OAuthServer) => {
    const revoke = await keeper.signOut(server)
    revoke?.().then(
      (outcome) => {
        if (!outcome.revoked) deps.notRevoked(outcome)
      },
      (error: unknown) => deps.log.error('a sign-in could not be taken back', error),
    )
  }
  return {
    signIns,
    keeper,
    port: {
      check: (form) => checkForm(form, signIns, allowLoopback),
      saved: async (server, form, old) => {
        await saveSignIn({ keeper, signIns }, server, form, old, signOut)
      },
      removed: async (server) => {
        signIns.cancelFor(server.id)
        if (server.oauth !== undefined) await signOut(server)
      },
    },
    targetOf: async (form, saved) => await toTarget(form, saved, keeper, allowLoopback),
    credentialFor: async (form) => await credentialFor(form, keeper, signIns),
  }
}

function checkForm(form: ServerForm, signIns: SignIns, allowLoopback: boolean): readonly SendProblem[] {
  const { oauth: settings, oauthGrant } = form
  if (settings === null || settings === undefined) return []
  const isOpen = form.security === 'none' ? [{ field: 'security', message: t('oauth.open') }] : []
  const problems = [...checkOAuthSettings(settings, allowLoopback), ...isOpen]
  if (problems.length > 0 || oauthGrant === null || oauthGrant === undefined) return problems
  const grant = signIns.grant(oauthGrant)
  if (grant === undefined) return [{ field: 'oauthGrant', message: t('oauth.gone') }]
  return isFor(grant, holderOf(form, settings))
    ? []
    : [{ field: 'oauthGrant', message: t('oauth.changed-since') }]
}

function holderOf({ user, host }: ServerForm, settings: OAuthSettings): Holder {
  return { settings: toSettings(settings), user, host }
}

async function saveSignIn(
  { keeper, signIns }: Pick<OAuth, 'keeper' | 'signIns'>,
  server: OAuthServer,
  form: ServerForm,
  old: OAuthServer | undefined,
  signOut: (server: OAuthServer) => Promise<void>,
): Promise<void> {
  // Tokens of another client, provider, user or host are of no use to this one.
  if (old?.oauth !== undefined && bindingOf(old) !== bindingOf(server)) {
    signIns.cancelFor(server.id)
    await signOut({ ...old, id: server.id })
  }
  const grant = server.oauth === undefined ? undefined : grantOf(form, signIns)
  if (grant === undefined || server.oauth === undefined || typeof form.oauthGrant !== 'string') return
  const { oauth: settings, user, host } = server
  await keeper.keep(server.id, { ...grant.tokens, boundTo: toBinding({ settings, user, host }) })
  signIns.dropGrant(form.oauthGrant)
}

function grantOf({ oauthGrant }: ServerForm, signIns: SignIns): Grant | undefined {
  return typeof oauthGrant === 'string' ? signIns.grant(oauthGrant) : undefined
}

async function toTarget(
  form: ServerForm,
  saved: Pick<Server, 'id' | 'oauth'> | undefined,
  keeper: TokenKeeper,
  allowLoopback: boolean,
): Promise<SignInTarget> {
  const { oauth: typed, email, user, host } = form
  if (typed === null || typed === undefined)
    throw new CallError('invalid-argument', t('oauth.missing'), { field: 'oauth' })
  const [problem] = checkOAuthSettings(typed, allowLoopback)
  if (problem !== undefined)
    throw new CallError('invalid-argument', problem.message, { field: problem.field })
  const isKept = saved?.oauth !== undefined && hasSameSecret(saved.oauth, typed)
  const clientSecret = typed.clientSecret ?? (isKept ? await keeper.clientSecret(saved.id) : null)
  const accounts = [user, email].map((account) => account.trim()).filter((account) => account.includes('@'))
  return { settings: toSettings(typed), user, host, clientSecret, accounts }
}

async function credentialFor(
  form: ServerForm,
  keeper: TokenKeeper,
  signIns: SignIns,
): Promise<TokenCredential> {
  const settings = form.oauth ?? undefined
  const grant = grantOf(form, signIns)
  if (grant !== undefined && (settings === undefined || !isFor(grant, holderOf(form, settings))))
    throw new CallError('invalid-argument', t('oauth.changed-since'), { field: 'oauthGrant' })
  const { access, grantedAt } = grant?.tokens ?? {}
  if (access !== undefined && grantedAt !== undefined)
    return {
      token: access,
      grantedAt,
      isRenewed: false,
      refresh: () => Promise.reject(new SignInFault('sign-in-again')),
    }
  const stored =
    form.id === null || settings === undefined
      ? null
      : await keeper
          .credential({ id: form.id, oauth: toSettings(settings), user: form.user, host: form.host })
          .catch((error: unknown) => {
            throw toCallError(error, toSettings(settings))
          })
  if (stored === null) throw new CallError('invalid-argument', t('oauth.missing'), { field: 'oauthGrant' })
  return stored
}

/** A fault as a refused call: title and what happened. */
export function toCallError(error: unknown, settings: OAuthSettings): unknown {
  if (!(error instanceof SignInFault)) return error
  const { name, host } = nameOf(settings)
  const { title, what } = toProblem(error, {
    provider: name,
    host,
    step: t('oauth.step.token'),
    secrets: [],
  })
  const isFar = error.kind === 'offline' || error.kind === 'no-answer'
  return new CallError(isFar ? 'network' : 'invalid-argument', `${title}. ${what}`, { field: 'oauthGrant' })
}
