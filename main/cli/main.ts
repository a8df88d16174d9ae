// `sendoff COMMAND …`: finds the command and loads only what it needs.
import { exitStatus, type ExitStatus } from './exit-status.ts'
import { speakFor } from './language.ts'
import { createTerminal, type Installation, type Terminal } from './terminal.ts'
import { UsageError } from './usage-error.ts'

type Command = (argv: readonly string[], terminal: Terminal) => Promise<ExitStatus>

const commands: Readonly<Record<string, () => Promise<Command>>> = {
  send: async () => (await import('./send-command.ts')).sendCommand,
  check: async () => (await import('./check-command.ts')).checkCommand,
  explain: async () => (await import('./explain-command.ts')).explainCommand,
  queue: async () => (await import('./queue-command.ts')).queueCommand,
  compose: async () => (await import('./compose-command.ts')).composeCommand,
  '--help': () => Promise.resolve(help),
  '-h': () => Promise.resolve(help),
  help: () => Promise.resolve(help),
  '--version': () => Promise.resolve(version),
}

/** Runs the program and ends the process with its exit status. `installation`: absent in a clone. */
export async function main(argv: readonly string[], installation: Installation = {}): Promise<void> {
  const terminal = { ...createTerminal(), installation }
  process.exit(await run(argv, terminal))
}

async function run([name, ...rest]: readonly string[], terminal: Terminal): Promise<ExitStatus> {
  try {
    if (name !== undefined && /^mailto:/i.test(name)) return await run(['compose', name, ...rest], terminal)
    if (name !== undefined && /\.eml$/i.test(name)) return await openFiles([name, ...rest], terminal)
    const load = name !== undefined && Object.hasOwn(commands, name) ? commands[name] : undefined
    if (load === undefined)
      throw new UsageError('say what to do: send, check, explain, queue, compose, --help or --version')
    if (rest.includes('--help')) return await help(rest, terminal)
    speakFor([name ?? '', ...rest], terminal.environment)
    const command = await load()
    return await command(rest, terminal)
  } catch (error) {
    if (error instanceof UsageError) {
      terminal.err(`sendoff: ${error.message}\n`)
      return exitStatus.usage
    }
    terminal.err(
      `sendoff: internal fault: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
    )
    return exitStatus.internal
  }
}

async function openFiles(argv: readonly string[], terminal: Terminal): Promise<ExitStatus> {
  const { openFilesCommand } = await import('./compose-command.ts')
  return await openFilesCommand(argv, terminal)
}

async function help(_: readonly string[], { out }: Terminal): Promise<ExitStatus> {
  const { helpText } = await import('./help.ts')
  await out(helpText)
  return exitStatus.ok
}

async function version(_: readonly string[], { out, installation }: Terminal): Promise<ExitStatus> {
  await out(`sendoff ${installation?.version ?? (await versionOfClone())}\n`)
  return exitStatus.ok
}

async function versionOfClone(): Promise<string> {
  const { readFile } = await import('node:fs/promises')
  const about: unknown = JSON.parse(await readFile(new URL('../../package.json', import.meta.url), 'utf8'))
  return typeof about === 'object' && about !== null && 'version' in about ? String(about.version) : 'unknown'
}
