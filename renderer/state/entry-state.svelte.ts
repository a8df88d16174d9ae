import type { AttemptView, CancelAnswer, EntryAction, EntryDetail } from '../../main/api.ts'
import type { Priority } from '../../main/outbox/entry.ts'
import type { CallFailure, Result } from '../../main/result.ts'
import type { Bridge } from '../../preload/contract.ts'
import { CallState } from './call-state.svelte.ts'
import { TranscriptState } from './transcript-state.svelte.ts'

/** What a button does by itself, or opens a form for; the others come with what was chosen. */
export type SimpleAction = Exclude<EntryAction, 'move' | 'priority' | 'drop-recipient'>

/** A form that a button opens in the page, in place of a call. */
type FormAction = Extract<SimpleAction, 'sign-in-again' | 'reschedule'>

/** When it is to go, and by when at the latest; null: at once, no latest time. */
export interface NewTime {
  readonly schedule: { readonly local: string; readonly zone: string } | null
  readonly notAfter: number | null
}

/** The views of an attempt that take the whole window. */
export const fullViews = ['transcript', 'text', 'compare', 'report'] as const
export type FullView = (typeof fullViews)[number]

/** The open entry: its detail, the attempt that is looked at, and what a person can do with it. */
export class OpenEntry {
  detail = $state.raw<EntryDetail | null>(null)
  transcript = $state.raw<TranscriptState | null>(null)
  /** It was deleted, here or elsewhere. */
  gone = $state(false)
  failure = $state.raw<CallFailure | null>(null)
  /** It was opened by key: the focus goes to it, with the deciding line in view, once it is read. */
  focusWanted = $state(false)
  /** The form of "Sign in again" is open. */
  signingIn = $state(false)
  /** The form of "Choose a new time" is open. */
  rescheduling = $state(false)
  /** Cancel was pressed and is not answered yet. */
  cancelling = $state(false)
  /** What was answered to Cancel (P21); null: not pressed. */
  cancelled = $state.raw<CancelAnswer | null>(null)
  /** The transcript is open in full, in this view. */
  full = $state<FullView | null>(null)
  readonly call = new CallState()
  readonly signInCall = new CallState()
  readonly rescheduleCall = new CallState()

  readonly entryId: string
  readonly #bridge: Bridge
  #chosenAttempt = $state<string | null>(null)
  #stopTranscript: (() => void) | null = null
  #reading = false
  #again = false
  #ended = false

  constructor(bridge: Bridge, entryId: string) {
    this.#bridge = bridge
    this.entryId = entryId
  }

