// The storage thread, but at one named change it kills the whole process: before the change, or when it is synced and
// not yet answered. SENDOFF_TEST_KILL is `before NAME` or `after NAME`.
import { syncBuiltinESMExports } from 'node:module'
import workerThreads, { parentPort } from 'node:worker_threads'
import type { EntryEvent } from '../../main/outbox/entry-event.ts'
import type { AttemptRow } from '../../main/storage/attempt-row.ts'
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
  const { attempt, event = 'null' } = request.input as { attempt?: AttemptRow; event?: string }
  if ((JSON.parse(event) as EntryEvent | null)?.type === 'copy-saved') return 'copied'
  return attempt?.step ?? null
}

const [when, what] = (process.env.SENDOFF_TEST_KILL ?? '').split(' ')
const port = parentPort
if (port !== null) {
  const matching = new Set<number>()
  const kill = () => process.kill(process.pid, 'SIGKILL')
  const seen = (request: Request) => {
    if (changeOf(request) !== what) return
    if (when === 'before') kill()
    matching.add(request.id)
  }
  const on = port.on.bind(port)
  port.on = ((event: string, listener: (message: unknown) => void) =>
    on(event as 'message', (message: unknown) => {
      if (event !== 'message') {
        listener(message)
        return
      }
      // Each change by itself, however many a busy machine brings at once: what shares a commit has one moment after it.
      for (const request of message as Requests) {
        seen(request)
        listener([{ ...request, isPatient: false }])
      }
    })) as typeof port.on
  // Nor does the worker take what has arrived meanwhile along.
  workerThreads.receiveMessageOnPort = () => undefined
  syncBuiltinESMExports()
  const post = port.postMessage.bind(port)
  port.postMessage = (message: unknown) => {
    if (Array.isArray(message) && (message as Responses).some(({ id }) => matching.has(id))) kill()
    post(message)
  }
}

await import('../../main/storage/worker.ts')
