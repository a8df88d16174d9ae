import type { Preflight, PreflightFinding } from '../../main/api.ts'
import type { DraftContent } from '../../main/drafts/draft.ts'
import type { Bridge } from '../../preload/contract.ts'
import type { Timers } from './autosave.ts'

/** After the last change it waits this long before it looks again, ms. */
const restMs = 500

/** Findings that Send asks about once. */
const asks = (finding: PreflightFinding) => finding.grade === 'refused' || finding.grade === 'reminder'

/** What is known before the message goes; no markup. */
export class PreflightState {
  found = $state.raw<Preflight | null>(null)
  /** Send was pressed while there was something to ask: the findings offer "Send anyway". */
  asking = $state(false)

  readonly #bridge: Bridge
  readonly #content: () => DraftContent
  readonly #timers: Timers
  #timer: number | null = null
  #round = 0
  /** Findings that the person has said yes to. */
  #accepted: readonly string[] = []

  constructor(bridge: Bridge, content: () => DraftContent, timers: Timers) {
    this.#bridge = bridge
    this.#content = content
    this.#timers = timers
  }

  get findings(): readonly PreflightFinding[] {
    return this.found?.findings ?? []
  }

  /** What is looked at changed, and nothing is saved for it: the server, a setting. */
  touch(): void {
    if (this.#timer !== null) this.#timers.clearTimeout(this.#timer)
    this.#timer = this.#timers.setTimeout(() => void this.look(), restMs)
  }

  stop(): void {
    if (this.#timer !== null) this.#timers.clearTimeout(this.#timer)
    this.#timer = null
  }

  /** Looks now. What cannot be looked at hinders nobody. */
  async look(): Promise<void> {
    this.stop()
    const hear = this.expect()
    const result = await this.#bridge.preflight.check({ content: this.#content() }).catch(() => null)
    if (result?.ok === true) hear(result.value)
  }

  /** Begins a look that another call makes on its way; what it returns hears the findings. A later look goes over it. */
  expect(): (found: Preflight) => void {
    const round = ++this.#round
    return (found) => {
      if (round !== this.#round) return
      this.found = found
      if (!this.findings.some((finding) => this.#isOpen(finding))) this.asking = false
    }
  }

  /** Whether Send may go on; otherwise the findings ask. */
  async mayGo(): Promise<boolean> {
    // What a later look is on its way to find is waited for: the message changed meanwhile.
    for (let seen = -1; seen !== this.#round;) {
      const looking = this.look()
      seen = this.#round
      await looking
    }
    this.asking = this.findings.some((finding) => this.#isOpen(finding))
    return !this.asking
  }

  /** "Send anyway": what is found now is not asked about again. */
  accept(): void {
    this.#accepted = [...this.#accepted, ...this.findings.map(({ id }) => id)]
    this.asking = false
  }

  #isOpen(finding: PreflightFinding): boolean {
    return asks(finding) && !this.#accepted.includes(finding.id)
  }
}
