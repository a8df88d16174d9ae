import type { ClientDeps } from './client.ts'
import { Redactor } from './redact.ts'
import type { Phase, TranscriptLine } from './types.ts'

/** Numbers and times the lines of one session, over all its connections' layers. */
export class SessionTap {
  readonly redactor: Redactor
  readonly #emit: (line: TranscriptLine) => void
  readonly #next: () => Pick<TranscriptLine, 'seq' | 'atMs'>

  /** @param session numbers and times go on as there: lines of one message of a window */
  constructor({ clock, tap }: Pick<ClientDeps, 'clock' | 'tap'>, session?: SessionTap) {
    const startedAt = clock.monotonic()
    let seq = 0
    this.#emit = tap
    this.redactor = session?.redactor ?? new Redactor()
    this.#next =
      session === undefined ? () => ({ seq: ++seq, atMs: clock.monotonic() - startedAt }) : session.#next
  }

  record(from: TranscriptLine['from'], phase: Phase, text: string): void {
    const { seq, atMs } = this.#next()
    this.#emit({ seq, atMs, from, phase, text })
  }

  note(phase: Phase, text: string): void {
    this.record('note', phase, text)
  }
}
