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

/** Name under which the password of a server is kept. */
export function secretName(serverId: string): string {
  return `server:${serverId}`
}
