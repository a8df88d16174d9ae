// Queued entries go out: `node drain-process.ts FOLDER PORT COUNT CONNECTIONS WARM-UP [PROFILES]`; so many more go before those that
// are measured. PROFILES: a folder for main.cpuprofile and storage.cpuprofile.
import { closeSync, fsyncSync, openSync, writeSync } from 'node:fs'
import { once } from 'node:events'
import { writeFile } from 'node:fs/promises'
import { Session } from 'node:inspector/promises'
import { join } from 'node:path'
import { BroadcastChannel } from 'node:worker_threads'
import type { Core } from '../main/core.ts'
import { storageWorkerUrl } from '../scripts/support/storage-worker.ts'
import { createText } from './clients.ts'
import { benchIdentityId, openBenchCore, prepareProfile } from './outbox-core.ts'
import type { Profile } from './flame-graph.ts'
import { readThreadTimes, threadsBetween } from './thread-usage.ts'
import { measureUsage, type Usage } from './usage.ts'

export interface Drained {
  readonly usage: Usage
  /** Commits of the database meanwhile; each is one sync. */
  readonly commits: number
  /** As many bare syncs on this disk as messages, one after the other; ms. */
  readonly bareSyncsMs: number
  /** Processor time by kind of thread, ms; empty where the system does not tell. */
  readonly threads: Readonly<Record<string, number>>
}

const [dataDir = '', port = '', count = '', connections = '', warmUp = '0', profiles = ''] =
  process.argv.slice(2)
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
if (Number(warmUp) > 0) {
  await queue(Number(warmUp))
  await drain(Number(warmUp))
  await core.api.settings.set({ sending: 'paused' })
}
await queue(messages)
const session = new Session()
if (profiles !== '') await startProfiles()
const before = { commits: await countCommits(), threads: readThreadTimes() }
const usage = await measureUsage(() => drain(messages))
const threads = threadsBetween(before.threads, readThreadTimes())
const commits = (await countCommits()) - before.commits
if (profiles !== '') await endProfiles()
counting.close()
await core.close()
const drained: Drained = { usage, commits, threads, bareSyncsMs: syncBare() }
process.send?.(drained)
process.disconnect()

async function queue(letters: number): Promise<void> {
  const drafts = await Promise.all(
    Array.from({ length: letters }, (_, at) =>
      core.api.drafts.create({
        content: { identityId: benchIdentityId, to: [`r${at}@sink.test`], subject: 'bench', text },
      }),
    ),
  )
  await Promise.all(drafts.map(({ id, content }) => core.api.outbox.enqueue({ draftId: id, content })))
}

async function drain(letters: number): Promise<void> {
  const { total } = await core.api.outbox.list({ list: 'sent', offset: 0, limit: 1 })
  const empty = untilSent(core, total, letters)
  await core.api.settings.set({ sending: 'on' })
  await empty
}

async function startProfiles(): Promise<void> {
  counting.postMessage('start profile')
  await once(counting, 'message')
  session.connect()
  await session.post('Profiler.enable')
  await session.post('Profiler.setSamplingInterval', { interval: 100 })
  await session.post('Profiler.start')
}

async function endProfiles(): Promise<void> {
  const { profile } = await session.post('Profiler.stop')
  counting.postMessage('end profile')
  const [{ data }] = (await once(counting, 'message')) as [{ readonly data: Profile }]
  await writeFile(join(profiles, 'main.cpuprofile'), JSON.stringify(profile))
  await writeFile(join(profiles, 'storage.cpuprofile'), JSON.stringify(data))
}

async function countCommits(): Promise<number> {
  counting.postMessage('how many')
  const [{ data }] = (await once(counting, 'message')) as [{ readonly data: number }]
  return data
}

/** Resolves when so many more are sent than there were. */
async function untilSent({ api, events }: Core, were: number, letters: number): Promise<void> {
  const sent = new Set<string>()
  await new Promise<void>((resolve, reject) => {
    const looking = setInterval(() => {
      api.outbox.list({ list: 'sent', offset: 0, limit: 1 }).then(({ total }) => {
        if (total === were + letters) done()
      }, reject)
    }, lookMs)
    const stop = events.on('outbox.changed', ({ entries }) => {
      for (const { entryId, entry } of entries) if (entry?.state === 'sent') sent.add(entryId)
      if (sent.size === letters) done()
    })
    const done = () => {
      clearInterval(looking)
      stop()
      resolve()
    }
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
