import { createInterface } from 'node:readline'
import { Writable } from 'node:stream'
import { readLines } from './lines.ts'
import type { Terminal } from './terminal.ts'
import { UsageError } from './usage-error.ts'

/**
 * The password for the server: from standard input, SENDOFF_PASSWORD or a prompt that does not echo. Throws `UsageError`
 * where none of them gives one.
 */
export async function readPassword(
  { fromStdin, user, host }: { readonly fromStdin: boolean; readonly user: string; readonly host: string },
  terminal: Terminal,
): Promise<string> {
  if (fromStdin) return firstLine(terminal)
  const known = terminal.environment.SENDOFF_PASSWORD
  if (known !== undefined && known !== '') return known
  if (terminal.input.isTTY !== true)
    throw new UsageError(
      'no password: use --password-stdin or SENDOFF_PASSWORD, or run it in a terminal to be asked',
    )
  return prompt(`Password of ${user} at ${host}: `, terminal)
}

async function firstLine({ input }: Terminal): Promise<string> {
  for await (const line of readLines(input)) {
    const password = line.replace(/\r$/, '')
    if (password !== '') return password
    break
  }
  throw new UsageError('--password-stdin: there is no password on standard input')
}

/** Whatever is typed is not shown: what the line editor would echo goes nowhere. */
function prompt(question: string, terminal: Terminal): Promise<string> {
  terminal.err(question)
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() })
  const lines = createInterface({ input: terminal.input, output: silent, terminal: true, historySize: 0 })
  return new Promise((resolve, reject) => {
    const refuse = () => {
      terminal.err('\n')
      reject(new UsageError('no password was given'))
    }
    lines.once('SIGINT', () => lines.close())
    lines.once('close', refuse)
    lines.once('line', (password) => {
      lines.off('close', refuse)
      lines.close()
      terminal.err('\n')
      resolve(password)
    })
  })
}
