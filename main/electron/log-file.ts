// The log on disk: text, turned over by size, kept on this machine.
import { appendFileSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'

const fileOctets = 1_000_000
const files = 5
/** A longer record is cut: a reply or a stack has its place in the transcript. */
const maxRecord = 8_000

/** Where the current file is. */
export function logPath(dataDir: string): string {
  return join(dataDir, 'logs', 'sendoff.log')
}

/** Appends records to `logs/sendoff.log`; at 1 MB it becomes `sendoff.1.log`, and the fifth goes. */
export class LogFile {
  readonly #path: string
  #size: number
  #isBroken = false

  /** @param dataDir Profile folder. A folder that cannot be written leaves the log without a file. */
  constructor(dataDir: string) {
    this.#path = logPath(dataDir)
    this.#size = sizeOf(this.#path)
  }

  /** Never throws: a log that cannot be written is no reason not to send. */
  write(record: string): void {
    if (this.#isBroken) return
    const line = `${toRecord(record)}\n`
    try {
      if (this.#size === 0) mkdirSync(join(this.#path, '..'), { recursive: true, mode: 0o700 })
      if (this.#size + line.length > fileOctets) this.#turnOver()
      appendFileSync(this.#path, line, { mode: 0o600 })
      this.#size += Buffer.byteLength(line)
    } catch (error) {
      this.#isBroken = true
      process.stderr.write(`The log cannot be written: ${String(error)}\n`)
    }
  }

  #turnOver(): void {
    const older = (n: number) => this.#path.replace(/\.log$/, `.${n}.log`)
    rmSync(older(files - 1), { force: true })
    for (let n = files - 2; n > 0; n -= 1) renameIfThere(older(n), older(n + 1))
    renameIfThere(this.#path, older(1))
    this.#size = 0
  }
}

/** One record: cut to its limit, control characters as \xNN, further lines indented. */
function toRecord(text: string): string {
  const cut = text.length > maxRecord ? `${text.slice(0, maxRecord)} …` : text
  return cut
    .replaceAll(
      // eslint-disable-next-line no-control-regex -- these are what it is about
      /[\x00-\x09\x0b-\x1f\x7f-\x9f]/g,
      (sign) => `\\x${sign.charCodeAt(0).toString(16).padStart(2, '0')}`,
    )
    .replaceAll('\n', '\n    ')
}

function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0
}

function renameIfThere(from: string, to: string): void {
  if (statSync(from, { throwIfNoEntry: false }) !== undefined) renameSync(from, to)
}
