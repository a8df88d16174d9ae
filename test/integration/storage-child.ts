// A process of its own over a profile: writes until it is killed, or says why the profile cannot be opened.
import { Readable } from 'node:stream'
import { CallError } from '../../main/result.ts'
import { openStore } from '../../main/storage/open-store.ts'
import { createSystemClock } from '../../main/system/clock.ts'
import { storageWorkerUrl } from '../../scripts/support/storage-worker.ts'
import { entryWith } from '../unit/outbox/sample.ts'

const silent = () => undefined
const [dataDir = '', action = ''] = process.argv.slice(2)

/** Prints each entry's name only when its file and its row are said to be on the disk. */
async function writeForEver(): Promise<void> {
  const log = { info: silent, warn: silent, error: silent }
  const { store } = await openStore({ dataDir, workerUrl: storageWorkerUrl, clock: createSystemClock(), log })
  for (let n = 0; ; n++) {
    const id = `e${n}`
    const stored = await store.spool.write(`${id}.eml`, Readable.from([`${id} `.repeat(20_000)]))
    const entry = entryWith(['pending'], { id, createdAt: n })
    await store.queue.add({ ...entry, revision: { ...entry.revision, spoolFile: `${id}.eml`, ...stored } })
    process.stdout.write(`${id}\n`)
  }
}

async function tellWhy(): Promise<void> {
  try {
    const log = { info: silent, warn: silent, error: silent }
    const { store } = await openStore({
      dataDir,
      workerUrl: storageWorkerUrl,
      clock: createSystemClock(),
      log,
    })
    await store.close()
    process.stdout.write(JSON.stringify({ opened: true }))
  } catch (error) {
    process.stdout.write(
      JSON.stringify(error instanceof CallError ? error.failure : { thrown: String(error) }),
    )
  }
}

await (action === 'write' ? writeForEver() : tellWhy())
