import { isTransient } from '../failure.ts'
import { openClient } from '../smtp/session.ts'
import type { SmtpFailure, TranscriptLine } from '../smtp/types.ts'
import { createSystemClock } from '../system/clock.ts'
import { createSystemRandom } from '../system/random.ts'
import { escapeControls } from '../transcript/format.ts'
import { parseOptions, type Options } from './arguments.ts'
import { exitStatus, statusOf, type ExitStatus } from './exit-status.ts'
import { toRungs, type Rung } from './ladder.ts'
import { policed } from './policed.ts'
import { renewing } from './renewing.ts'
import { readServer } from './server-options.ts'
import type { Terminal } from './terminal.ts'
import { parseTranscriptForm, transcriptTo } from './transcript-output.ts'
import { UsageError } from './usage-error.ts'

const kinds = {
  server: 'text',
  account: 'text',
  from: 'text',
  to: 'text',
  transcript: 'text',
  json: 'flag',
  'password-stdin': 'flag',
  'allow-insecure-auth': 'flag',
} as const

/** `sendoff check`: every step up to the message, and no message (cli.md). Throws `UsageError`. */
export async function checkCommand(argv: readonly string[], terminal: Terminal): Promise<ExitStatus> {
  const { options, words } = parseOptions(argv, kinds)
  if (words.length > 0) throw new UsageError('check takes options only')
  const form = parseTranscriptForm(options.transcript, 'none')
  const show = transcriptTo(terminal, form)
  const lines: TranscriptLine[] = []
  const failure = await climb(options, terminal, (line) => {
    lines.push(line)
    show(line)
  })
  const rungs = toRungs(lines, failure)
  if (options.json) await terminal.out(`${JSON.stringify({ ok: failure === undefined, rungs })}\n`)
  else await terminal.out(rungs.map(formatRung).join(''))
  return failure === undefined ? exitStatus.ok : statusOfFailure(failure)
}

/** Why the ladder ended early; undefined where the last rung was reached. */
async function climb(
  options: Options<typeof kinds>,
  terminal: Terminal,
  tap: (line: TranscriptLine) => void,
): Promise<SmtpFailure | undefined> {
  const { target: server, from: sender, renew } = await readServer(options, terminal)
  const opened = await renewing(await policed(openClient, terminal), renew)(server, {
    clock: createSystemClock(),
    random: createSystemRandom(),
    tap,
  })
  if (!opened.ok) return opened.failure
  const { session } = opened
  const user = server.auth?.user ?? ''
  const from = options.from ?? sender ?? (user.includes('@') ? user : '')
  const steps = await session.probe(from, options.to)
  await session.close()
  return steps.find(({ failure }) => failure !== undefined)?.failure
}

function statusOfFailure(failure: SmtpFailure): ExitStatus {
  const refused = failure.kind === 'local' ? 'refused-locally' : 'rejected'
  return statusOf({
    overall: isTransient(failure) ? 'deferred' : refused,
    phase: failure.phase,
    recipients: [],
  })
}

function formatRung({ name, ms, state, text }: Rung): string {
  const time = ms === undefined ? '' : `${ms} ms`
  return `${state.padEnd(8)}${name.padEnd(10)}${time.padStart(9)}  ${escapeControls(text)}\n`
}
