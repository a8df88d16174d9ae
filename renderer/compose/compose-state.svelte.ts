import type { DraftView, SendProblem, ServerView } from '../../main/api.ts'
import type { DraftAttachment, DraftContent } from '../../main/drafts/draft.ts'
import type { Invitation } from '../../main/drafts/message-options.ts'
import type { Alias } from '../../main/identities/aliases.ts'
import type { Identity } from '../../main/identities/identity.ts'
import type { CallFailure, CallFailureCode } from '../../main/result.ts'
import type { Bridge } from '../../preload/contract.ts'
import { systemZone } from '../schedule/zoned-time.ts'
import { AttachmentsState } from './attachments-state.svelte.ts'
import { BodyState } from './editor/body-state.svelte.ts'
import { createAutosave, type Autosave, type SaveOutcome, type Timers } from './autosave.ts'
import { PlaceKeeper } from './place-keeper.ts'
import type { RecipientList } from './recipient-list.svelte.ts'
import { Recipients } from './recipients.svelte.ts'
import { MessageOptionsState } from './message-options-state.svelte.ts'
import { PreflightState } from './preflight-state.svelte.ts'
import { shrinkPicture } from './shrink-picture.ts'
import { SignaturePictures } from './signature-pictures.ts'
import { SignatureState } from './signature-state.svelte.ts'
import { SendOptions } from './send-options.svelte.ts'

/** A save at close that takes longer is told, ms. */
const slowMs = 4_000

/** Failures of a save that may pass by themselves: a disk that is full, a profile that another process holds. */
const passes: readonly CallFailureCode[] = ['storage', 'internal']

export type ComposeStatus = 'editing' | 'sending' | 'closed'

export interface ComposeDeps {
  readonly bridge: Bridge
  readonly timers: Timers
  readonly draft: DraftView
  readonly identities: readonly Identity[]
  readonly servers: readonly ServerView[]
  /** Senders that were typed before. */
  readonly aliases?: readonly Alias[]
}

/** Everything behind one compose window; no markup. */
export class ComposeState {
  readonly draftId: string
  readonly entryId: string | undefined
  readonly refused: DraftView['refused']
  readonly focus: DraftView['focus']
  readonly recipients: Recipients
  readonly to: RecipientList
  readonly cc: RecipientList
  readonly bcc: RecipientList
  readonly options: SendOptions
  readonly signature: SignatureState
  readonly signaturePictures: SignaturePictures
  readonly files: AttachmentsState
  readonly body: BodyState
  readonly message: MessageOptionsState
  readonly preflight: PreflightState
  readonly place: PlaceKeeper

  identities = $state.raw<readonly Identity[]>([])
  servers = $state.raw<readonly ServerView[]>([])
  identityId = $state<string | null>(null)
  serverId = $state<string | null>(null)
  subject = $state('')
  problems = $state.raw<readonly SendProblem[]>([])
  failure = $state.raw<CallFailure | null>(null)
  savedAt = $state<number | null>(null)
  unsaved = $state(false)
  status = $state<ComposeStatus>('editing')
  /** The window was to close, and the disk has not taken what is in it. */
  closeTrouble = $state<'failed' | 'slow' | null>(null)
  /** A sender typed for this message; null: the identity's address. */
  from = $state<string | null>(null)
  aliases = $state.raw<readonly Alias[]>([])
  invitation = $state.raw<Invitation | undefined>(undefined)
  /** Puts text in at the cursor; the body gives it while it is there. */
  insert: ((piece: { readonly text: string; readonly html?: string }) => void) | null = null

  /** What Send was to do, while the findings ask about it. */
  wish: 'send' | 'on-hold' = 'send'

  readonly #bridge: Bridge
  readonly #timers: Timers
  readonly #autosave: Autosave
  #isSenderChosen = false
  /** Counts them. */
  #changes = 0
  /** Why the last save failed; null: it did not. */
  #notSaved: CallFailure | null = null

