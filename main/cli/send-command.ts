import { parseOptions, type Options } from './arguments.ts'
import { exitStatus, type ExitStatus } from './exit-status.ts'
import type { Terminal } from './terminal.ts'
import { parseTranscriptForm } from './transcript-output.ts'
import { UsageError } from './usage-error.ts'

const kinds = {
  server: 'text',
  account: 'text',
  queue: 'flag',
  from: 'text',
  to: 'texts',
  cc: 'texts',
  bcc: 'texts',
  subject: 'text',
  text: 'text',
  attach: 'texts',
  eml: 'texts',
  jobs: 'text',
  concurrency: 'text',
  explain: 'flag',
  transcript: 'text',
  json: 'flag',
  'password-stdin': 'flag',
  'allow-insecure-auth': 'flag',
} as const

export type SendOptions = Options<typeof kinds>

/** What `--jobs` can be combined with. */
const WITH_JOBS: readonly string[] = ['jobs', 'concurrency', 'explain', 'transcript', 'json']

/** `sendoff send` (cli.md). Throws `UsageError`. */
export async function sendCommand(argv: readonly string[], terminal: Terminal): Promise<ExitStatus> {
  const { options, words } = parseOptions(argv, kinds)
  if (words.length > 0) throw new UsageError('send takes options only; a value with spaces needs quotes')
  if (options.jobs !== undefined) return sendJobs(options.jobs, options, terminal)
  if (options.concurrency !== undefined) throw new UsageError('--concurrency belongs to --jobs')
  if (options.queue) return (await import('./queue-messages.ts')).queueMessages(options, terminal)
  const { sendMessages } = await import('./send-messages.ts')
  return sendMessages(options, terminal)
}

async function sendJobs(file: string, options: SendOptions, terminal: Terminal): Promise<ExitStatus> {
  const strange = Object.entries(options).find(([name, value]) => isGiven(value) && !WITH_JOBS.includes(name))
  if (strange !== undefined) throw new UsageError(`--jobs and --${strange[0]} exclude each other`)
  const concurrency = parseConcurrency(options.concurrency)
  const form = parseTranscriptForm(options.transcript, 'none')
  const input = file === '-' ? terminal.input : await openFile(file)
  const [
    { runJobs },
    { openClient },
    { createSystemClock },
    { createSystemRandom },
    { transcriptTo },
    { policed },
  ] = await Promise.all([
    import('./jobs/run-jobs.ts'),
    import('../smtp/session.ts'),
    import('../system/clock.ts'),
    import('../system/random.ts'),
    import('./transcript-output.ts'),
    import('./policed.ts'),
  ])
  const { refused } = await runJobs(
    { concurrency, explain: options.explain, withTranscript: form === 'json' },
    {
      openClient: await policed(openClient, terminal),
      clock: createSystemClock(),
      random: createSystemRandom(),
      input,
      write: terminal.out,
      ...(form === 'text' ? { line: transcriptTo(terminal, form) } : {}),
    },
  )
  return refused ? exitStatus.usage : exitStatus.ok
}

async function openFile(file: string): Promise<AsyncIterable<Uint8Array>> {
  const { open } = await import('node:fs/promises')
  try {
    return (await open(file)).createReadStream()
  } catch (error) {
    throw new UsageError(
      `the jobs could not be read: ${error instanceof Error ? error.message : String(error)}`,
    )
  }
}

function parseConcurrency(text: string | undefined): number {
  if (text === undefined) return 1
  const number = Number(text)
  if (!/^\d{1,4}$/.test(text) || number < 1)
    throw new UsageError('--concurrency takes a number from 1 to 9999')
  return number
}

function isGiven(value: string | boolean | readonly string[] | undefined): boolean {
  return typeof value === 'object' ? value.length > 0 : value !== undefined && value !== false
}
