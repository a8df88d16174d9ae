// A process with a core on a profile; does what it is told over IPC: { do, … } in, { done } or { failed } out.
import { createCore } from '../../main/create-core.ts'
import { secretName } from '../../main/secrets/secret-store.ts'
import { openClient } from '../../main/smtp/session.ts'
import { createSystemClock } from '../../main/system/clock.ts'
import { createSystemRandom } from '../../main/system/random.ts'
import { storageWorkerUrl } from '../../scripts/support/storage-worker.ts'
import { createMemorySecrets, createRecordingShell } from './core-harness.ts'
import { crashIdentityId, crashServerId } from './crash-profile.ts'

export type Order =
  | { readonly do: 'send'; readonly count: number; readonly subject: string; readonly size?: number }
  | { readonly do: 'states' }

const [dataDir = ''] = process.argv.slice(2)
const secrets = createMemorySecrets()
await secrets.set(secretName(crashServerId), 'secret')
const core = await createCore({
  workerUrl: storageWorkerUrl,
  dataDir,
  secrets,
  clock: createSystemClock(),
  random: createSystemRandom(),
  openClient,
  shell: createRecordingShell(),
  log: { info: () => undefined, warn: () => undefined, error: () => undefined },
  version: '0.0.0-test',
})
const { outbox, drafts } = core.api

async function send(subject: string, size: number): Promise<string> {
  const draft = await drafts.create({
    content: {
      identityId: crashIdentityId,
      to: ['anna@example.org'],
      subject,
      text: 'The minutes of the meeting.\n'.repeat(size),
    },
  })
  const outcome = await outbox.enqueue({ draftId: draft.id, content: draft.content })
  if (!outcome.queued) throw new Error(JSON.stringify(outcome.problems))
  return outcome.entryId
}

async function obey(order: Order): Promise<unknown> {
  switch (order.do) {
    case 'send':
      return await Promise.all(
        Array.from({ length: order.count }, (_, n) => send(`${order.subject} ${n}`, order.size ?? 1)),
      )
    case 'states': {
      const { entries } = await outbox.list({ list: 'outbox', offset: 0, limit: 200 })
      return Object.fromEntries(entries.map(({ id, state }) => [id, state]))
    }
  }
}

process.on('message', (order: Order) => {
  obey(order).then(
    (done) => process.send?.({ done: done ?? null }),
    (error: unknown) => process.send?.({ failed: String(error) }),
  )
})
process.send?.({ ready: true })
