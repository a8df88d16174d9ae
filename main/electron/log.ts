import type { Log } from '../core.ts'

/** The log of the program: one record each on standard error and in `file`. Secrets never reach it (P25): the tap hides them first. */
export function createLog(file: { write(record: string): void }): Log {
  const write = (level: string, message: string): void => {
    const record = `${new Date().toISOString()} ${level} ${message}`
    process.stderr.write(`${record}\n`)
    file.write(record)
  }
  return {
    info: (message) => write('info', message),
    warn: (message) => write('warn', message),
    error: (message, cause) => write('error', cause === undefined ? message : `${message}: ${toText(cause)}`),
  }
}

function toText(cause: unknown): string {
  return cause instanceof Error ? (cause.stack ?? cause.message) : String(cause)
}
