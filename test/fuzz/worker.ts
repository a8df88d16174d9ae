// The attack itself, in a thread of its own: a parser that hangs or eats memory takes down this thread alone.
import { parentPort, workerData } from 'node:worker_threads'
import { createSeededRandom } from '../support/seeded-random.ts'
import type { Attack } from './attack.ts'
import { maxInputOctets, mutate } from './mutate.ts'
import type { FuzzTarget } from './target.ts'

const poolSize = 2_000
const { module, seed, executions, forMs, shared } = workerData as Attack & {
  readonly shared: SharedArrayBuffer
}
const { target } = (await import(module)) as { readonly target: FuzzTarget }

const progress = new Int32Array(shared, 0, 2)
const current = Buffer.from(shared, 8, maxInputOctets)
const random = createSeededRandom(seed)
const words = target.words.map((word) => Buffer.from(word))
const pool = target.seeds.map((input) => Buffer.from(input as Uint8Array))
const seen = new Set<string>()

let done = 0
let slowestMs = 0
const endAt = performance.now() + forMs
while (done < executions && (done % 64 !== 0 || performance.now() < endAt)) {
  const input = done < target.seeds.length ? (pool[done] ?? Buffer.alloc(0)) : mutate(pool, words, random)
  // The watcher reads it where this thread does not come back.
  input.copy(current)
  Atomics.store(progress, 1, Math.min(input.length, maxInputOctets))
  const startedAt = performance.now()
  const outcome = target.run(input)
  slowestMs = Math.max(slowestMs, performance.now() - startedAt)
  if (!seen.has(outcome) && seen.size < poolSize) {
    seen.add(outcome)
    pool.push(Buffer.from(input))
  }
  done += 1
  Atomics.store(progress, 0, done)
}
parentPort?.postMessage({ executions: done, slowestMs, outcomes: seen.size })
