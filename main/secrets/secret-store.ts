/** Where passwords and tokens live. Nothing else in the program stores one (P25). */
export interface SecretStore {
  /** `keychain`: survives a restart; `memory`: this session only, and the window says so. */
  readonly kind: 'keychain' | 'memory'
  /** Why it is not the keychain, one sentence, for the window. */
  readonly reason?: string
  get(name: string): Promise<string | null>
  set(name: string, secret: string): Promise<void>
  delete(name: string): Promise<void>
}

/**
 * What is kept for a server: its password; the tokens of its OAuth sign-in and the client's secret; its client certificate with
 * the key; the password of its proxy.
 */
export const secretKinds = ['server', 'oauth', 'oauth-client', 'certificate', 'proxy'] as const
export type SecretKind = (typeof secretKinds)[number]

/** Name under which a secret of a server is kept. */
export function secretName(serverId: string, kind: SecretKind = 'server'): string {
  return `${kind}:${serverId}`
}
