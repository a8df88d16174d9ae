// Secrets that were stored for another computer than the settings name now. They are not sent there unasked.
import type { SendProblem, ServerForm } from '../api.ts'
import { isSameOwner } from '../message/registered-domain.ts'
import type { SecretKind } from '../secrets/secret-store.ts'
import { t } from '../text/t.ts'
import type { OAuthSettings, Server } from './server.ts'

/** What decides whom a secret of the server goes to. */
export type SecretTargets = Pick<Server, 'host' | 'proxy' | 'oauth'>

/** Kinds of what is stored that are not for the new settings. Another port, or a host of the same domain, changes nothing. */
export function findForeign(old: SecretTargets, now: SecretTargets): ReadonlySet<SecretKind> {
  const kinds = new Set<SecretKind>()
  if (!isSameOwner(old.host, now.host)) kinds.add('server').add('certificate')
  if (old.proxy !== undefined && now.proxy !== undefined && !isSameOwner(old.proxy.host, now.proxy.host))
    kinds.add('proxy')
  if (old.oauth !== undefined && now.oauth !== undefined && !isSameClient(old.oauth, now.oauth))
    kinds.add('oauth-client')
  return kinds
}

/** A client secret is for one client at one provider; the scope is no part of that. */
function isSameClient(a: OAuthSettings, b: OAuthSettings): boolean {
  return (['provider', 'issuer', 'clientId', 'tenant'] as const).every((name) => a[name] === b[name])
}

/** The settings of a form, as far as secrets go by them. */
export type SecretUsers = SecretTargets & Pick<Server, 'user' | 'mechanism'>

/**
 * What has to be given anew before the settings are used: the stored one is another's.
 * @param isStored Asked only about what the settings need and the form leaves out.
 */
export async function askAnew(
  old: SecretTargets & Pick<Server, 'clientCertificate'>,
  now: SecretUsers,
  form: Pick<ServerForm, 'password' | 'proxy' | 'clientCertificate'>,
  isStored: (kind: 'server' | 'proxy') => Promise<boolean>,
): Promise<readonly SendProblem[]> {
  const foreign = findForeign(old, now)
  const problems: SendProblem[] = []
  const usesPassword = now.user !== '' && now.oauth === undefined && now.mechanism !== 'EXTERNAL'
  if (foreign.has('server') && usesPassword && form.password === null && (await isStored('server')))
    problems.push({
      field: 'password',
      message: t('server.password-again', { host: now.host, old: old.host }),
    })
  if (
    foreign.has('certificate') &&
    old.clientCertificate !== undefined &&
    form.clientCertificate === undefined
  )
    problems.push({
      field: 'clientCertificate',
      message: t('server.certificate-again', { host: now.host, old: old.host }),
    })
  const proxyUser = now.proxy?.user ?? ''
  const isLeftOut = (form.proxy?.password ?? null) === null
  if (foreign.has('proxy') && proxyUser !== '' && isLeftOut && (await isStored('proxy')))
    problems.push({
      field: 'proxy.password',
      message: t('server.proxy-again', { host: now.proxy?.host ?? '', old: old.proxy?.host ?? '' }),
    })
  return problems
}
