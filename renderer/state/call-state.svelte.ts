import type { CallFailure, Result } from '../../main/result.ts'

/** A call that a person asked for: whether it is under way, and why it was refused, shown where it was asked. */
export class CallState {
  busy = $state(false)
  failure = $state.raw<CallFailure | null>(null)

  /** Runs the call unless one is under way; gives its value, or null when it was refused. */
  async run<T>(call: () => Promise<Result<T>>): Promise<{ readonly value: T } | null> {
    if (this.busy) return null
    this.busy = true
    this.failure = null
    const result = await call()
    this.busy = false
    if (result.ok) return { value: result.value }
    this.failure = result.failure
    return null
  }
}
