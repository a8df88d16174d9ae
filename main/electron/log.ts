import type { Log } from '../core.ts'

/** The log of the program: one line each on standard error. Secrets never reach it (P25): the tap hides them first. */
export function createLog(): Log {
  const write = (level: string, message: string): void =>
    void process.stderr.write(`${new Date().toISOString()} ${level} ${message}\n`)
  return {
    info: (message) => write('info', message),
    warn: (message) => write('warn', message),
    error: (message, cause) => write('error', cause === undefined ? message : `${message}: ${toText(cause)}`),
  }
}

function toText(cause: unknown): string {
  return cause instanceof Error ? (cause.stack ?? cause.message) : String(cause)
}
