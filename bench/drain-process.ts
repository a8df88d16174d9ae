// Queued entries go out: `node drain-process.ts FOLDER PORT COUNT CONNECTIONS`.
import { closeSync, fsyncSync, openSync, writeSync } from 'node:fs'
import { once } from 'node:events'
import { join } from 'node:path'
import { BroadcastChannel } from 'node:worker_threads'
import type { Core } from '../main/core.ts'
import { storageWorkerUrl } from '../scripts/support/storage-worker.ts'
import { createText } from './clients.ts'
import { benchIdentityId, openBenchCore, prepareProfile } from './outbox-core.ts'
import { measureUsage, type Usage } from './usage.ts'

export interface Drained {
  readonly usage: Usage
  /** Commits of the database meanwhile; each is one sync. */
  readonly commits: number
  /** As many bare syncs on this disk as messages, one after the other; ms. */
  readonly bareSyncsMs: number
}

const [dataDir = '', port = '', count = '', connections = ''] = process.argv.slice(2)
const messages = Number(count)
const octets = 2_000
/** More may have changed than is told one by one: then the list is asked, this often. */
const lookMs = 200

await prepareProfile(dataDir, {
  ...{ host: '127.0.0.1', port: Number(port), security: 'none', concurrency: Number(connections) },
})
process.env.SENDOFF_BENCH_WORKER = storageWorkerUrl.href
const core = await openBenchCore(dataDir, { workerUrl: new URL('counting-worker.mjs', import.meta.url) })
const counting = new BroadcastChannel('sendoff-bench-commits')
const text = createText(octets).toString('latin1')
const drafts = await Promise.all(
  Array.from({ length: messages }, (_, at) =>
    core.api.drafts.create({
      content: { identityId: benchIdentityId, to: [`r${at}@sink.test`], subject: 'bench', text },
    }),
  ),
)
await Promise.all(drafts.map(({ id, content }) => core.api.outbox.enqueue({ draftId: id, content })))
const before = await countCommits()
const usage = await measureUsage(async () => {
  const empty = untilEmpty(core)
  await core.api.settings.set({ sending: 'on' })
  await empty
})
const commits = (await countCommits()) - before
counting.close()
await core.close()
const drained: Drained = { usage, commits, bareSyncsMs: syncBare() }
process.send?.(drained)
process.disconnect()

async function countCommits(): Promise<number> {
  counting.postMessage('how many')
  const [{ data }] = (await once(counting, 'message')) as [{ readonly data: number }]
  return data
}

/** Resolves when every message is sent. */
async function untilEmpty({ api, events }: Core): Promise<void> {
  const sent = new Set<string>()
  await new Promise<void>((resolve, reject) => {
    const looking = setInterval(() => {
      api.outbox.list({ list: 'sent', offset: 0, limit: 1 }).then(({ total }) => {
        if (total === messages) done()
      }, reject)
    }, lookMs)
    const done = () => {
      clearInterval(looking)
      resolve()
    }
    events.on('outbox.changed', ({ entries }) => {
      for (const { entryId, entry } of entries) if (entry?.state === 'sent') sent.add(entryId)
      if (sent.size === messages) done()
    })
  })
}

function syncBare(): number {
  const file = openSync(join(dataDir, 'bare'), 'w')
  const page = Buffer.alloc(4096)
  const startedAt = performance.now()
  for (let n = 0; n < messages; n += 1) {
    writeSync(file, page, 0, page.length, n * page.length)
    fsyncSync(file)
  }
  const ms = performance.now() - startedAt
  closeSync(file)
  return ms
}
