import { spawn } from 'node:child_process'

export interface XDisplay {
  /** As `DISPLAY` has it. */
  readonly name: string
  stop(): void
}

/** A display of its own, in memory. @throws Error where Xvfb is missing or does not start. */
export async function openDisplay(): Promise<XDisplay> {
  const server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1600x1000x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  })
  const number = await new Promise<string>((resolve, reject) => {
    server.once('error', reject)
    server.once('exit', () => reject(new Error('Xvfb ended at once.')))
    server.stdio[3]?.once('data', (told: Buffer) => resolve(told.toString().trim()))
  })
  return { name: `:${number}`, stop: () => server.kill() }
}
