// `sendoff send --jobs`: lines in, lines out, in order (cli.md, "Machine interface").
import type { TranscriptLine } from '../../smtp/types.ts'
import { readLines } from '../lines.ts'
import type { Job, JobError, JobResult, MessageResult } from './job.ts'
import { createOrderedOutput } from './ordered-output.ts'
import { parseJob } from './parse-job.ts'
import { runJob, type RunJobDeps } from './run-job.ts'
import { toMessageResult } from './to-result.ts'

export interface RunJobsOptions {
  /** Jobs that run at the same time. */
  readonly concurrency: number
  readonly explain: boolean
  /** The transcript goes into the result. */
  readonly withTranscript: boolean
}

export interface RunJobsDeps extends Omit<RunJobDeps, 'line'> {
  readonly input: AsyncIterable<Uint8Array | string>
  /** Resolves when the line has left the process. */
  readonly write: (line: string) => Promise<void>
  /** Every line of every session. */
  readonly line?: (line: TranscriptLine) => void
}

/** Runs jobs until the input ends. Resolves with whether a line was refused. */
export async function runJobs(options: RunJobsOptions, deps: RunJobsDeps): Promise<{ refused: boolean }> {
  const output = createOrderedOutput(deps.write)
  const running = new Set<Promise<void>>()
  let refused = false
  for await (const line of readLines(deps.input)) {
    const fill = output.place()
    const parsed = parseJob(line)
    if (parsed.ok) {
      const { job } = parsed
      const work: Promise<void> = runOne(job, options, deps, fill)
        .catch((error: unknown) => {
          // A fault of ours in one job stops neither the others nor their order.
          refused = true
          return fill(formatAnswer({ id: job.id, error: `internal fault: ${messageOf(error)}` }))
        })
        .finally(() => running.delete(work))
      running.add(work)
      if (running.size >= options.concurrency) await Promise.race(running)
    } else {
      refused = true
      void fill(formatAnswer(parsed.refused))
    }
  }
  await Promise.all(running)
  return { refused }
}

async function runOne(
  job: Job,
  options: RunJobsOptions,
  deps: RunJobsDeps,
  fill: (line: string) => Promise<void>,
): Promise<void> {
  const transcript: TranscriptLine[] = []
  const line = (entry: TranscriptLine) => {
    if (options.withTranscript) transcript.push(entry)
    deps.line?.(entry)
  }
  const run = await runJob(job, { ...deps, line })
  const messages = await Promise.all(run.results.map((result) => toAnswer(result, options.explain)))
  // The transcript has the QUIT in it; without one nobody waits for it.
  if (options.withTranscript) await run.close()
  const written = fill(
    formatAnswer({ id: job.id, messages, ...(options.withTranscript ? { transcript } : {}) }),
  )
  await Promise.all([run.close(), written])
}

async function toAnswer(
  result: Parameters<typeof toMessageResult>[0],
  isExplained: boolean,
): Promise<MessageResult> {
  const answer = toMessageResult(result)
  if (!isExplained) return answer
  // Loaded only where it is asked for: its texts and rules cost time at the start.
  const { diagnosisOf } = await import('./diagnosis.ts')
  const diagnosis = diagnosisOf(result)
  return diagnosis === undefined ? answer : { ...answer, diagnosis }
}

function formatAnswer(answer: JobResult | JobError): string {
  return `${JSON.stringify(answer)}\n`
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
