// Import and export of settings.
import type { TakenLine } from '../../transfer/describe.ts'
import type { FileKind, Left } from '../../transfer/found.ts'

/** Settings of another program that lie where it keeps them. */
export interface TransferSource {
  readonly id: string
  readonly kind: FileKind
  /** Of the profile, where the program has several. */
  readonly name?: string
  readonly path: string
}

/** One server or identity of a file, beside what is there. */
export interface TransferItem {
  /** Its name inside the preview. */
  readonly key: string
  readonly name: string
  /** `same`: you have it; `conflict`: you have it with other settings; `unusable`: it cannot be taken. */
  readonly state: 'new' | 'same' | 'conflict' | 'unusable'
  /** One sentence about the state, where there is something to say. */
  readonly remark?: string
  readonly took: readonly TakenLine[]
  readonly left: readonly Left[]
}

export type TransferServer = TransferItem

export interface TransferIdentity extends TransferItem {
  /** Its server in the file; null: your default server. */
  readonly serverKey: string | null
  readonly serverName: string
  /** It can be taken only together with that server, which you do not have. */
  readonly needsServer: boolean
}

/** What a file has; nothing is stored yet. */
export interface TransferPreview {
  readonly id: string
  readonly kind: FileKind
  readonly path: string
  readonly servers: readonly TransferServer[]
  readonly identities: readonly TransferIdentity[]
  /** Of the file as a whole. */
  readonly left: readonly Left[]
}

/** What was taken, and what each server needs before it can send. */
export interface TransferReport {
  readonly servers: readonly {
    readonly serverId: string
    readonly name: string
    readonly needs: readonly ('password' | 'sign-in' | 'certificate' | 'proxy-password' | 'address')[]
  }[]
  readonly identities: readonly { readonly address: string; readonly serverName: string }[]
}

export interface TransferApi {
  /** Settings of other programs on this computer: Thunderbird's profiles, msmtp, Mailspring. */
  sources(): Promise<readonly TransferSource[]>
  /** Reads one of them, or (null) a file that the person picks; null: none was picked. Nothing is stored. @throws CallError `file`. */
  read(input: { readonly sourceId: string | null }): Promise<TransferPreview | null>
  /** Adds what was chosen of the preview; what is there stays as it is, and no secret comes along. */
  apply(input: {
    readonly previewId: string
    readonly servers: readonly string[]
    readonly identities: readonly string[]
  }): Promise<TransferReport>
  /** Writes servers and identities of theirs to a file where the person says, without any secret (P25); `path` null: it was left. */
  exportServers(input: {
    readonly serverIds: readonly string[]
    readonly identityIds: readonly string[]
  }): Promise<{ readonly path: string | null; readonly servers: number; readonly identities: number }>
}
