// What 20 000 messages over a day leave in memory: the heap of the main process on the way, whole program but its windows.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { firstMessage, runChild, startChild } from './child.ts'
import type { HeapAt } from './memory-process.ts'
import type { Report } from './report.ts'

const messages = 20_000
const mega = 1_000_000

export async function benchMemory(): Promise<Report> {
  const sink = startChild('./sink-process.ts', [])
  const dir = await mkdtemp(join(tmpdir(), 'sendoff-bench-memory-'))
  try {
    const { port } = (await firstMessage(sink)) as { port: number }
    const words = [dir, port, messages].map(String)
    const found = (await runChild('./memory-process.ts', words)) as readonly HeapAt[]
    const heapAt = (count: number) => found.find((one) => one.messages === count)?.heap ?? Number.NaN
    const growth = (heapAt(messages) / heapAt(messages / 4) - 1) * 100
    return {
      name: 'memory',
      about: `${messages} messages of 2 KB over 24 simulated hours, to 1 000 people in turn, each queued, sent and settled before the next; JS heap after a forced collection. Over that at ${messages / 4}: ${growth.toFixed(1)} % (goal: at most 5 %).`,
      rows: found.map(({ messages: at, heap, rss }) => ({
        messages: at,
        'JS heap, MB': (heap / mega).toFixed(2),
        'over 5 000': at < messages / 4 ? '' : `${((heap / heapAt(messages / 4) - 1) * 100).toFixed(1)} %`,
        'RSS, MB': (rss / mega).toFixed(0),
      })),
      goals: [{ what: `growth of the JS heap, %`, is: 'at most', limit: 5, rounds: [growth] }],
    }
  } finally {
    sink.kill()
    await rm(dir, { recursive: true, force: true })
  }
}
