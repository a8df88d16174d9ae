// Where the lines of sessions go: to the record of the attempt that uses them.
import type { Clock } from '../clock.ts'
import type { Phase, TranscriptLine } from '../smtp/types.ts'
import type { Recording } from '../transcript/recorder.ts'
import type { CourierHooks } from './courier.ts'

/** One attempt's record; its lines are numbered through over all sessions of the attempt. */
export class Wire {
  readonly recording: Recording
  /** The server said something (P17). */
  answered = false
  readonly #clock: Clock
  readonly #hooks: Pick<CourierHooks, 'phase'>
  readonly #startedAt: number
  #seq = 0

  constructor(recording: Recording, clock: Clock, hooks: Pick<CourierHooks, 'phase'>) {
    this.recording = recording
    this.#clock = clock
    this.#hooks = hooks
    this.#startedAt = clock.monotonic()
  }

  /** What the transport itself did, as a line of the transcript. */
  note(phase: Phase, text: string): void {
    this.#record({ atMs: this.#clock.monotonic() - this.#startedAt, from: 'note', phase, text })
  }

  /** The tap of a session that is opened now; its own time starts at 0. */
  tap(): (line: TranscriptLine) => void {
    const offset = this.#clock.monotonic() - this.#startedAt
    return (line) => this.take({ ...line, atMs: line.atMs + offset })
  }

  take(line: TranscriptLine): void {
    this.answered ||= line.from === 'server'
    this.#hooks.phase(line.phase)
    this.#record(line)
  }

  #record(line: Omit<TranscriptLine, 'seq'>): void {
    this.#seq += 1
    this.recording.tap({ ...line, seq: this.#seq })
  }
}
