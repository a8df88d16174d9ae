// Identities.
import type { Alias } from '../../identities/aliases.ts'
import type { Identity, SentCopy, Signature } from '../../identities/identity.ts'
import type { RefusedSender } from '../../servers/server.ts'
import type { SendProblem } from './outbox.ts'

/** Values of the identity form; '' and [] are what was not filled in. */
export interface IdentityForm {
  readonly id: string | null
  readonly name: string
  readonly address: string
  readonly serverId: string
  readonly furtherServerIds: readonly string[]
  readonly replyTo: string
  readonly organisation: string
  readonly signatures: readonly Signature[]
  readonly alwaysBcc: readonly string[]
  readonly sentCopy: SentCopy | null
  readonly envelopeSender: string
}

/** What was wrong with the form, by field; nothing was saved. */
export type SaveIdentityOutcome =
  | { readonly saved: true; readonly identity: Identity }
  | { readonly saved: false; readonly problems: readonly SendProblem[] }

/** A sender that a server refused once, and was not asked about since or refused again. */
export interface RefusedSenderView extends RefusedSender {
  readonly serverId: string
  readonly serverName: string
}

export interface IdentitiesApi {
  /** In the order of "From"; the first is the default. */
  list(): Promise<readonly Identity[]>
  save(input: IdentityForm): Promise<SaveIdentityOutcome>
  /** What waits in the outbox keeps its sender; drafts of it fall to the default. */
  delete(input: { readonly identityId: string }): Promise<void>
  reorder(input: { readonly identityIds: readonly string[] }): Promise<void>
  /** The system's picker of folders; `path` null: it was left. */
  pickFolder(): Promise<{ readonly path: string | null }>
  refusedSenders(): Promise<readonly RefusedSenderView[]>
  /** Senders that were typed for one message, the one used last first. */
  aliases(): Promise<readonly Alias[]>
  forgetAlias(input: { readonly identityId: string; readonly address: string }): Promise<void>
  forgetRefused(input: { readonly serverId: string; readonly address: string }): Promise<void>
  /** A copy of what was handed over that could not be written is tried again. */
  saveCopy(input: { readonly entryId: string }): Promise<void>
}
