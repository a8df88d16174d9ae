import type { ClientDeps } from './client.ts'
import { Redactor } from './redact.ts'
import type { Phase, TranscriptLine } from './types.ts'

/** Numbers and times the lines of one session, over all its connections' layers. */
export class SessionTap {
  readonly redactor = new Redactor()
  readonly #emit: (line: TranscriptLine) => void
  readonly #elapsed: () => number
  #seq = 0

  constructor({ clock, tap }: Pick<ClientDeps, 'clock' | 'tap'>) {
    const startedAt = clock.monotonic()
    this.#emit = tap
    this.#elapsed = () => clock.monotonic() - startedAt
  }

  record(from: TranscriptLine['from'], phase: Phase, text: string): void {
    this.#seq += 1
    this.#emit({ seq: this.#seq, atMs: this.#elapsed(), from, phase, text })
  }

  note(phase: Phase, text: string): void {
    this.record('note', phase, text)
  }
}
