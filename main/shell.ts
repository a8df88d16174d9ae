import type { QuitChoice, View } from './api.ts'
import type { SpellingInfo } from './settings/spelling.ts'
import type { Updates } from './updates/updates.ts'

/** Who opens mail links (mailto:) on this system. */
export interface MailLinks {
  readonly isPossible: boolean
  isOurs(): boolean
  /** Asks the system for it. @returns whether the system says that it is so now. */
  take(): boolean
}

export type Place = 'profile' | 'log' | 'logFolder' | 'crashes' | 'policy' | 'guide' | 'notices'

/** What the core asks of the program around it: windows, pickers, clipboard. main/electron implements it; the terminal and tests have none. */
export interface Shell {
  readonly kind: 'electron' | 'chromium' | 'none'
  /** Opens a compose window on the draft, or focuses the one that is open. */
  openCompose(draftId: string): Promise<void>
  /** Closes the compose window of the draft, without asking. */
  closeCompose(draftId: string): void
  showMain(view: View, entryId?: string): Promise<void>
  /** The system's file picker; [] when it was left. */
  pickFiles(parentDraftId: string): Promise<readonly string[]>
  /** The system's picker for one file whose name ends in one of `extensions` (`*`: any); null when it was left. */
  pickFile(title: string, extensions: readonly string[]): Promise<string | null>
  /** The system's picker of folders, over the main window; null when it was left. */
  pickFolder(): Promise<string | null>
  /** Asks where, and writes the file there; gives its path, null when it was left. @throws CallError `file`. */
  saveFile(suggestedName: string, text: string): Promise<string | null>
  /** Asks where a file of the person's own goes; null when it was left. */
  pickSavePath(suggestedName: string): Promise<string | null>
  /** The drag that began in the main window carries this file. */
  startDrag(path: string): void
  /** Prints what the window has for paper: the draft's, or the main window where it is null. Resolves once the dialog is done with. */
  print(draftId: string | null): Promise<void>
  /** The same as a PDF file. */
  printToPdf(draftId: string | null): Promise<Uint8Array>
  copyText(text: string): Promise<void>
  /** Opens a file with the system's program for its kind. Rejects with the system's words where it was not opened. */
  openFile(path: string): Promise<void>
  /** Opens the address in the system's browser: https only. Rejects where it was not opened. */
  openExternal(url: string): Promise<void>
  /** What a person said when asked about mail on its way at quit. */
  answerQuit(choice: QuitChoice): void
  /** Shows the profile folder, or the log, in the system's file manager. */
  reveal(place: Place): void
  spelling(): SpellingInfo
  /** The language of the message in the window that has the focus; null: none was chosen. */
  writeIn(language: string | null): void
  /** Ends the program and removes the profile folder. */
  erase(): void
  /** Absent where there is no desktop. */
  readonly mailLinks?: MailLinks
  readonly updates?: Updates
}