  constructor(deps: ComposeDeps) {
    const { draft } = deps
    this.#bridge = deps.bridge
    this.#timers = deps.timers
    this.#autosave = createAutosave(() => this.#save(), deps.timers)
    this.draftId = draft.id
    this.entryId = draft.entryId
    this.refused = draft.refused
    this.focus = draft.focus
    const options = {
      check: (text: string) => this.#check(text),
      refused: draft.refused,
      changed: () => this.touch(),
      added: draft.content.added ?? [],
    }
    this.recipients = new Recipients(draft.content, options)
    this.recipients.writeFrom = (identityId) => this.#writeFrom(identityId)
    this.to = this.recipients.to
    this.cc = this.recipients.cc
    this.bcc = this.recipients.bcc
    this.options = new SendOptions(draft.content, systemZone())
    const { from, invitation, thread } = draft.content
    this.from = from ?? null
    this.aliases = deps.aliases ?? []
    this.invitation = invitation
    this.message = new MessageOptionsState(draft.content.options)
    this.#rest = {
      ...(thread === undefined ? {} : { thread }),
    }
    this.subject = draft.content.subject
    this.body = new BodyState(draft.content, () => this.touch())
    this.body.direction = draft.place?.direction ?? null
    this.place = this.#keepPlace(draft.place)
    this.files = new AttachmentsState(draft.content.attachments, {
      bridge: deps.bridge,
      draftId: draft.id,
      changed: () => this.touch(),
      store: () => this.#autosave.flush(),
      failed: (failure) => (this.failure = failure),
      shrinkPicture,
      isInText: (cid) => this.body.cids.has(cid),
    })
    this.serverId = draft.content.serverId
    this.identities = deps.identities
    this.servers = deps.servers
    this.identityId = this.#knownIdentity(draft.content.identityId)
    this.savedAt = draft.savedAt
    this.signaturePictures = new SignaturePictures((file, cid) => this.files.attachInline(file, cid))
    this.signature = new SignatureState(
      { body: this.body, richForm: (one) => this.signaturePictures.take(one) },
      () => this.identity,
      draft.content.signatureId,
    )
    this.signature.begin(draft.entryId === undefined)
    this.preflight = new PreflightState(deps.bridge, () => this.content, deps.timers)
  }

  #keepPlace(before: DraftView['place']): PlaceKeeper {
    return new PlaceKeeper({
      timers: this.#timers,
      before,
      isSaveDue: () => this.unsaved,
      // What cannot be kept is lost without harm: the window opens elsewhere in the text.
      store: (place) => void this.#bridge.drafts.keepPlace({ draftId: this.draftId, place }),
    })
  }

  get content(): DraftContent {
    return {
      identityId: this.identityId,
      serverId: this.serverId,
      to: [...this.to.texts],
      cc: [...this.cc.texts],
      bcc: [...this.bcc.texts],
      subject: this.subject,
      ...this.body.content,
      ...this.signature.content,
      attachments: this.files.sent(this.body.kind === 'rich').map((file) => ({ ...file })),
      ...this.#added,
      ...this.#rest,
      ...this.#messageOptions,
      ...(this.from === null || this.from.trim() === '' ? {} : { from: this.from.trim() }),
      ...(this.invitation === undefined ? {} : { invitation: this.invitation }),
      ...this.options.content,
    }
  }

  /** What came with the draft and has no field in this window. */
  readonly #rest: Pick<DraftContent, 'thread'>

  get #messageOptions(): Pick<DraftContent, 'options'> {
    const options = this.message.content
    return options === undefined ? {} : { options }
  }

  /** The plain form of the letter. */
  get text(): string {
    return this.body.text
  }

  set text(text: string) {
    this.body.text = text
  }

  get attachments(): readonly DraftAttachment[] {
    return this.files.files
  }

  set attachments(files: readonly DraftAttachment[]) {
    this.files.files = files
  }

  get #added(): Pick<DraftContent, 'added'> {
    if (this.entryId === undefined) return {}
    return { added: [...this.to.added, ...this.cc.added, ...this.bcc.added] }
  }

  /** A reply has its recipients: what is missing is its text. */
  get isAnswer(): boolean {
    return this.focus === undefined && this.#rest.thread !== undefined && this.to.texts.length > 0
  }

  /** Nothing that a person would miss. */
  get isEmpty(): boolean {
    const { to, cc, bcc, subject, attachments } = this.content
    const isBare = to.length + cc.length + bcc.length + attachments.length === 0 && subject === ''
    return isBare && this.signature.isAlone
  }

  get identity(): Identity | null {
    return this.identities.find((identity) => identity.id === this.identityId) ?? null
  }

  /** The server that carries the message unless another one is chosen. */
  get defaultServer(): ServerView | null {
    return this.servers.find((server) => server.id === this.identity?.serverId) ?? null
  }

  /** The server that carries the message. */
  get chosenServer(): ServerView | null {
    return this.servers.find(({ id }) => id === this.serverId) ?? this.defaultServer
  }

  /** Sends from this identity, under its signature. */
  chooseIdentity(identityId: string | null): void {
    this.#isSenderChosen = true
    const before = this.identity
    this.identityId = identityId
    this.from = null
    this.signature.senderChanged(before)
    this.touch()
  }

  /** As a group has it that is the only recipient; what the person chose stays. */
  #writeFrom(identityId: string): void {
    if (this.#isSenderChosen || this.from !== null) return
    if (identityId === this.identityId || this.#knownIdentity(identityId) !== identityId) return
    this.chooseIdentity(identityId)
    this.#isSenderChosen = false
  }

  /** Sends from an address typed for this message, over the server of the identity; '' while it is being typed. */
  typeSender(from: string): void {
    this.#isSenderChosen = true
    this.from = from
    this.touch()
  }

  /** Sends from one that was typed before. */
  chooseAlias({ identityId, mailbox }: Alias): void {
    if (identityId !== this.identityId) this.chooseIdentity(identityId)
    this.typeSender(mailbox)
  }

  async forgetAlias({ identityId, address, mailbox }: Alias): Promise<void> {
    const result = await this.#bridge.identities.forgetAlias({ identityId, address })
    if (!result.ok) {
      this.failure = result.failure
      return
    }
    this.aliases = this.aliases.filter((one) => one.address !== address || one.identityId !== identityId)
    if (this.from === mailbox) this.from = null
    this.touch()
  }

  /** Goes with the message; undefined: none. */
  invite(invitation: Invitation | undefined): void {
    this.invitation = invitation
    this.touch()
  }

  /** A snippet goes in at the cursor; a message fills in a subject that is empty too. */
  async useTemplate(id: string): Promise<void> {
    const { texts } = this.to
    const result = await this.#bridge.templates.use({ id, to: texts[0] ?? '', identityId: this.identityId })
    if (!result.ok) {
      this.failure = result.failure
      return
    }
    const { kind, subject, text, html } = result.value
    if (kind === 'message' && this.subject === '') this.subject = subject
    this.insert?.({ text, ...(html === undefined ? {} : { html }) })
    this.touch()
  }

  /** Sends through this server, whatever the identity's is. */
  chooseServer(serverId: string | null): void {
    this.serverId = serverId
    this.touch()
  }

  /** Gives up a demand that the server cannot keep. */
  withoutOption(option: 'requireTls' | 'dsn'): void {
    if (option === 'requireTls') this.message.requireTls = false
    else this.message.reports = 'server'
    this.touch()
  }

  problemAt(field: string): SendProblem | undefined {
    return this.problems.find((problem) => problem.field === field || problem.field.startsWith(`${field}[`))
  }

  /** Notes a change: the findings of the last Send may no longer hold, and the draft is saved soon. */
  touch(): void {
    if (this.status !== 'editing') return
    this.unsaved = true
    this.#changes += 1
    // What it saves is looked at too.
    this.#autosave.touch()
  }

  /** Reads servers and identities again; a server may have been added while the window was open. */
  async refresh(): Promise<void> {
    const [identities, servers] = await Promise.all([
      this.#bridge.identities.list(),
      this.#bridge.servers.list(),
    ])
    if (identities.ok) this.identities = identities.value
    if (servers.ok) this.servers = servers.value
    this.identityId = this.#knownIdentity(this.identityId)
    this.preflight.touch()
  }

  async saveNow(): Promise<void> {
    await this.commitAddresses()
    this.unsaved = true
    this.#autosave.touch()
    await this.#autosave.flush()
  }

  async commitAddresses(): Promise<void> {
    await Promise.all([this.to.commit(), this.cc.commit(), this.bcc.commit()])
  }

  /** `wish`: as Send was pressed last. Resolves to true once the message is on disk and in the outbox; the window may close then, not before (P1). */
  async send(wish = this.wish): Promise<boolean> {
    if (this.status !== 'editing') return false
    this.status = 'sending'
    this.wish = wish
    this.failure = null
    await Promise.all([this.commitAddresses(), this.files.settled()])
    await this.#autosave.flush()
    if (!(await this.preflight.mayGo())) {
      this.#editAgain()
      return false
    }
    const onHold = wish === 'on-hold'
    const result = await this.#bridge.outbox.enqueue({ draftId: this.draftId, content: this.content, onHold })
    if (result.ok && result.value.queued) {
      this.#end()
      return true
    }
    this.#editAgain()
    if (!result.ok) this.failure = result.failure
    else if (!result.value.queued) this.problems = result.value.problems
    return false
  }

  /** What was written while Send looked was not noted then; it is saved like all else. */
  #editAgain(): void {
    this.status = 'editing'
    this.touch()
  }

  /** Deletes the draft; an entry that it edits goes on as it was. */
  async discard(): Promise<boolean> {
    this.#autosave.stop()
    const result = await this.#bridge.drafts.discard({ draftId: this.draftId })
    if (!result.ok) {
      this.failure = result.failure
      return false
    }
    this.#end()
    return true
  }

  /**
   * Before the window closes: an untouched new message leaves nothing behind, all else is on the disk (P24).
   * False: it could not be saved, and the window stays.
   */
  async closing(isReload = false): Promise<boolean> {
    if (this.status === 'closed') return true
    if (!isReload && this.isEmpty && this.entryId === undefined) {
      await this.discard()
      return true
    }
    const stop = this.#later(slowMs, () => (this.closeTrouble = 'slow'))
    do await this.saveNow()
    while (
      // What was written meanwhile is saved too.
      this.unsaved &&
      this.#canSave
    )
    stop()
    this.closeTrouble = this.unsaved ? 'failed' : null
    return !this.unsaved
  }

  get #canSave(): boolean {
    return this.#notSaved === null && this.status !== 'closed'
  }

  /** Ends this state: nothing of it is saved any more. */
  leave(): void {
    this.#end()
  }

  #later(ms: number, run: () => void): () => void {
    const handle = this.#timers.setTimeout(run, ms)
    return () => this.#timers.clearTimeout(handle)
  }

  attach(files: readonly File[]): Promise<void> {
    return this.files.attach(files)
  }

  pickFiles(): Promise<void> {
    return this.files.pick()
  }

  async #check(text: string) {
    const result = await this.#bridge.addresses.check({ text })
    if (result.ok) return result.value
    return [{ text, ok: false, message: result.failure.message }]
  }

  async #save(): Promise<SaveOutcome> {
    if (this.status === 'closed') return 'done'
    const hear = this.preflight.expect()
    const changes = this.#changes
    const { draftId, content } = this
    const result = await this.#bridge.drafts.save({ draftId, content, ...this.place.forSave() })
    if (!result.ok) {
      this.failure = result.failure
      this.#notSaved = result.failure
      this.preflight.touch()
      return passes.includes(result.failure.code) ? 'again' : 'done'
    }
    if (this.failure === this.#notSaved) this.failure = null
    this.#notSaved = null
    hear(result.value.found)
    this.savedAt = result.value.savedAt
    // What was written meanwhile is saved next.
    if (changes === this.#changes) this.unsaved = false
    return 'done'
  }

  /** One that is not there any more gives way to the default, the first. */
  #knownIdentity(identityId: string | null): string | null {
    return (this.identities.find(({ id }) => id === identityId) ?? this.identities[0])?.id ?? null
  }

  #end(): void {
    this.status = 'closed'
    this.#autosave.stop()
    this.place.stop()
    this.preflight.stop()
  }
}
