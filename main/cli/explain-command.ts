import { explainReply } from '../diagnosis/explain-reply.ts'
import { parseOptions } from './arguments.ts'
import { exitStatus, type ExitStatus } from './exit-status.ts'
import { FieldError, isRecord, list, text } from './jobs/decoder.ts'
import { readLines } from './lines.ts'
import type { Terminal } from './terminal.ts'
import { UsageError } from './usage-error.ts'

/** `sendoff explain`: one reply a line in, one explanation a line out, in the same order (cli.md). Throws `UsageError`. */
export async function explainCommand(argv: readonly string[], terminal: Terminal): Promise<ExitStatus> {
  const { words } = parseOptions(argv, {})
  if (words.length > 0) throw new UsageError('explain reads standard input and takes no words')
  let refused = false
  for await (const line of readLines(terminal.input)) {
    const answer = answerTo(line)
    refused ||= 'error' in answer
    await terminal.out(`${JSON.stringify(answer)}\n`)
  }
  return refused ? exitStatus.usage : exitStatus.ok
}

function answerTo(line: string): ReturnType<typeof explainReply> | { readonly error: string } {
  try {
    const question = parseJson(line)
    // Other fields are passed over: the lines of a log may have more to them.
    if (!isRecord(question)) throw new FieldError('the line has to be an object')
    return explainReply(text(question.phase, 'phase'), list(text)(question.lines, 'lines'))
  } catch (error) {
    if (error instanceof FieldError) return { error: error.message }
    throw error
  }
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    throw new FieldError('the line is no JSON')
  }
}
