// The room as the core sees it: sign-ins, the tokens of servers, and what a saved or removed server means for them.
import type { SendProblem, ServerForm } from '../api.ts'
import { CallError } from '../result.ts'
import type { OAuthSettings, Server } from '../servers/server.ts'
import type { OAuthPort } from '../servers/servers.ts'
import { t } from '../text/t.ts'
import { checkOAuthSettings } from './check-settings.ts'
import type { SignOutOutcome } from './oauth.ts'
import { SignIns, type Grant, type SignInsDeps, type SignInTarget } from './sign-ins.ts'
import { SignInFault, toProblem } from './sign-in-fault.ts'
import { nameOf } from './endpoints.ts'
import { TokenKeeper, type KeeperDeps, type OAuthServer, type TokenCredential } from './token-keeper.ts'

export interface OAuth {
  readonly signIns: SignIns
  readonly keeper: TokenKeeper
  readonly port: OAuthPort
  /** For a sign-in of a form, or of a server that is there. @throws CallError `invalid-argument` with the field. */
  targetOf(form: ServerForm): Promise<SignInTarget>
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
        if (server.oauth === undefined) return
        await signOut(server)
      },
    },
    targetOf: async (form) => await toTarget(form, keeper, allowLoopback),
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
  return isSameClient(grant.settings, toSettings(settings))
    ? []
    : [{ field: 'oauthGrant', message: t('oauth.changed-since') }]
}

async function saveSignIn(
  { keeper, signIns }: Pick<OAuth, 'keeper' | 'signIns'>,
  server: OAuthServer,
  form: ServerForm,
  old: OAuthServer | undefined,
  signOut: (server: OAuthServer) => Promise<void>,
): Promise<void> {
  const before = old?.oauth
  const settings = form.oauth ?? undefined
  const isOther =
    before !== undefined && (settings === undefined || !isSameClient(before, toSettings(settings)))
  // Tokens of another client or provider are of no use to this one.
  if (isOther) await signOut({ id: server.id, oauth: before })
  const grant = settings === undefined ? undefined : grantOf(form, signIns)
  if (grant === undefined || typeof form.oauthGrant !== 'string') return
  await keeper.keep(server.id, grant.tokens)
  signIns.dropGrant(form.oauthGrant)
}

function grantOf({ oauthGrant }: ServerForm, signIns: SignIns): Grant | undefined {
  return typeof oauthGrant === 'string' ? signIns.grant(oauthGrant) : undefined
}

async function toTarget(
  form: ServerForm,
  keeper: TokenKeeper,
  allowLoopback: boolean,
): Promise<SignInTarget> {
  const { oauth: typed, id, email, user } = form
  if (typed === null || typed === undefined)
    throw new CallError('invalid-argument', t('oauth.missing'), { field: 'oauth' })
  const [problem] = checkOAuthSettings(typed, allowLoopback)
  if (problem !== undefined)
    throw new CallError('invalid-argument', problem.message, { field: problem.field })
  const clientSecret = typed.clientSecret ?? (id === null ? null : await keeper.clientSecret(id))
  const accounts = [user, email].map((account) => account.trim()).filter((account) => account.includes('@'))
  return { settings: toSettings(typed), clientSecret, accounts }
}

async function credentialFor(
  form: ServerForm,
  keeper: TokenKeeper,
  signIns: SignIns,
): Promise<TokenCredential> {
  const grant = grantOf(form, signIns)
  const { access, grantedAt } = grant?.tokens ?? {}
  if (access !== undefined && grantedAt !== undefined)
    return {
      token: access,
      grantedAt,
      isRenewed: false,
      refresh: () => Promise.reject(new SignInFault('sign-in-again')),
    }
  const settings = form.oauth ?? undefined
  const stored =
    form.id === null || settings === undefined
      ? null
      : await keeper.credential({ id: form.id, oauth: toSettings(settings) }).catch((error: unknown) => {
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

/** The settings that are stored: trimmed, without what is empty, without the secret. */
export function toSettings(typed: OAuthSettings): NonNullable<Server['oauth']> {
  const { provider, clientId, issuer, scope, tenant } = typed
  const kept = (text: string | undefined) =>
    text === undefined || text.trim() === '' ? undefined : text.trim()
  const [issuerKept, scopeKept, tenantKept] = [kept(issuer), kept(scope), kept(tenant)]
  return {
    provider,
    clientId: clientId.trim(),
    ...(provider === 'issuer' && issuerKept !== undefined ? { issuer: issuerKept } : {}),
    ...(scopeKept === undefined ? {} : { scope: scopeKept }),
    ...(provider === 'microsoft' && tenantKept !== undefined ? { tenant: tenantKept } : {}),
  }
}

function isSameClient(a: OAuthSettings, b: OAuthSettings): boolean {
  return JSON.stringify(toSettings(a)) === JSON.stringify(toSettings(b))
}
