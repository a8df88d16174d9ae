import { Worker } from 'node:worker_threads'
import { maxInputOctets } from './mutate.ts'

export interface Attack {
  /** Address of a module that exports `target`. */
  readonly module: string
  readonly seed: number
  /** It ends at the first of the two. */
  readonly executions: number
  readonly forMs: number
  /** One input may take this long before it counts as a hang; default 5 s. */
  readonly hangMs?: number
  /** Default 512. */
  readonly heapMb?: number
}

export interface AttackReport {
  readonly executions: number
  /** The longest that one input took. */
  readonly slowestMs: number
  /** Different outcomes that were reached. */
  readonly outcomes: number
  /** The most that was in use of the thread's heap, where it was looked at. */
  readonly heapMb: number
  /** Short inputs that reached something new. */
  readonly kept: readonly Uint8Array[]
}

/** The thread writes here how far it is, and the input that it is at. */
const headOctets = 8

/**
 * Runs one attack.
 * @throws Error with the input (base64) where the parser threw, hung, or used more heap than it may.
 */
export async function attack(options: Attack): Promise<AttackReport> {
  const { hangMs = 5_000, heapMb = 512 } = options
  const shared = new SharedArrayBuffer(headOctets + maxInputOctets)
  const worker = new Worker(new URL('./worker.ts', import.meta.url), {
    workerData: { ...options, shared },
    resourceLimits: { maxOldGenerationSizeMb: heapMb },
  })
  const fail = (what: string, cause?: unknown) => new Error(`${what} on ${currentInput(shared)}`, { cause })
  return await new Promise((resolve, reject) => {
    const stopWatching = watch(shared, hangMs, () => {
      void worker.terminate()
      reject(fail(`more than ${hangMs / 1_000} s`))
    })
    worker.once('message', resolve)
    worker.once('error', (error) => reject(fail(String(error), error)))
    worker.once('exit', stopWatching)
  })
}

function watch(shared: SharedArrayBuffer, hangMs: number, hung: () => void): () => void {
  const progress = new Int32Array(shared, 0, 2)
  let before = -1
  const timer = setInterval(() => {
    const now = Atomics.load(progress, 0)
    if (now === before && now > 0) hung()
    before = now
  }, hangMs)
  return () => clearInterval(timer)
}

function currentInput(shared: SharedArrayBuffer): string {
  const length = Atomics.load(new Int32Array(shared, 0, 2), 1)
  return Buffer.from(new Uint8Array(shared, headOctets, length)).toString('base64')
}
