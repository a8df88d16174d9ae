import { createHash } from 'node:crypto'
import { mkdirSync, lstatSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const socketName = 'lease.sock'
/** The shortest `sun_path` of the systems that there are (macOS), with its end. */
const maxOctets = 103

/**
 * Where the holder of the profile listens: in the profile, which is its owner's alone; where that path is too long for a
 * socket, in a folder of the same owner for temporary files; on Windows a named pipe.
 * @throws Error where that folder belongs to somebody else.
 */
export function socketPath(dataDir: string): string {
  const digest = createHash('sha256').update(dataDir).digest('hex').slice(0, 24)
  if (process.platform === 'win32') return `\\\\.\\pipe\\sendoff-${digest}`
  const path = join(dataDir, socketName)
  return Buffer.byteLength(path) <= maxOctets ? path : join(ownFolder(digest), socketName)
}

function ownFolder(digest: string): string {
  const folder = join(tmpdir(), `sendoff-${digest}`)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const { uid, mode } = lstatSync(folder)
  if (uid !== process.getuid?.() || (mode & 0o077) !== 0)
    throw new Error(`${folder} is open to others than its owner`)
  return folder
}
