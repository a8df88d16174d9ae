// One piece of work of the outbox, in a process of its own: `node outbox-process.ts enqueue|fill|open|file FOLDER COUNT`.
import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  writeSync,
} from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Core } from '../main/core.ts'
import type { DraftContent } from '../main/drafts/draft.ts'
import { fillProfile } from './outbox-entries.ts'
import { benchIdentityId, openBenchCore, prepareProfile } from './outbox-core.ts'
import { median } from './report.ts'
import { measureUsage, type Usage } from './usage.ts'

export interface Enqueued {
  readonly ours: Usage
  /** A bare loop that writes, syncs and renames the same files. */
  readonly bareMs: number
}

export interface Opened {
  readonly openMs: number
  /** Resident set after pages and filters were read and garbage collected, octets. */
  readonly rss: number
  /** Median milliseconds of a question, by its name. */
  readonly ms: Readonly<Record<string, number>>
}

/** Times that each question is asked. */
const questions = 20

const [work = '', dataDir = '', count = ''] = process.argv.slice(2)
const works: Readonly<Record<string, () => Promise<unknown>>> = {
  enqueue: () => enqueue(Number(count)),
  fill: () => fillProfile(dataDir, Number(count)),
  open: () => open(),
  file: () => queueFile(Number(count)),
}
process.send?.((await works[work]?.()) ?? null)
process.disconnect()

function contentOf(at: number): DraftContent {
  return {
    ...{ identityId: benchIdentityId, serverId: null, cc: [], bcc: [], attachments: [] },
    to: [`member${at}@example.org`],
    subject: `Minutes of the meeting, ${at}`,
    text: `Dear member ${at},\n\n${'the minutes of the last meeting are below. '.repeat(15)}\n`,
  }
}

/** All in one go, as a merge does; each draft is stored before, as it is when a person presses Send. */
async function enqueue(messages: number): Promise<Enqueued> {
  await prepareProfile(dataDir)
  const core = await openBenchCore(dataDir)
  const contents = Array.from({ length: messages }, (_, at) => contentOf(at))
  const drafts = await Promise.all(contents.map((content) => core.api.drafts.create({ content })))
  const ours = await measureUsage(async () => {
    await Promise.all(drafts.map(({ id, content }) => core.api.outbox.enqueue({ draftId: id, content })))
  })
  await core.close()
  return { ours, bareMs: writeBare() }
}

function writeBare(): number {
  const spool = join(dataDir, 'spool')
  const files = readdirSync(spool).map((name) => [name, readFileSync(join(spool, name))] as const)
  const folder = join(dataDir, 'bare')
  mkdirSync(folder)
  const startedAt = performance.now()
  for (const [name, bytes] of files) {
    const path = join(folder, name)
    const file = openSync(`${path}.tmp`, 'w')
    writeSync(file, bytes)
    fsyncSync(file)
    closeSync(file)
    renameSync(`${path}.tmp`, path)
  }
  return performance.now() - startedAt
}

async function open(): Promise<Opened> {
  const startedAt = performance.now()
  const core = await openBenchCore(dataDir)
  const openMs = performance.now() - startedAt
  const ms = {
    'first page': await timeOf(() => page(core, 'sent', 0)),
    'page in the middle': await timeOf((at) =>
      page(core, 'sent', Math.floor(Number(count) * 0.4) + at * 100),
    ),
    'outbox page': await timeOf(() => page(core, 'outbox', 0)),
    'filter by text': await timeOf((at) => page(core, 'sent', 0, { text: `letter ${at * 731}` })),
    'filter by state': await timeOf(() => page(core, 'outbox', 0, { states: ['failed'] })),
  }
  globalThis.gc?.()
  const rss = process.memoryUsage.rss()
  await core.close()
  return { openMs, rss, ms }
}

async function timeOf(ask: (at: number) => Promise<unknown>): Promise<number> {
  const times: number[] = []
  for (let at = 0; at < questions; at += 1) {
    const startedAt = performance.now()
    await ask(at)
    times.push(performance.now() - startedAt)
  }
  return median(times)
}

type Filter = NonNullable<Parameters<Core['api']['outbox']['list']>[0]['filter']>

function page(core: Core, list: 'outbox' | 'sent', offset: number, filter: Filter = {}): Promise<unknown> {
  return core.api.outbox.list({ list, offset, limit: 100, filter })
}

/** A file is attached, then queued. */
async function queueFile(octets: number): Promise<Usage> {
  await prepareProfile(dataDir)
  const path = join(dataDir, 'large.bin')
  await writeFile(path, Buffer.alloc(octets, 'sendoff '))
  const core = await openBenchCore(dataDir)
  const draft = await core.api.drafts.create({ content: contentOf(0) })
  const usage = await measureUsage(async () => {
    const { added } = await core.api.drafts.attachPaths({ draftId: draft.id, paths: [path] })
    await core.api.outbox.enqueue({ draftId: draft.id, content: { ...draft.content, attachments: added } })
  })
  await core.close()
  return usage
}
