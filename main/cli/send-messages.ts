// `sendoff send --server`: one job of our own, at once, and its outcome told.
import { openClient } from '../smtp/session.ts'
import { createSystemClock } from '../system/clock.ts'
import { createSystemRandom } from '../system/random.ts'
import type { DeliveryResult } from '../smtp/types.ts'
import { exitStatus, statusOfAll, type ExitStatus } from './exit-status.ts'
import type { MessageResult } from './jobs/job.ts'
import { runJob } from './jobs/run-job.ts'
import { toMessageResult } from './jobs/to-result.ts'
import { formatOutcome } from './outcome-text.ts'
import { MessageError, toOutgoing, type Outgoing } from './outgoing.ts'
import type { SendOptions } from './send-command.ts'
import { policed } from './policed.ts'
import { renewing } from './renewing.ts'
import { readServer } from './server-options.ts'
import type { Terminal } from './terminal.ts'
import { parseTranscriptForm, transcriptTo } from './transcript-output.ts'
import { UsageError } from './usage-error.ts'

/** Sends what the options name. Throws `UsageError`. */
export async function sendMessages(options: SendOptions, terminal: Terminal): Promise<ExitStatus> {
  const fromInput = options.eml.filter((file) => file === '-').length
  if (fromInput > 1) throw new UsageError('--eml - is given twice, and standard input can be read once')
  if (fromInput > 0 && options['password-stdin'])
    throw new UsageError('--eml - and --password-stdin exclude each other: both read standard input')
  const form = parseTranscriptForm(options.transcript, 'text')
  const { target: server, from, renew } = await readServer(options, terminal)
  const clock = createSystemClock()
  const random = createSystemRandom()
  let messages: Outgoing[]
  try {
    messages = await toOutgoing({ ...options, from: options.from ?? from }, { clock, random, terminal })
  } catch (error) {
    if (!(error instanceof MessageError)) throw error
    terminal.err(`sendoff: not sent: ${error.message}\n`)
    return exitStatus.refusedLocally
  }
  const open = await policed(openClient, terminal)
  const run = await runJob(
    {
      id: 'send',
      ...server,
      messages: messages.map(({ from, to, content }) => ({
        from,
        to: to.map((address) => ({ address })),
        content,
      })),
    },
    { openClient: renewing(open, renew), clock, random, line: transcriptTo(terminal, form) },
  )
  await run.close()
  return tell(run.results, messages, { options, host: server.host, terminal })
}

interface Telling {
  readonly options: SendOptions
  readonly host: string
  readonly terminal: Terminal
}

async function tell(
  results: readonly DeliveryResult[],
  messages: readonly Outgoing[],
  { options, host, terminal }: Telling,
): Promise<ExitStatus> {
  const explained = options.explain ? await import('./jobs/diagnosis.ts') : undefined
  const answers = results.map((result): MessageResult => {
    const diagnosis = explained?.diagnosisOf(result)
    const answer = toMessageResult(result)
    return diagnosis === undefined ? answer : { ...answer, diagnosis }
  })
  if (options.json) await terminal.out(`${JSON.stringify({ messages: answers })}\n`)
  else
    for (const [index, answer] of answers.entries())
      await terminal.out(formatOutcome(answer, { host, messageId: messages[index]?.messageId ?? '' }))
  return statusOfAll(answers)
}
