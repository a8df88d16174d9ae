// Drafts and addresses.
import type { Draft, DraftAttachment, DraftContent } from '../../drafts/draft.ts'
import type { DraftPlace } from '../../drafts/place.ts'
import type { Preflight } from './preflight.ts'
import type { SendProblem } from './outbox.ts'

/** A refused address that is marked in the recipient field (P16). */
export interface RefusedMark {
  readonly address: string
  readonly at: number
  readonly text: string
}

export interface DraftView extends Draft {
  readonly refused: readonly RefusedMark[]
  readonly focus?: 'to' | 'cc' | 'bcc' | 'subject' | 'text'
}

/** What a version has that the one before it had not. */
export type VersionChange =
  /** `first`: nothing was before it; `look`: the same words in another form; `options`: all else. */
  | { readonly kind: 'first' | 'emptied' | 'subject' | 'look' | 'options' }
  /** It is as the version that was saved then, epoch ms. */
  | { readonly kind: 'brought-back'; readonly savedAt: number }
  | { readonly kind: 'words' | 'recipients'; readonly added: number; readonly removed: number }
  /** Names. */
  | { readonly kind: 'files'; readonly added: readonly string[]; readonly removed: readonly string[] }

/** One of the kept versions of a draft (P24). */
export interface VersionSummary {
  readonly version: number
  /** Epoch ms of its first and its last save. */
  readonly startedAt: number
  readonly savedAt: number
  /** Without the signature. */
  readonly words: number
  readonly firstLine: string
  readonly files: number
  readonly changes: readonly VersionChange[]
  readonly isCurrent: boolean
  /** A long text was emptied or cut down behind it. */
  readonly isBeforeCut: boolean
}

export interface VersionView {
  readonly version: number
  readonly savedAt: number
  readonly content: DraftContent
  /** Ids of its attachments whose file is not in the profile any more. */
  readonly goneFiles: readonly string[]
}

export interface RestoredVersion {
  readonly savedAt: number
  /** The version that stood before: bringing it back undoes this. */
  readonly before: number
  /** Names of files that are not there any more: the draft goes without them. */
  readonly goneFiles: readonly string[]
}

export interface DraftsApi {
  list(): Promise<readonly DraftView[]>
  /** Drafts that were discarded, last discarded first; they are kept for `discardedDays`. */
  discarded(): Promise<readonly DraftView[]>
  get(input: { readonly draftId: string }): Promise<DraftView>
  /** A new draft; `content` fills it in. `asSet`: rich or plain as new messages are; else as `content` is. */
  create(input: { readonly content: Partial<DraftContent>; readonly asSet?: boolean }): Promise<DraftView>
  /**
   * Autosave: durable when it resolves; never overwrites a long draft by an empty one without keeping the version (P24).
   * The answer has what pre-flight finds too: a letter goes to main once for both.
   */
  save(input: {
    readonly draftId: string
    readonly content: DraftContent
    readonly place?: DraftPlace
  }): Promise<{ readonly savedAt: number; readonly found: Preflight }>
  /** Keeps where the person stands in the text; no save, and no version. */
  keepPlace(input: { readonly draftId: string; readonly place: DraftPlace }): Promise<void>
  /** The kept versions (P24), newest first; of a discarded draft too. */
  versions(input: { readonly draftId: string }): Promise<readonly VersionSummary[]>
  /** @throws `not-found`: it is not kept any more. */
  version(input: { readonly draftId: string; readonly version: number }): Promise<VersionView>
  /**
   * Brings an earlier version back, as a new one: the present one is kept before it. Its window, where one is open, is told.
   * @throws `not-found`: it is not kept any more.
   */
  restore(input: { readonly draftId: string; readonly version: number }): Promise<RestoredVersion>
  /** A draft of its own with what stands in this one, or in one of its versions; of a discarded one too. @throws `not-found`. */
  duplicate(input: { readonly draftId: string; readonly version?: number }): Promise<DraftView>
  /**
   * Puts the draft among the discarded, unless nothing was ever written in it: that is deleted. An entry that it edits is
   * released.
   */
  discard(input: { readonly draftId: string }): Promise<void>
  /**
   * It is a draft again; the entry that it edits is held again.
   * @throws `not-possible` where that entry cannot be edited any more: nothing changes.
   */
  undoDiscard(input: { readonly draftId: string }): Promise<DraftView>
  /** Deletes a discarded draft for good. @throws `not-found`. */
  erase(input: { readonly draftId: string }): Promise<void>
  /** Copies files into the profile. Given by path from a picker or a drop; the preload finds the path, not the page. */
  attachPaths(input: { readonly draftId: string; readonly paths: readonly string[] }): Promise<AttachOutcome>
  /** A file that has no path (pasted): at most 25 MB. */
  attachBytes(input: {
    readonly draftId: string
    readonly name: string
    readonly type: string
    readonly bytes: Uint8Array
  }): Promise<AttachOutcome>
  /** The bytes that Send would make now (P2): the same way, but for Message-ID and Date, which are made when it is sent. */
  source(input: { readonly draftId: string; readonly content: DraftContent }): Promise<SourcePreview>
  /** Files that the link which began this draft would like to send; none of them was read. */
  asked(input: { readonly draftId: string }): Promise<readonly string[]>
  /** A person's word about one of them. @throws `not-found` for a path that no link asked for. */
  answerAsked(input: {
    readonly draftId: string
    readonly path: string
    readonly attach: boolean
  }): Promise<AttachOutcome>
  /** Opens the system's file picker and attaches what was chosen. */
  pickFiles(input: { readonly draftId: string }): Promise<AttachOutcome>
}

export type SourcePreview =
  | { readonly ok: false; readonly problems: readonly SendProblem[] }
  /** `source` is cut after 2 MB; `octets` counts all. */
  | { readonly ok: true; readonly source: string; readonly octets: number; readonly isCut: boolean }

export interface AttachOutcome {
  readonly added: readonly DraftAttachment[]
  readonly problems: readonly { readonly name: string; readonly message: string }[]
}

export interface AddressCheck {
  readonly text: string
  readonly ok: boolean
  /** Parsed parts where ok. */
  readonly name?: string
  readonly address?: string
  /** The address with its domain in A-labels, where that is another text. */
  readonly ascii?: string
  /** The domain that may have been meant: `gmail.com` for `gmial.com`. */
  readonly near?: string
  /** Sentence that says what is wrong and where, where not ok. */
  readonly message?: string
}

export interface AddressesApi {
  /** Splits what was typed or pasted into mailboxes and judges each. */
  check(input: { readonly text: string }): Promise<readonly AddressCheck[]>
  /** Asks the name service whether the domain takes mail; nothing is sent there. A sentence says what it answered. */
  lookUp(input: { readonly domain: string }): Promise<DomainAnswer>
  /** Whether a sender of this domain writes for an organisation: it is none of a known provider of mail for everybody. */
  isWorkDomain(input: { readonly domain: string }): Promise<{ readonly isWork: boolean }>
}

export interface DomainAnswer {
  /** `no-answer`: nothing is known; the look-up may go well later. */
  readonly kind: 'takes-mail' | 'null-mx' | 'no-domain' | 'no-answer'
  readonly message: string
}
