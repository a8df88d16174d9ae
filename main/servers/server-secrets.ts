// The secrets of a server: what its form says of them, and what a connection is given.
import type { ServerForm } from '../api.ts'
import { secretKinds, secretName, type SecretKind, type SecretStore } from '../secrets/secret-store.ts'
import type { Server } from './server.ts'
import type { ConnectionSecrets } from './to-target.ts'

/** Stores what the form gives. What it leaves out (`null`) stays; what the settings have no use for any more is forgotten. */
export async function keepSecrets(
  secrets: SecretStore,
  server: Pick<Server, 'id' | 'user' | 'proxy' | 'oauth' | 'clientCertificate'>,
  form: Pick<ServerForm, 'password' | 'proxy' | 'oauth'>,
  certificate: string | null = null,
): Promise<void> {
  const keep = (kind: SecretKind, isUsed: boolean, secret: string | null | undefined) =>
    keepOne(secrets, secretName(server.id, kind), isUsed, secret ?? null)
  await keep('server', server.user !== '', form.password)
  await keep('proxy', (server.proxy?.user ?? '') !== '', form.proxy?.password)
  await keep('oauth-client', server.oauth !== undefined, form.oauth?.clientSecret)
  await keep('certificate', server.clientCertificate !== undefined, certificate)
  if (server.oauth === undefined) await forget(secrets, secretName(server.id, 'oauth'))
}

async function keepOne(
  secrets: SecretStore,
  name: string,
  isUsed: boolean,
  secret: string | null,
): Promise<void> {
  if (!isUsed || secret === '') await forget(secrets, name)
  else if (secret !== null) await secrets.set(name, secret)
}

/** A keychain is asked only for what it has: some ask the person at each call. */
async function forget(secrets: SecretStore, name: string): Promise<void> {
  if ((await secrets.get(name)) !== null) await secrets.delete(name)
}

/** What a connection to the server needs beside its settings. */
export async function connectionSecrets(
  secrets: SecretStore,
  server: Pick<Server, 'id' | 'proxy' | 'clientCertificate'>,
): Promise<ConnectionSecrets> {
  const hasProxyUser = (server.proxy?.user ?? '') !== ''
  const read = async (kind: SecretKind, isUsed: boolean) =>
    isUsed ? await secrets.get(secretName(server.id, kind)) : null
  return {
    proxyPassword: await read('proxy', hasProxyUser),
    clientCertificate: await read('certificate', server.clientCertificate !== undefined),
  }
}

/**
 * A second server has the same password and certificate. Tokens are left out: whoever refreshes first would take the
 * refresh token from the other.
 */
export async function copySecrets(secrets: SecretStore, fromId: string, toId: string): Promise<void> {
  for (const kind of secretKinds.filter((one) => one !== 'oauth')) {
    const secret = await secrets.get(secretName(fromId, kind))
    if (secret !== null) await secrets.set(secretName(toId, kind), secret)
  }
}
