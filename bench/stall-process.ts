// One message of so many octets goes out while many wait: `node --expose-gc stall-process.ts FOLDER PORT OCTETS WAITING`.
import { open } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import type { Core } from '../main/core.ts'
import { benchIdentityId, openBenchCore, prepareProfile } from './outbox-core.ts'
import { measureUsage } from './usage.ts'

const [dataDir = '', port = '', octets = '', waiting = ''] = process.argv.slice(2)
const schedule = { local: '2099-01-05T09:00', zone: 'Europe/Berlin', at: Date.UTC(2099, 0, 5, 8) }
/** Queued in one go at most. */
const atOnce = 500
/** A window that shows the outbox asks about so often while it changes. */
const lookMs = 100

await prepareProfile(dataDir, { host: '127.0.0.1', port: Number(port), security: 'none' })
const core = await openBenchCore(dataDir)
await core.api.settings.set({ undoSeconds: 0 })
for (let at = 0; at < Number(waiting); at += atOnce) {
  await Promise.all(
    Array.from({ length: Math.min(atOnce, Number(waiting) - at) }, (_, n) => queueSmall(at + n)),
  )
}
const big = await queueBig()
const usage = await measureUsage(async () => {
  const sent = untilSent(core, big)
  await core.api.settings.set({ sending: 'on' })
  await Promise.race([sent, look(core)])
})
await core.close()
process.send?.(usage)
process.disconnect()

/** Waits for its time. */
async function queueSmall(at: number): Promise<void> {
  const content = {
    identityId: benchIdentityId,
    to: [`r${at}@sink.test`],
    subject: `bench ${at}`,
    text: 'bench',
  }
  const draft = await core.api.drafts.create({ content })
  const result = await core.api.outbox.enqueue({ draftId: draft.id, content: { ...draft.content, schedule } })
  if (!result.queued) throw new Error(JSON.stringify(result))
}

async function queueBig(): Promise<string> {
  const path = join(dataDir, 'big.bin')
  const file = await open(path, 'w')
  const piece = Buffer.from(Array.from({ length: 1_000_000 }, (_, at) => (at * 31 + (at >> 8)) & 255))
  for (let written = 0; written < Number(octets); written += piece.length) await file.write(piece)
  await file.close()
  const content = { identityId: benchIdentityId, to: ['big@sink.test'], subject: 'big', text: 'bench' }
  const draft = await core.api.drafts.create({ content })
  const { added } = await core.api.drafts.attachPaths({ draftId: draft.id, paths: [path] })
  const result = await core.api.outbox.enqueue({
    draftId: draft.id,
    content: { ...draft.content, attachments: added },
  })
  if (!result.queued) throw new Error(JSON.stringify(result))
  return result.entryId
}

async function untilSent({ events }: Core, id: string): Promise<void> {
  await new Promise<void>((resolve) => {
    events.on('outbox.changed', ({ entries }) => {
      if (entries.some(({ entryId, entry }) => entryId === id && entry?.state === 'sent')) resolve()
    })
  })
}

async function look({ api }: Core): Promise<never> {
  for (;;) {
    await api.outbox.list({ list: 'outbox', offset: 0, limit: 100 })
    await delay(lookMs)
  }
}
