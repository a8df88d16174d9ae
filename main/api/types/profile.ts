// The whole profile, as it is taken to another computer, and what of it lies on this disk.
import type { SettingName } from './settings.ts'

export type ProfilePart = 'settings' | 'accounts' | 'templates' | 'contacts'

export interface SettingChange {
  readonly name: SettingName
  readonly now: unknown
  readonly then: unknown
}

/** What a file would change; nothing is stored yet. What is there is never deleted, and a server of yours stays as it is. */
export interface ProfilePreview {
  readonly id: string
  readonly path: string
  readonly settings: readonly SettingChange[]
  /** Settings that the administrator has locked and that stay. */
  readonly locked: readonly SettingName[]
  /** Names of servers and addresses of identities that would come. */
  readonly servers: readonly string[]
  readonly identities: readonly string[]
  /** Of both, how many are there already, or cannot be taken. */
  readonly kept: number
  readonly templates: readonly string[]
  readonly contacts: { readonly added: number; readonly merged: number; readonly leftOut: number }
}

/** Octets on disk. */
export interface DiskUse {
  readonly dataDir: string
  readonly messages: number
  readonly attachments: number
  readonly database: number
  readonly practice: number
  readonly logs: number
  readonly rest: number
}

export interface ProfileApi {
  /** Writes settings, servers, identities, templates and contacts to a file where the person says, without a secret (P25). */
  export(): Promise<{ readonly path: string | null }>
  /** Reads such a file, that the person picks; null: none was picked. @throws CallError `file`. */
  read(): Promise<ProfilePreview | null>
  /** Takes the parts that were chosen. */
  apply(input: {
    readonly previewId: string
    readonly parts: readonly ProfilePart[]
  }): Promise<{ readonly servers: readonly string[] }>
  /** What lies in the profile folder. */
  diskUse(): Promise<DiskUse>
}
