// The program: windows, notices, quitting.
import type { Place } from '../../shell.ts'
import type { EntrySummary } from './outbox.ts'
import type { SecretsInfo } from './secrets.ts'

/** A state of the whole program that a banner shows until it is settled. */
export interface Notice {
  readonly id:
    | 'database-set-aside'
    | 'unreadable'
    | 'recovered'
    | 'spool-set-aside'
    | 'read-only'
    | 'unconfirmed-at-start'
    | 'secrets-in-memory'
    | 'oauth-not-revoked'
    | 'secrets-problem'
    | 'policy'
  readonly message: string
  readonly detail?: string
}

export interface AppInfo {
  readonly version: string
  readonly shell: 'electron' | 'chromium' | 'none'
  readonly platform: string
  readonly dataDir: string
  readonly secrets: SecretsInfo
  readonly notices: readonly Notice[]
}

export interface AppApi {
  info(): Promise<AppInfo>
  dismissNotice(input: { readonly id: string }): Promise<void>
  /** Opens (or focuses) a compose window: on a draft, or on a new one. */
  compose(input: {
    readonly draftId: string | null
    readonly to?: readonly string[]
  }): Promise<{ readonly draftId: string }>
  /** Opens a compose window filled in by a mailto: link (RFC 6068). @throws `invalid-argument`: it is none. */
  openMailto(input: { readonly url: string }): Promise<{ readonly draftId: string }>
  /** Shows the main window at a place; used by compose windows ("Show in outbox"). */
  show(input: { readonly view: View; readonly entryId?: string }): Promise<void>
  /** Tells in which language the window with the focus writes (BCP 47), so that spelling follows; null: none was chosen. */
  writeIn(input: { readonly language: string | null }): Promise<void>
  /** Opens a link of a message in the system's browser, once the person has seen where it leads. @throws `invalid-argument`: none of https. */
  openLink(input: { readonly url: string }): Promise<void>
  copyText(input: { readonly text: string }): Promise<void>
  /** The answer to `app.quitting`. */
  answerQuit(input: { readonly choice: QuitChoice }): Promise<void>
  /** Shows the profile folder, or the log, in the system's file manager. */
  reveal(input: { readonly what: Place }): Promise<void>
  /** Forgets every secret, ends the program and removes the profile: messages, drafts, servers, settings, transcripts, logs. */
  eraseEverything(): Promise<void>
}

/** What becomes of mail that is on its way when a person quits. */
export type QuitChoice =
  /** It is handed over first. */
  | 'finish'
  /** Connections are cut; what was not handed over waits. */
  | 'stop'
  /** The windows close, the program goes on. */
  | 'background'
  | 'stay'

/** What quitting would cut off, or leave until the program is open again. */
export interface OnItsWay {
  readonly sending: readonly EntrySummary[]
  /** Wait for nothing but their turn. */
  readonly next: readonly EntrySummary[]
  readonly scheduled: number
}

export type View =
  | 'outbox'
  | 'sent'
  | 'drafts'
  | 'contacts'
  | 'merge'
  | 'servers'
  | 'routes'
  | 'identities'
  | 'practice'
  | 'settings'
  | 'help'
