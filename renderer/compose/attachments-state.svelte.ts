import type { AttachOutcome, ChangedSource, CopyProgress } from '../../main/api.ts'
import type { DraftAttachment } from '../../main/drafts/draft.ts'
import type { CallFailure, Result } from '../../main/result.ts'
import type { Bridge } from '../../preload/contract.ts'
import { moved } from '../shared/moved.ts'
import { t } from '../text/t.ts'
import type { ShrinkPicture } from './shrink-picture.ts'

/** A file that could not be taken, or is not there any more. */
export interface FileProblem {
  readonly name: string
  readonly message: string
}

/** A change that can be taken back: the list as it was before. */
interface Undoable {
  readonly text: string
  readonly before: readonly DraftAttachment[]
}

export interface AttachmentsDeps {
  readonly bridge: Bridge
  readonly draftId: string
  /** Told after the list changed. */
  readonly changed: () => void
  /** Stores the draft: main opens and reads what is stored. */
  readonly store: () => Promise<void>
  readonly failed: (failure: CallFailure) => void
  readonly shrinkPicture: ShrinkPicture
  /** Whether the picture of this Content-ID stands in the text; one that was taken out of it goes with its file. */
  readonly isInText?: (cid: string) => boolean
}

/** The files of one compose window; no markup. */
export class AttachmentsState {
  files = $state.raw<readonly DraftAttachment[]>([])
  /** Copies that are under way, by id. */
  copying = $state.raw<readonly CopyProgress[]>([])
  problems = $state.raw<readonly FileProblem[]>([])
  /** Files whose original is another one by now. */
  changedSources = $state.raw<readonly ChangedSource[]>([])
  undoable = $state.raw<Undoable | null>(null)
  /** The file whose name is being edited. */
  renaming = $state<string | null>(null)
  /** Files that a picture is being made smaller of, or that are copied anew. */
  busy = $state.raw<readonly string[]>([])
  /** Takes a picture out of the text; the window of the text gives it. False: it does not stand there. */
  leaveText: ((cid: string) => boolean) | null = null

  readonly #deps: AttachmentsDeps
  #pending: Promise<unknown> = Promise.resolve()
  /** Copies that the person does not want any more. */
  #unwanted: readonly string[] = []
  /** Smaller pictures that stand in the place of another file. */
  #replacements: readonly string[] = []

  constructor(files: readonly DraftAttachment[], deps: AttachmentsDeps) {
    this.files = files
    this.#deps = deps
  }

  /** Files that go with the message as it is now. */
  get shown(): readonly DraftAttachment[] {
    const { isInText } = this.#deps
    return this.files.filter(({ cid }) => cid === undefined || isInText === undefined || isInText(cid))
  }

  /** The same as they are stored: in a plain text none has a place in it. */
  sent(isRich: boolean): readonly DraftAttachment[] {
    return isRich ? this.shown : this.shown.map(withoutCid)
  }

