import type { ApiEvents, AttemptView, TranscriptPage } from '../../main/api.ts'
import type { CallFailure } from '../../main/result.ts'
import type { TranscriptLine } from '../../main/smtp/types.ts'
import type { Bridge } from '../../preload/contract.ts'
import { mergeLines } from './merge-lines.ts'

/** The transcript of one attempt: what is stored, and the lines that come while it runs. */
export class TranscriptState {
  lines = $state.raw<readonly TranscriptLine[]>([])
  attempt = $state.raw<AttemptView | null>(null)
  decidingSeq = $state<number | null>(null)
  /** How it signed in, or tried to. */
  story = $state.raw<TranscriptPage['story'] | null>(null)
  loaded = $state(false)
  /** Lines came while it was watched: phases stay open, nothing jumps. */
  watched = $state(false)
  failure = $state.raw<CallFailure | null>(null)

  readonly attemptId: string
  readonly #bridge: Bridge
  #reading = false
  #again = false

  constructor(bridge: Bridge, attemptId: string) {
    this.#bridge = bridge
    this.attemptId = attemptId
  }

  /** Listens and reads; returns the function that ends it. */
  start(): () => void {
    const stop = this.#bridge.on('transcript.lines', (batch) => this.#hear(batch))
    void this.read()
    return stop
  }

  /** Reads the stored lines again: at the start, on a gap, and when the attempt has ended. */
  async read(): Promise<void> {
    if (this.#reading) {
      this.#again = true
      return
    }
    this.#reading = true
    const result = await this.#bridge.transcripts.get({ attemptId: this.attemptId })
    this.#reading = false
    if (result.ok) {
      this.attempt = result.value.attempt
      this.decidingSeq = result.value.decidingSeq ?? null
      this.story = result.value.story ?? null
      this.#merge(result.value.lines)
      if (result.value.attempt.endedAt === undefined) this.watched = true
      this.failure = null
    } else this.failure = result.failure
    this.loaded = true
    if (this.#again) {
      this.#again = false
      await this.read()
    }
  }

  #hear(batch: ApiEvents['transcript.lines']): void {
    if (batch.attemptId !== this.attemptId) return
    const first = batch.lines[0]
    const last = this.lines.at(-1)
    const gap = first !== undefined && last !== undefined && first.seq > last.seq + 1
    this.#merge(batch.lines)
    if (gap || !this.loaded) void this.read()
  }

  #merge(lines: readonly TranscriptLine[]): void {
    const last = this.lines.at(-1)
    // A running session adds at its end, many times; only then is it worth while not to sort.
    const follows = last === undefined || lines.every((line, at) => line.seq === last.seq + 1 + at)
    this.lines = last !== undefined && follows ? [...this.lines, ...lines] : mergeLines(this.lines, lines)
  }
}
