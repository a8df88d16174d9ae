// What the program may touch of the process it runs in. Tests give their own.
import type { Readable, Writable } from 'node:stream'

/** Where the program runs from, if not from a clone. */
export interface Installation {
  /** The storage worker without types. */
  readonly workerUrl?: URL
  readonly version?: string
}

export interface Terminal {
  readonly input: Readable & { readonly isTTY?: boolean }
  /** Resolves when the text has left the process. */
  readonly out: (text: string) => Promise<void>
  readonly err: (text: string) => void
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly installation?: Installation
}

export function createTerminal(): Terminal {
  const { stdin, stdout, stderr, env } = process
  // Whoever read the results has gone: there is nobody left to work for.
  stdout.on('error', () => process.exit(1))
  stderr.on('error', () => undefined)
  return {
    input: stdin,
    out: (text) => writeAll(stdout, text),
    err: (text) => void stderr.write(text),
    environment: env,
  }
}

function writeAll(stream: Writable, text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    stream.write(text, (error) => {
      if (error) reject(error)
      else resolve()
    })
  })
}
