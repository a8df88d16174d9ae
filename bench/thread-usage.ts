// Processor time of the threads of this process, where the system tells (Linux).
import { readdirSync, readFileSync } from 'node:fs'

/** By the thread's id: its name, and the time that it ran, ms. */
export type ThreadTimes = ReadonlyMap<string, { readonly name: string; readonly ms: number }>

const tasks = '/proc/self/task'

export function readThreadTimes(): ThreadTimes {
  try {
    return new Map(readdirSync(tasks).flatMap((id) => readThread(id)))
  } catch {
    return new Map()
  }
}

/** A thread may end while it is looked at. */
function readThread(id: string): readonly [string, { readonly name: string; readonly ms: number }][] {
  try {
    const [ns = '0'] = readFileSync(`${tasks}/${id}/schedstat`, 'utf8').split(' ')
    return [[id, { name: readFileSync(`${tasks}/${id}/comm`, 'utf8').trim(), ms: Number(ns) / 1e6 }]]
  } catch {
    return []
  }
}

/** What each kind of thread took between two looks, ms: the main one, workers, and V8's helpers (compiling, collecting garbage). */
export function threadsBetween(before: ThreadTimes, after: ThreadTimes): Readonly<Record<string, number>> {
  const sums: Record<string, number> = {}
  for (const [id, { name, ms }] of after) {
    sums[name] = (sums[name] ?? 0) + ms - (before.get(id)?.ms ?? 0)
  }
  return sums
}
