// Messages over a simulated day, one after the other: `node --expose-gc memory-process.ts FOLDER PORT COUNT`. Reports the heap on the way.
import { createText } from './clients.ts'
import { createLeapingClock } from './leaping-clock.ts'
import { benchIdentityId, openBenchCore, prepareProfile } from './outbox-core.ts'

export interface HeapAt {
  readonly messages: number
  /** JS heap after a forced collection, octets. */
  readonly heap: number
  /** Resident set of the whole process, octets. */
  readonly rss: number
}

const [dataDir = '', port = '', count = ''] = process.argv.slice(2)
const messages = Number(count)
const dayMs = 24 * 3_600_000
/** Reports in a run. */
const parts = 8
/** An address that was written to is kept in memory, to be offered again: each once. */
const people = 1_000

await prepareProfile(dataDir, { host: '127.0.0.1', port: Number(port), security: 'none', concurrency: 1 })
const clock = createLeapingClock()
const core = await openBenchCore(dataDir, { clock })
await core.api.settings.set({ sending: 'on', undoSeconds: 0 })
const text = createText(2_000).toString('latin1')
const sent = new Set<string>()
let wake = (): void => undefined
core.events.on('outbox.changed', ({ entries }) => {
  for (const { entryId, entry } of entries) if (entry?.state === 'sent') sent.add(entryId)
  wake()
})
const found: HeapAt[] = []
for (let at = 1; at <= messages; at += 1) {
  await sendOne(at)
  clock.leap(dayMs / messages)
  if (at % (messages / parts) === 0) found.push(measure(at))
}
await core.close()
process.send?.(found)
process.disconnect()

async function sendOne(at: number): Promise<void> {
  const { id, content } = await core.api.drafts.create({
    content: { identityId: benchIdentityId, to: [`r${at % people}@sink.test`], subject: `bench ${at}`, text },
  })
  const result = await core.api.outbox.enqueue({ draftId: id, content })
  if (!result.queued) throw new Error(JSON.stringify(result))
  while (!sent.has(result.entryId)) await new Promise<void>((resolve) => (wake = resolve))
  // Of an entry more may be told once it is sent: nothing of that is kept here.
  sent.clear()
}

function measure(at: number): HeapAt {
  globalThis.gc?.()
  globalThis.gc?.()
  const { heapUsed, rss } = process.memoryUsage()
  return { messages: at, heap: heapUsed, rss }
}
