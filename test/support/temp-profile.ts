import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { Log } from '../../main/core.ts'
import { openStore } from '../../main/storage/open-store.ts'
import type { PlannedFault } from '../../main/storage/protocol.ts'
import type { OpenedStore } from '../../main/storage/store.ts'
import { storageWorkerUrl } from '../../scripts/support/storage-worker.ts'
import { createFakeClock, type FakeClock } from './fake-clock.ts'

export interface TempProfile {
  readonly dataDir: string
  readonly clock: FakeClock
  /** What was logged as a warning or an error. */
  readonly warnings: string[]
  /** Opens the profile's store; closed at the end of the test if the test did not. */
  open(faults?: readonly PlannedFault[]): Promise<OpenedStore>
}

/** A profile folder of its own for one test, with a real storage thread; removed when the test ends. */
export async function createTempProfile(): Promise<TempProfile> {
  const dataDir = await mkdtemp(join(tmpdir(), 'sendoff-store-'))
  onTestFinished(() => rm(dataDir, { recursive: true, force: true }))
  const clock = createFakeClock()
  const warnings: string[] = []
  const warn = (message: string) => void warnings.push(message)
  const log: Log = { info: () => undefined, warn, error: warn }
  return {
    dataDir,
    clock,
    warnings,
    open: async (faults) => {
      const opened = await openStore({
        dataDir,
        clock,
        log,
        workerUrl: storageWorkerUrl,
        ...(faults === undefined ? {} : { faults }),
      })
      onTestFinished(() => opened.store.close())
      return opened
    },
  }
}
