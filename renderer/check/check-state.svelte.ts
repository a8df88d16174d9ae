import type { CheckResult, ServerForm, TestMessageResult } from '../../main/api.ts'
import type { RungView } from '../../main/check/rung.ts'
import type { CallFailure } from '../../main/result.ts'
import type { TranscriptLine } from '../../main/smtp/types.ts'
import type { Bridge } from '../../preload/contract.ts'

export type CheckPhase = 'idle' | 'running' | 'done'

/** A sign-in that the server refused, as it was typed. */
interface RefusedSignIn {
  readonly user: string
  readonly password: string | null
  readonly at: number
}

export interface CheckStateOptions {
  /** Monotonic, ms. */
  readonly elapsed?: () => number
  readonly createId?: () => string
}

/** The check of one form: its ladder while it is climbed, and what it came to; and its test message. No markup. */
export class CheckState {
  phase = $state<CheckPhase>('idle')
  rungs = $state.raw<readonly RungView[]>([])
  lines = $state.raw<readonly TranscriptLine[]>([])
  result = $state.raw<CheckResult | null>(null)
  /** The form that was checked, as text: what is shown is about these values. */
  checked = $state<string | null>(null)
  /** Why a check or a test message was not begun. */
  failure = $state.raw<CallFailure | null>(null)
  /** Address that RCPT asks for; '': none. */
  recipient = $state('')
  showsLines = $state(false)
  /** ms since the check began; renewed by `tick`. */
  elapsedMs = $state(0)
  refused = $state.raw<RefusedSignIn | null>(null)

  testTo = $state('')
  testPhase = $state<CheckPhase>('idle')
  testLines = $state.raw<readonly TranscriptLine[]>([])
  testResult = $state.raw<TestMessageResult | null>(null)
  testFailure = $state.raw<CallFailure | null>(null)

  readonly #bridge: Bridge
  readonly #elapsed: () => number
  readonly #createId: () => string
  #startedAt = 0
  /** The check or test message that runs; what an older one still tells is passed over. */
  #current: string | null = null

  constructor(bridge: Bridge, options: CheckStateOptions = {}) {
    this.#bridge = bridge
    this.#elapsed = options.elapsed ?? (() => performance.now())
    this.#createId = options.createId ?? (() => crypto.randomUUID())
  }

  get isBusy(): boolean {
    return this.phase === 'running' || this.testPhase === 'running'
  }

  /** Climbs the ladder with the values of the form. Resolves when it is over, or was refused. */
  async run(form: ServerForm): Promise<void> {
    const checkId = this.#begin()
    this.phase = 'running'
    this.rungs = []
    this.lines = []
    this.result = null
    this.refused = null
    this.testPhase = 'idle'
    this.testResult = null
    this.checked = JSON.stringify(form)
    const end = this.#listen(checkId, (rungs, lines) => {
      this.rungs = rungs
      this.lines = [...this.lines, ...lines]
    })
    const answer = await this.#bridge.checks.run({
      checkId,
      form,
      recipient: this.recipient.trim(),
      until: 'reset',
    })
    end()
    if (this.#current !== checkId) return
    this.#current = null
    if (!answer.ok) {
      this.phase = 'idle'
      this.failure = answer.failure
      return
    }
    this.#take(answer.value, form)
  }

  /** Ends what runs, at once. */
  async stop(): Promise<void> {
    if (this.#current !== null) await this.#bridge.checks.stop({ checkId: this.#current })
  }

  /** Really sends one message over the server of the form (P9). */
  async sendTest(form: ServerForm, to: readonly string[]): Promise<void> {
    const checkId = this.#begin()
    this.testPhase = 'running'
    this.testResult = null
    this.testLines = []
    const end = this.#listen(checkId, (_rungs, lines) => (this.testLines = [...this.testLines, ...lines]))
    const answer = await this.#bridge.checks.sendTest({ checkId, form, to })
    end()
    if (this.#current !== checkId) return
    this.#current = null
    this.testPhase = answer.ok ? 'done' : 'idle'
    if (!answer.ok) this.testFailure = answer.failure
    else {
      this.testResult = answer.value
      this.testLines = answer.value.lines
    }
  }

  /** Whether what is shown is about these values. */
  isAbout(form: ServerForm): boolean {
    return this.checked === JSON.stringify(form)
  }

  /** The form was saved: the same values, with an id and without the typed password. */
  follow(before: ServerForm, after: ServerForm): void {
    if (this.isAbout(before)) this.checked = JSON.stringify(after)
    const { refused } = this
    if (refused !== null && this.refusedAt(before) !== null)
      this.refused = { ...refused, user: after.user, password: after.password }
  }

  /** Time has passed: what a running rung has taken so far is shown. */
  tick(): void {
    this.elapsedMs = this.#elapsed() - this.#startedAt
  }

  /** When the server refused exactly this user name and password, epoch ms; null: it did not. */
  refusedAt(form: Pick<ServerForm, 'user' | 'password'>): number | null {
    const { refused } = this
    return refused !== null && refused.user === form.user && refused.password === form.password
      ? refused.at
      : null
  }

  #begin(): string {
    this.failure = null
    this.testFailure = null
    this.#startedAt = this.#elapsed()
    this.elapsedMs = 0
    const checkId = this.#createId()
    this.#current = checkId
    return checkId
  }

  #listen(
    checkId: string,
    heard: (rungs: readonly RungView[], lines: readonly TranscriptLine[]) => void,
  ): () => void {
    return this.#bridge.on('checks.progress', (told) => {
      if (told.checkId === checkId && this.#current === checkId) heard(told.rungs, told.lines)
    })
  }

  #take(result: CheckResult, { user, password }: ServerForm): void {
    this.phase = 'done'
    this.result = result
    this.rungs = result.rungs
    this.lines = result.lines
    if (result.explanation?.cause === 'auth-failed') this.refused = { user, password, at: result.endedAt }
  }
}
