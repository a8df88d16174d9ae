// The storage thread, but at one named change it kills the whole process: before the change, or when it is synced and
// not yet answered. SENDOFF_TEST_KILL is `before NAME` or `after NAME`.
import { syncBuiltinESMExports } from 'node:module'
import workerThreads, { parentPort } from 'node:worker_threads'
import type { Attempt } from '../../main/outbox/entry.ts'
import type { EntryEvent } from '../../main/outbox/entry-event.ts'
import type { Request, Requests, Responses } from '../../main/storage/protocol.ts'

/** Changes on a message's way, in their order. */
export type Change =
  | 'spool' // the file of the message
  | 'row' // the entry, queued
  | 'draft-gone'
  | 'started'
  | 'envelope'
  | 'content'
  | 'about-to-complete'
  | 'ended'
  | 'copied' // the copy of what was handed over is written, and is noted

export type KillPoint = `${'before' | 'after'} ${Change}`

/** Which change a request is. */
function changeOf(request: Request): Change | null {
  if (request.kind === 'commit-files') {
    return request.files.some(({ path }) => path.endsWith('.eml')) ? 'spool' : null
  }
  if (request.kind !== 'sql') return null
  if (request.name === 'drafts.remove') return 'draft-gone'
  if (request.name === 'queue.add') return 'row'
  if (request.name !== 'queue.apply' && request.name !== 'queue.record') return null
  const { attempt, event } = request.input as { attempt?: Attempt; event?: EntryEvent }
  if (event?.type === 'copy-saved') return 'copied'
  return attempt?.step ?? null
}

const [when, what] = (process.env.SENDOFF_TEST_KILL ?? '').split(' ')
const port = parentPort
if (port !== null) {
  const matching = new Set<number>()
  const kill = () => process.kill(process.pid, 'SIGKILL')
  const seen = (message: unknown) => {
    for (const request of message as Requests) {
      // Each change by itself: what shares a commit has one moment after it.
      if ('isPatient' in request) Object.assign(request, { isPatient: false })
      if (changeOf(request) !== what) continue
      if (when === 'before') kill()
      matching.add(request.id)
    }
  }
  const on = port.on.bind(port)
  port.on = ((event: string, listener: (message: unknown) => void) =>
    on(event as 'message', (message: unknown) => {
      if (event === 'message') seen(message)
      listener(message)
    })) as typeof port.on
  // The worker takes further requests from the port by this function.
  const receive = workerThreads.receiveMessageOnPort
  workerThreads.receiveMessageOnPort = (from) => {
    const received = receive(from)
    if (received !== undefined) seen(received.message)
    return received
  }
  syncBuiltinESMExports()
  const post = port.postMessage.bind(port)
  port.postMessage = (message: unknown) => {
    if (Array.isArray(message) && (message as Responses).some(({ id }) => matching.has(id))) kill()
    post(message)
  }
}

await import('../../main/storage/worker.ts')
