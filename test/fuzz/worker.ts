// The attack itself, in a thread of its own: a parser that hangs or eats memory takes down this thread alone.
import { existsSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { getHeapStatistics } from 'node:v8'
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
const seeds = [...target.seeds.map((input) => Buffer.from(input as Uint8Array)), ...corpusOf(module)]
const pool = [...seeds]
const seen = new Set<string>()

let done = 0
let slowestMs = 0
let heapOctets = 0
const endAt = performance.now() + forMs
while (done < executions && (done % 64 !== 0 || performance.now() < endAt)) {
  const input = done < seeds.length ? (seeds[done] ?? Buffer.alloc(0)) : mutate(pool, words, random)
  // The watcher reads it where this thread does not come back.
  input.copy(current)
  Atomics.store(progress, 1, Math.min(input.length, maxInputOctets))
  const startedAt = performance.now()
  const ran = target.run(input)
  const outcome = typeof ran === 'string' ? ran : await ran
  slowestMs = Math.max(slowestMs, performance.now() - startedAt)
  if (!seen.has(outcome) && seen.size < poolSize) {
    seen.add(outcome)
    pool.push(Buffer.from(input))
  }
  done += 1
  if (done % 1024 === 0) heapOctets = Math.max(heapOctets, getHeapStatistics().used_heap_size)
  Atomics.store(progress, 0, done)
}
parentPort?.postMessage({
  executions: done,
  slowestMs,
  outcomes: seen.size,
  heapMb: Math.round(heapOctets / 2 ** 20),
  // Short ones, for a corpus.
  kept: pool.slice(seeds.length).filter(({ length }) => length <= 400),
})

/** Inputs that reached something new in an earlier run: a line of base64 each. */
function corpusOf(address: string): readonly Buffer[] {
  const file = new URL(`fixture/corpus/${basename(address, '.ts')}.txt`, import.meta.url)
  if (!existsSync(file)) return []
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => Buffer.from(line, 'base64'))
}
