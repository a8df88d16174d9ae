import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import type { JobError, JobResult, MessageResult } from '../../../main/cli/jobs/job.ts'

export const programPath = fileURLToPath(new URL('../../../main/cli/sendoff.mjs', import.meta.url))

export interface Outcome {
  readonly out: string
  readonly err: string
  readonly status: number | null
}

/** Starts the real program, under the Node that runs the test. */
export function startProgram(
  args: readonly string[],
  { env = {}, node = process.execPath }: { env?: Record<string, string>; node?: string } = {},
): ChildProcessWithoutNullStreams {
  return spawn(node, [programPath, ...args], { env: { ...process.env, SENDOFF_PASSWORD: undefined, ...env } })
}

export async function runProgram(
  args: readonly string[],
  { input = '', ...options }: { input?: string; env?: Record<string, string>; node?: string } = {},
): Promise<Outcome> {
  const child = startProgram(args, options)
  child.stdin.on('error', () => undefined)
  child.stdin.end(input)
  const [out, err] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')])
  return { out, err, status: child.exitCode }
}

export type Answer = Partial<JobResult> & Partial<JobError>

export interface JobsOutcome extends Outcome {
  readonly answers: readonly Answer[]
}

/** Runs `send --jobs -` over these lines; what is no string is written as JSON. */
export async function runJobLines(
  lines: readonly unknown[],
  args: readonly string[] = [],
): Promise<JobsOutcome> {
  const input = lines.map((line) => `${typeof line === 'string' ? line : JSON.stringify(line)}\n`).join('')
  const outcome = await runProgram(['send', '--jobs', '-', ...args], { input })
  const answers = outcome.out
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Answer)
  return { ...outcome, answers }
}

export const base64 = (content: string) => Buffer.from(content).toString('base64')

/** A message that any server takes. */
export function messageTo(...addresses: readonly string[]) {
  return {
    from: 'a@example.org',
    to: (addresses.length > 0 ? addresses : ['b@example.net']).map((address) => ({ address })),
    raw: base64('Subject: Hi\r\n\r\nHello\r\n'),
  }
}

/** A job for a server of the test, with one message where none is given. */
export function jobFor(port: number, rest: Record<string, unknown> = {}): Record<string, unknown> {
  return { id: 'j', host: '127.0.0.1', port, security: 'none', messages: [messageTo()], ...rest }
}

/** The results of the messages of one job that runs alone. */
export async function resultsOf(
  job: Record<string, unknown>,
  args: readonly string[] = [],
): Promise<readonly MessageResult[]> {
  const { answers, err } = await runJobLines([job], args)
  const [answer] = answers
  if (answer?.messages === undefined) throw new Error(`no result: ${JSON.stringify(answer)} ${err}`)
  return answer.messages
}

/** The result of the only message of a job. */
export async function resultOf(
  job: Record<string, unknown>,
  args: readonly string[] = [],
): Promise<MessageResult> {
  const [result] = await resultsOf(job, args)
  if (result === undefined) throw new Error('no message')
  return result
}
