// What the desktop knows of the program, and updates of it.
import type { UpdatesInfo } from '../../updates/updates-info.ts'

export type { UpdatesInfo } from '../../updates/updates-info.ts'

export interface MailLinksInfo {
  /** There is an installed program that the system could start. */
  readonly isPossible: boolean
  /** A click on a mail link (mailto:) opens Sendoff. */
  readonly isOurs: boolean
}

export interface DesktopApi {
  mailLinks(): Promise<MailLinksInfo>
  /** Makes Sendoff the program for mail links. @throws `not-possible`: it is not installed, or the system did not do it. */
  takeMailLinks(): Promise<MailLinksInfo>
}

export interface UpdatesApi {
  get(): Promise<UpdatesInfo>
  /** Looks for a newer version, and loads none. What comes of it is told by `updates.changed` too. @throws `not-possible`: updates are off. */
  check(): Promise<UpdatesInfo>
  /** Loads the version that was found. @throws `not-possible`: none was. */
  load(): Promise<UpdatesInfo>
  /** Quits, installs what was loaded, and starts again. @throws `not-possible`: nothing was. */
  install(): Promise<void>
}
