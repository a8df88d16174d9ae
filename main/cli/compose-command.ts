// `sendoff compose`, `sendoff mailto:…` and `sendoff FILE.eml`: hands over to the program with its windows, which runs or is started.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { readOpenRequest, type ComposeRequest } from '../drafts/open-request.ts'
import { exitStatus, type ExitStatus } from './exit-status.ts'
import type { Terminal } from './terminal.ts'
import { UsageError } from './usage-error.ts'

/** Starts Electron, or its stand-in; a second start gives its arguments to the first and ends. */
const starter = fileURLToPath(new URL('../../scripts/start.ts', import.meta.url))

/** @throws UsageError for what can't be read, and for a file that is not there. */
export async function composeCommand(argv: readonly string[], terminal: Terminal): Promise<ExitStatus> {
  const request = readOpenRequest(['compose', ...argv], process.cwd())
  if (request.kind === 'refused') throw new UsageError(request.reason)
  if (request.kind === 'nothing' || request.kind === 'files') return exitStatus.ok
  if (request.kind === 'compose' && request.message.attach.some((path) => !existsSync(path)))
    throw new UsageError('a file behind --attach is not there')
  if (!existsSync(starter)) throw new UsageError('the program with windows is not part of this installation')
  const args = request.kind === 'mailto' ? [request.url] : toArguments(request.message)
  await start(args, terminal)
  return exitStatus.ok
}

/** `sendoff FILE.eml`: message files are shown by the program with its windows. @throws UsageError for one that is not there. */
export async function openFilesCommand(argv: readonly string[], terminal: Terminal): Promise<ExitStatus> {
  const request = readOpenRequest(argv, process.cwd())
  if (request.kind !== 'files' || request.paths.length !== argv.length)
    throw new UsageError('only message files (.eml) stand behind one another')
  if (request.paths.some((path) => !existsSync(path))) throw new UsageError('a message file is not there')
  if (!existsSync(starter)) throw new UsageError('the program with windows is not part of this installation')
  await start(request.paths, terminal)
  return exitStatus.ok
}

function toArguments(message: ComposeRequest): readonly string[] {
  const each = (name: string, values: readonly string[]) => values.map((value) => `--${name}=${value}`)
  return [
    'compose',
    ...each('to', message.to),
    ...each('cc', message.cc),
    ...each('bcc', message.bcc),
    `--subject=${message.subject}`,
    `--body=${message.text}`,
    ...each('attach', message.attach),
  ]
}

/** The program goes on when the terminal is closed. */
function start(args: readonly string[], { environment }: Terminal): Promise<void> {
  const child = spawn(process.execPath, [starter, ...args], {
    detached: true,
    stdio: 'ignore',
    env: { ...environment },
  })
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('spawn', () => {
      child.unref()
      resolve()
    })
  })
}
