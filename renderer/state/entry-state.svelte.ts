import type { AttemptView, EntryAction, EntryDetail } from '../../main/api.ts'
import type { CallFailure, Result } from '../../main/result.ts'
import type { Bridge } from '../../preload/contract.ts'
import { CallState } from './call-state.svelte.ts'
import { TranscriptState } from './transcript-state.svelte.ts'

/** What a button does without asking for more; the others open a choice first. */
export type SimpleAction = Exclude<EntryAction, 'move' | 'priority' | 'reschedule' | 'drop-recipient'>

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
  /** The transcript is open in full, in this view. */
  full = $state<FullView | null>(null)
  readonly call = new CallState()
  readonly signInCall = new CallState()

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
    if (action === 'sign-in-again') {
      this.signingIn = true
      return true
    }
    const done = await this.call.run(() => this.#request(action))
    if (done !== null && action !== 'delete') await this.read()
    return done !== null
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

  #request(action: Exclude<SimpleAction, 'sign-in-again'>): Promise<Result<unknown>> {
    const { outbox, app } = this.#bridge
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
      case 'copy-proof':
        return app.copyText({ text: this.detail?.proof ?? '' })
      case 'cancel':
        return outbox.cancel({ entryId })
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
