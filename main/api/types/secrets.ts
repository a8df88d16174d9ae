// Where secrets are kept, and certificates.
import type { SecretPlaceKind } from '../../secrets/secret-store.ts'
import type { OtherName } from '../../servers/other-name.ts'

/** Where passwords and tokens are kept now. */
export interface SecretsInfo {
  readonly kind: SecretPlaceKind
  /** Why it is not the keychain, and what to do. */
  readonly reason?: string
  /** The encrypted file was chosen, although there is a keychain. */
  readonly isChosen: boolean
  /** An encrypted file can be chosen here. */
  readonly hasFile: boolean
  /** What could not be read or moved, a sentence each. */
  readonly problems: readonly string[]
}

export interface SecretsApi {
  /** Tests the keychain again, and moves there what memory or the encrypted file holds. Refused with `secret`. */
  useKeychain(): Promise<SecretsInfo>
  /** Moves all secrets of this profile from the keychain into the encrypted file. Refused with `secret`. */
  useFile(): Promise<SecretsInfo>
}

export interface CertificatesApi {
  /** A name of a certificate that leads to the same computer as the host; looked up now. `serverId` null: the server is not saved yet. */
  otherName(input: {
    readonly serverId: string | null
    readonly host: string
    readonly names: readonly string[]
  }): Promise<OtherName | null>
  /** That name is the server's host from now on; what waited goes on. Refused with `not-possible` where it leads elsewhere. */
  useName(input: { readonly serverId: string; readonly name: string }): Promise<void>
}
