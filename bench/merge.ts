// A mail merge of many rows: from Start until every message is queued, and what windows feel meanwhile.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import type { Api } from '../main/api.ts'
import { benchIdentityId, openBenchCore, prepareProfile } from './outbox-core.ts'
import type { Report } from './report.ts'

const rows = 10_000

export async function benchMerge(): Promise<Report> {
  const dataDir = await mkdtemp(join(tmpdir(), 'sendoff-bench-merge-'))
  await prepareProfile(dataDir)
  const core = await openBenchCore(dataDir)
  const { merge } = core.api
  const timed = async <T>(work: () => Promise<T>) => {
    const startedAt = performance.now()
    return { value: await work(), ms: performance.now() - startedAt }
  }
  const { jobId } = await merge.create()
  const people = Array.from({ length: rows }, (_, n) => `p${n}@example.org;Member ${n};${n % 90}`)
  const bytes = Buffer.from(`Email;Name;Boat\n${people.join('\n')}\n`)
  const read = await timed(() => merge.readTable({ jobId, name: 'members.csv', bytes }))
  const { name, roles, missing, duplicates, perMinute, list } = read.value
  await merge.save({
    jobId,
    settings: {
      ...{ name, roles, missing, duplicates, perMinute, list, schedule: null, identityId: benchIdentityId },
      ...{ subject: 'Your season, {{Name}}', text: 'Dear {{Name}},\n\nyour boat is number {{Boat}}.' },
    },
  })
  const checked = await timed(() => merge.check({ jobId }))
  const delay = monitorEventLoopDelay({ resolution: 1 })
  delay.enable()
  const answers: number[] = []
  const queued = await timed(async () => {
    await merge.start({ jobId })
    await untilDone(core.api, jobId, async () => {
      answers.push((await timed(() => core.api.outbox.list({ list: 'outbox', offset: 0, limit: 100 }))).ms)
    })
  })
  delay.disable()
  const { counts } = await merge.get({ jobId })
  await core.close()
  await rm(dataDir, { recursive: true })
  const slowest = Math.max(...answers)
  const stall = (percent: number) => (delay.percentile(percent) / 1e6).toFixed(1)
  return {
    name: 'merge',
    about: `${rows} rows, one entry each, all stored and synced; sending is paused. ${counts.queued ?? 0} were queued. One run.`,
    rows: [
      { what: 'table read and stored, s', figure: (read.ms / 1_000).toFixed(2), goal: '' },
      { what: 'all rows checked, s', figure: (checked.ms / 1_000).toFixed(2), goal: '' },
      { what: 'start until all are queued, s', figure: (queued.ms / 1_000).toFixed(1), goal: '' },
      { what: 'main-process stall, 99.9th percentile, ms', figure: stall(99.9), goal: 'under 50' },
      { what: 'main-process stall, longest, ms', figure: stall(100), goal: '' },
      { what: 'outbox page meanwhile, slowest, ms', figure: slowest.toFixed(0), goal: '' },
    ],
  }
}

/** Asks as a window does, again and again, until all messages are made. */
async function untilDone({ merge }: Api, jobId: string, ask: () => Promise<void>): Promise<void> {
  while ((await merge.get({ jobId })).state !== 'done') {
    await ask()
    await new Promise((resolve) => setTimeout(resolve, 250))
  }
}
