import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Log } from '../../../main/core.ts'
import {
  createPracticeServer,
  type PracticeLease,
  type PracticeServer,
} from '../../../main/practice/practice-server.ts'
import { createFakeClock, type FakeClock } from '../../support/fake-clock.ts'
import { createSeededRandom } from '../../support/seeded-random.ts'

export interface Bench {
  readonly dir: string
  readonly clock: FakeClock
  readonly server: PracticeServer
  readonly lease: PracticeLease
  readonly errors: unknown[]
  end(): Promise<void>
}

/** A practice server that listens, in a folder of its own, on a clock that stands still; `startAt` in epoch ms. */
export async function openBench({
  dir = mkdtempSync(join(tmpdir(), 'practice-')),
  startAt,
}: { readonly dir?: string; readonly startAt?: number } = {}): Promise<Bench> {
  const clock = createFakeClock(startAt)
  const errors: unknown[] = []
  const log: Log = { info: () => undefined, warn: () => undefined, error: (...all) => errors.push(all) }
  const server = createPracticeServer({ dir, clock, random: createSeededRandom(7), log })
  const lease = await server.acquire()
  return {
    dir,
    clock,
    server,
    lease,
    errors,
    async end() {
      await server.close()
      rmSync(dir, { recursive: true, force: true })
    },
  }
}