  /** The attempt that is shown: the chosen one, else the newest. */
  get attempt(): AttemptView | null {
    const attempts = this.detail?.attempts ?? []
    return attempts.find(({ id }) => id === this.#chosenAttempt) ?? attempts.at(-1) ?? null
  }

  /** Listens and reads; returns the function that ends it. */
  start(): () => void {
    const stop = this.#bridge.on('outbox.changed', ({ entries }) => {
      const change = entries.find(({ entryId }) => entryId === this.entryId)
      if (change === undefined) return
      if (change.entry === null) this.gone = true
      else void this.read()
    })
    void this.read()
    return () => {
      this.#ended = true
      stop()
      this.#stopTranscript?.()
    }
  }

  async read(): Promise<void> {
    if (this.#reading) {
      this.#again = true
      return
    }
    this.#reading = true
    const result = await this.#bridge.outbox.get({ entryId: this.entryId })
    this.#reading = false
    if (this.#ended) return
    if (result.ok) {
      this.detail = result.value
      this.failure = null
      if (!this.can('sign-in-again')) this.signingIn = false
      if (!this.can('reschedule')) this.rescheduling = false
      this.#followAttempt()
    } else if (result.failure.code === 'not-found') this.gone = true
    else this.failure = result.failure
    if (this.#again) {
      this.#again = false
      await this.read()
    }
  }

  chooseAttempt(attemptId: string): void {
    this.#chosenAttempt = attemptId
    this.#followAttempt()
  }

  can(action: EntryAction): boolean {
    return this.detail?.actions.includes(action) === true
  }

  /** Does what a button says; a refusal is kept in `call`. True when it was done. */
  async do(action: SimpleAction): Promise<boolean> {
    if (!this.can(action)) return false
    if (action === 'sign-in-again' || action === 'reschedule') {
      this.#openForm(action)
      return true
    }
    if (action === 'cancel') return await this.#cancel()
    return await this.#act(() => this.#request(action), action !== 'delete')
  }

  /** Sends it over another server from now on. */
  async move(serverId: string): Promise<boolean> {
    return await this.#act(() => this.#bridge.outbox.move({ entryId: this.entryId, serverId }))
  }

  async setPriority(priority: Priority): Promise<boolean> {
    return await this.#act(() => this.#bridge.outbox.setPriority({ entryId: this.entryId, priority }))
  }

  async dropRecipient(address: string): Promise<boolean> {
    return await this.#act(() => this.#bridge.outbox.dropRecipient({ entryId: this.entryId, address }))
  }

  /** The copy of what was handed over, once more: the message itself stays as it is. */
  async saveCopy(): Promise<boolean> {
    return await this.#act(() => this.#bridge.identities.saveCopy({ entryId: this.entryId }))
  }

  async reschedule(time: NewTime): Promise<boolean> {
    const done = await this.rescheduleCall.run(() =>
      this.#bridge.outbox.reschedule({ entryId: this.entryId, ...time }),
    )
    if (done === null) return false
    this.rescheduling = false
    await this.read()
    return true
  }

  /** A compose window on it, without this file. */
  editWithout(file: string): Promise<boolean> {
    const { entryId } = this
    return this.#act(() => this.#bridge.outbox.edit({ entryId, addressOnly: false, withoutFile: file }))
  }

  /** A compose window on a new message, like this one, to these recipients alone. */
  writeAgain(only: readonly string[]): Promise<boolean> {
    return this.#act(() => this.#bridge.outbox.editAsNew({ entryId: this.entryId, only }))
  }

  /** A new password for the entry's server; what waited for it goes on. */
  async signIn(password: string): Promise<boolean> {
    const serverId = this.detail?.serverId
    if (serverId === undefined) return false
    const done = await this.signInCall.run(() => this.#bridge.servers.signIn({ serverId, password }))
    if (done === null) return false
    this.signingIn = false
    await this.read()
    return true
  }

  #openForm(action: FormAction): void {
    if (action === 'sign-in-again') this.signingIn = true
    else this.rescheduling = true
  }

  /** Resolves when it is known whether it came in time, which a server may take minutes to tell. */
  async #cancel(): Promise<boolean> {
    this.cancelling = true
    const done = await this.call.run(() => this.#bridge.outbox.cancel({ entryId: this.entryId }))
    this.cancelling = false
    if (done !== null) this.cancelled = done.value
    await this.read()
    return done !== null
  }

  async #act(call: () => Promise<Result<unknown>>, readAfter = true): Promise<boolean> {
    const done = await this.call.run(call)
    if (done !== null && readAfter) await this.read()
    return done !== null
  }

  #request(action: Exclude<SimpleAction, FormAction | 'cancel'>): Promise<Result<unknown>> {
    const { outbox, app, secrets } = this.#bridge
    const { entryId } = this
    switch (action) {
      case 'send-now':
        return outbox.sendNow({ entryId })
      case 'hold':
        return outbox.hold({ entryId })
      case 'release':
        return outbox.release({ entryId })
      case 'edit':
        return outbox.edit({ entryId, addressOnly: false })
      case 'edit-address':
        return outbox.edit({ entryId, addressOnly: true })
      case 'send-again':
        return outbox.sendAgain({ entryId })
      case 'it-arrived':
        return outbox.resolve({ entryId, choice: 'arrived' })
      case 'send-again-may-arrive-twice':
        return outbox.resolve({ entryId, choice: 'send-again' })
      case 'bounce-settled':
        return outbox.resolve({ entryId, choice: 'bounce-settled' })
      case 'copy-proof':
        return app.copyText({ text: this.detail?.proof ?? '' })
      case 'try-keychain':
        return secrets.useKeychain()
      case 'undo':
        return outbox.undo({ entryId })
      case 'make-draft':
        return outbox.makeDraft({ entryId })
      case 'edit-as-new':
        return outbox.editAsNew({ entryId })
      case 'delete':
        return outbox.delete({ entryId })
    }
  }

  /** Opens the transcript of the attempt that is shown; reads it again when that attempt has ended. */
  #followAttempt(): void {
    const { attempt } = this
    if (attempt === null) return
    const shown = this.transcript
    if (shown?.attemptId === attempt.id) {
      if (attempt.endedAt !== undefined && shown.attempt?.endedAt === undefined) void shown.read()
      return
    }
    this.#stopTranscript?.()
    const transcript = new TranscriptState(this.#bridge, attempt.id)
    this.transcript = transcript
    this.#stopTranscript = transcript.start()
  }
}
