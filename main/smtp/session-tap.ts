import type { ClientDeps } from './client.ts'
import { Redactor } from './redact.ts'
import type { Phase, TranscriptLine } from './types.ts'

interface LineCount {
  readonly startedAt: number
  lines: number
}

/** Numbers and times the lines of one session, over all its connections' layers. */
export class SessionTap {
  readonly redactor: Redactor
  readonly #emit: (line: TranscriptLine) => void
  readonly #clock: ClientDeps['clock']
  readonly #count: LineCount

  /** @param session numbers and times go on as there: lines of one message of a window */
  constructor({ clock, tap }: Pick<ClientDeps, 'clock' | 'tap'>, session?: SessionTap) {
    this.#clock = clock
    this.#emit = tap
    this.redactor = session?.redactor ?? new Redactor()
    this.#count = session === undefined ? { startedAt: clock.monotonic(), lines: 0 } : session.#count
  }

  record(from: TranscriptLine['from'], phase: Phase, text: string): void {
    const { startedAt } = this.#count
    const seq = ++this.#count.lines
    this.#emit({ seq, atMs: this.#clock.monotonic() - startedAt, from, phase, text })
  }

  note(phase: Phase, text: string): void {
    this.record('note', phase, text)
  }
}
