// What every real server of these tests has in common.
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'

/** Users of every server here; both have this password, with letters beyond ASCII on purpose. */
export const users = ['ann@mail.test', 'bob@mail.test'] as const
export const password = 'pässwörd'

export interface RealServer {
  readonly name: string
  readonly host: '127.0.0.1'
  /** Port that offers STARTTLS, and port with TLS from the first byte. */
  readonly starttlsPort: number
  readonly tlsPort: number
  /** The CA that signed its certificate, PEM. */
  readonly caPem: string
  /** Name in the certificate. */
  readonly tlsName: string
  log(): Promise<string>
  /** The stored message that holds this text, with LF line ends, as the server keeps it; rejects after five seconds. */
  findMessage(text: string): Promise<string>
  stop(): Promise<void>
}

/** A folder for one run of one server, passable for the server's own users. */
export async function createStateDir(name: string): Promise<string> {
  return await mkdtemp(join(tmpdir(), `sendoff-${name}-`))
}

export async function removeStateDir(dir: string): Promise<void> {
  await rm(dir, { recursive: true, force: true })
}

/** Looks through all files below a folder until one holds the text: a file may appear some 10 ms after the 250. */
export async function findFileWith(dir: string, text: string, timeoutMs = 5000): Promise<string> {
  const end = Date.now() + timeoutMs
  for (;;) {
    for (const content of await readAll(dir)) if (content.includes(text)) return content
    if (Date.now() > end) throw new Error(`No stored message under ${dir} holds ${JSON.stringify(text)}.`)
    await delay(20)
  }
}

async function readAll(dir: string): Promise<readonly string[]> {
  const entries = await readdir(dir, { recursive: true, withFileTypes: true }).catch(() => [])
  // A Maildir's tmp holds messages that are still being written.
  const isWhole = (folder: string) => basename(folder) !== 'tmp'
  const files = entries
    .filter((entry) => entry.isFile() && isWhole(entry.parentPath))
    .map((entry) => join(entry.parentPath, entry.name))
  return await Promise.all(files.map((file) => readFile(file, 'latin1').catch(() => '')))
}
