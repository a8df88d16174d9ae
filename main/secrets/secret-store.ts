export const secretPlaces = ['keychain', 'cipher', 'memory'] as const
/**
 * `keychain`: the system's, survives a restart; `cipher`: a file of the profile, encrypted with a key of the system, survives a
 * restart; `memory`: this session only, and the window says so.
 */
export type SecretPlaceKind = (typeof secretPlaces)[number]

/** Where passwords and tokens live. Nothing else in the program stores one (P25). */
export interface SecretStore {
  /** Where a secret is put now. */
  readonly kind: SecretPlaceKind
  /** Why it is not the keychain, for the window: sentences that also say what to do. */
  readonly reason?: string | undefined
  /** @throws CallError `secret` where the place does not answer. */
  get(name: string): Promise<string | null>
  set(name: string, secret: string): Promise<void>
  delete(name: string): Promise<void>
  /** The keychain did not answer and is locked, it seems: it may hold what is not found now. */
  readonly isLocked?: boolean
  /** Absent where there is one place only. */
  readonly places?: SecretPlaces
}

/** Moving secrets from one place to another. */
export interface SecretPlaces {
  /** The encrypted file was chosen, although the keychain answers. */
  readonly isFileChosen: boolean
  /** There may be an encrypted file: this shell has a key of the system. */
  readonly hasCipher: boolean
  /** What could not be read or moved, a sentence each; without a secret. */
  readonly problems: readonly string[]
  /** Tests the keychain again, and moves there what the file or the memory holds. @throws CallError `secret` where it fails. */
  useKeychain(): Promise<void>
  /**
   * Moves these secrets from the keychain into the encrypted file, and keeps new ones there from now on.
   * @throws CallError `secret`; what was not moved stays where it was, and is found there.
   */
  useFile(names: readonly string[]): Promise<void>
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
