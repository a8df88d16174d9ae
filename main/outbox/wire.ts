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
  /** Its attempt has no outcome yet. */
  isUnderWay = true
  readonly #clock: Clock
  readonly #hooks: Pick<CourierHooks, 'phase'>
  readonly #startedAt: number
  #seq = 0
  /** Who hears the sessions that were opened for this attempt, or taken over by it. */
  #ear: { wire: Wire; openedAt: number }

  constructor(recording: Recording, clock: Clock, hooks: Pick<CourierHooks, 'phase'>) {
    this.recording = recording
    this.#clock = clock
    this.#hooks = hooks
    this.#startedAt = clock.monotonic()
    this.#ear = { wire: this, openedAt: this.#startedAt }
  }

  /** What the transport itself did, as a line of the transcript. */
  note(phase: Phase, text: string): void {
    this.#record({ atMs: this.#clock.monotonic() - this.#startedAt, from: 'note', phase, text })
  }

  /** The tap of a session that is opened now; its own time starts at 0. */
  tap(): (line: TranscriptLine) => void {
    const openedAt = this.#clock.monotonic()
    const ear = this.#ear
    ear.openedAt = openedAt
    return (line) => ear.wire.#take(line, openedAt + line.atMs)
  }

  /** The tap of this attempt's own lines in a session that other messages use at the same time. */
  ownTap(): (line: TranscriptLine) => void {
    const { openedAt } = this.#ear
    return (line) => this.#take(line, openedAt + line.atMs)
  }

  /** The sessions of the attempt before go on under this one: their lines are lines of this attempt from now on. */
  takeOver(before: Wire): void {
    this.#ear = before.#ear
    this.#ear.wire = this
  }

  /** @param at Monotonic ms. */
  #take(line: TranscriptLine, at: number): void {
    this.answered ||= line.from === 'server'
    this.#hooks.phase(line.phase)
    // The session's own clock began a little after it was opened here: its first line could seem to come before the attempt.
    this.#record({ ...line, atMs: Math.max(0, at - this.#startedAt) })
  }

  #record(line: Omit<TranscriptLine, 'seq'>): void {
    this.#seq += 1
    // Whole microseconds: a clock's further digits are noise, and half of a short line as text.
    this.recording.tap({ ...line, atMs: Math.round(line.atMs * 1_000) / 1_000, seq: this.#seq })
  }
}
