// `sendoff queue`: the app's outbox, through the same transitions as its windows.
import type { EntryDetail, EntrySummary, OutboxApi } from '../api.ts'
import type { Core } from '../core.ts'
import { CallError } from '../result.ts'
import { parseOptions } from './arguments.ts'
import { exitStatus, type ExitStatus } from './exit-status.ts'
import { withProfile } from './profile.ts'
import { formatDetail, formatList } from './queue-text.ts'
import { sendEntry } from './send-entry.ts'
import type { Terminal } from './terminal.ts'
import { UsageError } from './usage-error.ts'

/** More than that is not listed; a program pages through the profile by `--json` no further than this either. */
const mostListed = 10_000
/** Fewer letters of an id are too few to name one message. */
const leastOfId = 4

interface Request {
  readonly core: Core
  readonly terminal: Terminal
  readonly json: boolean
}

type Action = (request: Request, entry: EntrySummary) => Promise<ExitStatus>

const actions: Readonly<Record<string, Action>> = {
  show,
  hold: (request, { id }) => tell(request, id, 'held', (outbox) => outbox.hold({ entryId: id })),
  release: (request, { id }) => tell(request, id, 'released', (outbox) => outbox.release({ entryId: id })),
  delete: (request, { id }) => tell(request, id, 'deleted', (outbox) => outbox.delete({ entryId: id })),
  send: ({ core, terminal, json }, { id }) => sendEntry(core, id, { terminal, json }),
}

/** `sendoff queue [list | show ID | hold ID | release ID | send ID | delete ID]` (cli.md). Throws `UsageError`. */
export async function queueCommand(argv: readonly string[], terminal: Terminal): Promise<ExitStatus> {
  const { options, words } = parseOptions(argv, { json: 'flag' })
  const [name = 'list', id, ...more] = words
  const action = Object.hasOwn(actions, name) ? actions[name] : undefined
  if (name !== 'list' && action === undefined)
    throw new UsageError('queue takes list, show ID, hold ID, release ID, send ID or delete ID')
  if ((name === 'list') !== (id === undefined) || more.length > 0)
    throw new UsageError(name === 'list' ? 'queue list takes no ID' : `queue ${name} takes one ID`)
  return await withProfile(terminal, name === 'send' ? 'asked' : 'never', async ({ core }) => {
    const request = { core, terminal, json: options.json }
    const entries = await entriesOf(core)
    if (action === undefined || id === undefined) return list(request, entries)
    return await possibly(terminal, () => action(request, find(entries, id)))
  })
}

async function entriesOf({ api }: Core): Promise<readonly EntrySummary[]> {
  const read = (name: 'outbox' | 'sent') =>
    api.outbox.list({ list: name, offset: 0, limit: mostListed }).then(({ entries }) => entries)
  const [open, sent] = await Promise.all([read('outbox'), read('sent')])
  return [...open, ...sent.filter(({ id }) => !open.some((entry) => entry.id === id))]
}

async function list({ terminal, json }: Request, entries: readonly EntrySummary[]): Promise<ExitStatus> {
  await terminal.out(json ? `${JSON.stringify(entries)}\n` : formatList(entries))
  return exitStatus.ok
}

/** By its id, or the beginning or the end of it, where that names one alone. */
function find(entries: readonly EntrySummary[], id: string): EntrySummary {
  const found = entries.filter(
    (entry) =>
      entry.id === id || (id.length >= leastOfId && (entry.id.startsWith(id) || entry.id.endsWith(id))),
  )
  const [entry] = found
  if (entry === undefined) throw new UsageError('no message in the outbox has this ID: queue list shows them')
  if (found.length > 1)
    throw new UsageError(`${found.length} messages have this in their ID: give more of it`)
  return entry
}

async function show({ core, terminal, json }: Request, { id }: EntrySummary): Promise<ExitStatus> {
  const detail: EntryDetail = await core.api.outbox.get({ entryId: id })
  await terminal.out(json ? `${JSON.stringify(detail)}\n` : formatDetail(detail))
  return exitStatus.ok
}

async function tell(
  { core, terminal, json }: Request,
  id: string,
  done: string,
  act: (outbox: OutboxApi) => Promise<void>,
): Promise<ExitStatus> {
  await act(core.api.outbox)
  await terminal.out(json ? `${JSON.stringify({ id, done })}\n` : `${id} ${done}\n`)
  return exitStatus.ok
}

/** What is not possible in the message's state is said in a line. */
async function possibly(terminal: Terminal, act: () => Promise<ExitStatus>): Promise<ExitStatus> {
  try {
    return await act()
  } catch (error) {
    if (!(error instanceof CallError)) throw error
    terminal.err(`sendoff: ${error.message}\n`)
    return exitStatus.permanent
  }
}
