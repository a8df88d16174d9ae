import type { Clock, Timer } from '../clock.ts'
import type { TranscriptLine } from '../smtp/types.ts'

/** Lines are stored and announced at most this late; one window repaint for a batch, not for a line. */
const BATCH_MS = 100
/** A batch is written at once when it has this many lines. */
const BATCH_LINES = 200

/** The part of the store that a recorder needs. A promise resolves when the lines are durable. */
export interface TranscriptSink {
  append(attemptId: string, lines: readonly TranscriptLine[]): Promise<void>
}

export interface TranscriptBatch {
  readonly attemptId: string
  readonly entryId: string | null
  readonly lines: readonly TranscriptLine[]
}

export interface RecorderDeps {
  readonly store: TranscriptSink
  readonly clock: Clock
  /** Told of each batch after it is stored. */
  readonly emit: (batch: TranscriptBatch) => void
  /** Told when a batch could not be stored in the background; the lines are kept for the next try. */
  readonly onFault?: (error: unknown) => void
}

/** The record of one attempt. */
export interface Recording {
  /** Takes a line, redacted by the engine's tap; returns at once. */
  readonly tap: (line: TranscriptLine) => void
  /** Resolves when every line so far is stored; rejects when storing failed. Called before "about to complete" (P3). */
  flush(): Promise<void>
  /** Flushes and takes no more lines. */
  end(): Promise<void>
}

export interface Recorder {
  /** Begins the record of an attempt; `entryId` null for a server test. */
  start(attemptId: string, entryId: string | null): Recording
}

/** Makes a recorder that buffers the lines of each attempt, appends them to the store in batches, then announces them. */
export function createRecorder(deps: RecorderDeps): Recorder {
  return { start: (attemptId, entryId) => startRecording(deps, attemptId, entryId) }
}

function startRecording(deps: RecorderDeps, attemptId: string, entryId: string | null): Recording {
  let buffer: TranscriptLine[] = []
  let timer: Timer | undefined
  let ended = false
  let tail: Promise<void> = Promise.resolve()

  const write = async (): Promise<void> => {
    timer?.cancel()
    timer = undefined
    if (buffer.length === 0) return
    const lines = buffer
    buffer = []
    try {
      await deps.store.append(attemptId, lines)
    } catch (error) {
      buffer = [...lines, ...buffer]
      throw error
    }
    deps.emit({ attemptId, entryId, lines })
  }

  // One write at a time, so that batches are stored in the order of their lines.
  const flush = (): Promise<void> => {
    const next = tail.then(write)
    tail = next.catch(() => undefined)
    return next
  }

  const flushInBackground = (): void => {
    flush().catch((error: unknown) => deps.onFault?.(error))
  }

  return {
    tap: (line) => {
      if (ended) return
      buffer.push(line)
      if (buffer.length >= BATCH_LINES) flushInBackground()
      else timer ??= deps.clock.after(BATCH_MS, flushInBackground)
    },
    flush,
    end: () => {
      ended = true
      return flush()
    },
  }
}