  /** Copies a picture that stands in the text; false where it could not be taken. */
  async attachInline(file: File, cid: string): Promise<boolean> {
    const { bridge, draftId } = this.#deps
    const added = await this.#attaching(async () => {
      const result = await bridge.drafts.attachFiles(draftId, [file])
      if (!result.ok) return result
      const { added: copied, problems } = result.value
      return { ok: true, value: { added: copied.map((one) => ({ ...one, cid })), problems } }
    })
    return added.length > 0
  }

  /** A picture that left the text stays with the message. */
  makeAttachment(cid: string): void {
    this.#set(this.files.map((file) => (file.cid === cid ? withoutCid(file) : file)))
  }

  /** No text has places for pictures any more: those that it had are files like others. */
  forgetText(): void {
    this.#set(this.shown.map(withoutCid))
  }

  get totalOctets(): number {
    return this.shown.reduce((sum, { size }) => sum + size, 0)
  }

  /** Resolves when nothing is being copied or made smaller: Send waits for it. */
  async settled(): Promise<void> {
    for (let seen: unknown; seen !== this.#pending;) {
      seen = this.#pending
      await this.#pending
    }
  }

  /** A copy goes on (event `attachments.copying`). */
  progressed(progress: CopyProgress): void {
    if (progress.draftId !== this.#deps.draftId) return
    const others = this.copying.filter(({ id }) => id !== progress.id)
    this.copying = progress.ended ? others : [...others, progress]
  }

  async attach(files: readonly File[]): Promise<void> {
    if (files.length === 0) return
    await this.#attaching(() => this.#deps.bridge.drafts.attachFiles(this.#deps.draftId, files))
  }

  async pick(): Promise<void> {
    await this.#attaching(() => this.#deps.bridge.drafts.pickFiles({ draftId: this.#deps.draftId }))
  }

  /** A person's word about a file that a link would like to send. */
  async answerAsked(path: string, attach: boolean): Promise<void> {
    const { bridge, draftId } = this.#deps
    await this.#attaching(() => bridge.drafts.answerAsked({ draftId, path, attach }))
  }

  /** Picks the file that was not found; its problem goes with it. */
  async find(name: string): Promise<void> {
    const before = this.files.length
    await this.pick()
    if (this.files.length > before) this.dropProblem(name)
  }

  cancelCopy(id: string): void {
    this.#unwanted = [...this.#unwanted, id]
    this.copying = this.copying.filter((one) => one.id !== id)
  }

  dropProblem(name: string): void {
    this.problems = this.problems.filter((problem) => problem.name !== name)
  }

  remove(id: string): void {
    const file = this.files.find((one) => one.id === id)
    if (file === undefined) return
    if (file.cid !== undefined && this.leaveText?.(file.cid) === true) return
    this.undoable = { text: t('compose.removed', { name: file.name }), before: this.files }
    this.#set(this.files.filter((one) => one.id !== id))
  }

  undo(): void {
    const { undoable } = this
    if (undoable === null) return
    this.undoable = null
    // What was added since stays.
    const known = undoable.before.map(({ id }) => id)
    // A name that was given since, or a copy that was taken since, stays as well.
    const before = undoable.before.map((file) => this.files.find(({ id }) => id === file.id) ?? file)
    const added = this.files.filter(({ id }) => !known.includes(id) && !this.#replacements.includes(id))
    this.#set([...before, ...added])
  }

  rename(id: string, name: string): void {
    this.renaming = null
    const clean = name.trim()
    const file = this.files.find((one) => one.id === id)
    if (file === undefined || clean === '' || clean === file.name) return
    this.#set(this.files.map((one) => (one.id === id ? { ...one, name: clean } : one)))
  }

  /** One place up (-1) or down (1). */
  move(id: string, by: -1 | 1): void {
    const from = this.files.findIndex((one) => one.id === id)
    if (from >= 0) this.moveTo(id, from + by)
  }

  moveTo(id: string, index: number): void {
    const from = this.files.findIndex((one) => one.id === id)
    if (from < 0 || index < 0 || index >= this.files.length || index === from) return
    this.#set(moved(this.files, from, index - from))
  }

  async open(id: string): Promise<void> {
    const { bridge, draftId, store, failed } = this.#deps
    await store()
    const result = await bridge.attachments.open({ draftId, id })
    if (!result.ok) failed(result.failure)
  }

  /** The octets of a file of the draft; null where they cannot be had. */
  async read(id: string): Promise<Uint8Array | null> {
    const { bridge, draftId, store } = this.#deps
    await store()
    const result = await bridge.attachments.read({ draftId, id })
    return result.ok ? result.value.bytes : null
  }

  /** Looks whether originals changed. */
  async lookForChanges(): Promise<void> {
    // What is answered is about the stored draft: a copy that was just taken is in it first.
    await this.#deps.store()
    const asked = this.files
    const result = await this.#deps.bridge.attachments.changed({ draftId: this.#deps.draftId })
    if (!result.ok) return
    // A copy that was taken while this was asked is newer than the answer.
    const copiedAt = (files: readonly DraftAttachment[], id: string) =>
      files.find((one) => one.id === id)?.copiedAt
    this.changedSources = result.value.filter(({ id }) => copiedAt(asked, id) === copiedAt(this.files, id))
  }

  /** Takes the file as it is on the disk now. */
  async takeNew(id: string): Promise<void> {
    await this.#whileBusy(id, async () => {
      // A file that was just attached, or its name, may not be in the stored draft yet.
      await this.#deps.store()
      const result = await this.#deps.bridge.attachments.retake({ draftId: this.#deps.draftId, id })
      if (!result.ok) {
        this.#deps.failed(result.failure)
        return
      }
      this.changedSources = this.changedSources.filter((one) => one.id !== id)
      this.#set(this.files.map((one) => (one.id === id ? { ...result.value, name: one.name } : one)))
    })
  }

  /** Draws a picture anew with its longer side at most `edge` pixels; the list as it was can be had back. */
  async shrink(id: string, edge: number): Promise<void> {
    const file = this.files.find((one) => one.id === id)
    if (file === undefined) return
    await this.#whileBusy(id, async () => {
      const bytes = await this.read(id)
      const picture = bytes === null ? null : await this.#deps.shrinkPicture(bytes, file, edge)
      if (picture === null || picture.bytes.length >= file.size) {
        this.problems = [
          ...this.problems,
          { name: file.name, message: t('compose.notSmaller', { name: file.name }) },
        ]
        return
      }
      const result = await this.#deps.bridge.drafts.attachBytes({ draftId: this.#deps.draftId, ...picture })
      if (!result.ok) {
        this.#deps.failed(result.failure)
        return
      }
      const [smaller] = result.value.added
      if (smaller === undefined) {
        this.#attached(result.value)
        return
      }
      this.undoable = { text: t('compose.shrunk', { name: file.name }), before: this.files }
      this.#replacements = [...this.#replacements, smaller.id]
      const inPlace = (one: DraftAttachment): DraftAttachment => ({
        ...smaller,
        ...(one.cid === undefined ? {} : { cid: one.cid }),
        ...(one.name === file.name ? {} : { name: one.name }),
      })
      this.#set(this.files.map((one) => (one.id === id ? inPlace(one) : one)))
    })
  }

  /** What was added; Send waits for it. */
  #attaching(attach: () => Promise<Result<AttachOutcome>>): Promise<readonly DraftAttachment[]> {
    const run = async (): Promise<readonly DraftAttachment[]> => {
      const result = await attach()
      if (result.ok) this.#attached(result.value)
      else this.#deps.failed(result.failure)
      return result.ok ? result.value.added : []
    }
    const done = run()
    this.#await(done)
    return done
  }

  /** What fails is said where it was begun; Send does not hang on it. */
  #await(done: Promise<unknown>): void {
    this.#pending = Promise.allSettled([this.#pending, done])
  }

  #attached({ added, problems }: AttachOutcome): void {
    const wanted = added.filter(({ id }) => !this.#unwanted.includes(id))
    this.problems = [...this.problems, ...problems]
    if (wanted.length > 0) this.#set([...this.files, ...wanted])
  }

  async #whileBusy(id: string, run: () => Promise<void>): Promise<void> {
    if (this.busy.includes(id)) return
    this.busy = [...this.busy, id]
    const done = run().finally(() => {
      this.busy = this.busy.filter((one) => one !== id)
    })
    this.#await(done)
    await done
  }

  #set(files: readonly DraftAttachment[]): void {
    this.files = files
    this.#deps.changed()
  }
}

function withoutCid({ cid: _cid, ...file }: DraftAttachment): DraftAttachment {
  return file
}
