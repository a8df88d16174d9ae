import { open, stat } from 'node:fs/promises'
import { homedir } from 'node:os'
import type { LocalFiles } from '../transfer/local-files.ts'

/** Files of this computer. A device or a pipe is none: reading one may never end. */
export function createLocalFiles(): LocalFiles {
  return {
    platform: process.platform,
    home: homedir(),
    env: (name) => (process.env[name] === '' ? undefined : process.env[name]),
    isFile: async (path) => {
      try {
        return (await stat(path)).isFile()
      } catch {
        return false
      }
    },
    read: readSome,
  }
}

async function readSome(path: string, maxOctets: number): Promise<Uint8Array> {
  const info = await stat(path)
  if (!info.isFile()) throw new Error('it is no regular file')
  const file = await open(path)
  try {
    const octets = new Uint8Array(Math.min(maxOctets, info.size))
    let at = 0
    while (at < octets.length) {
      const { bytesRead } = await file.read(octets, at, octets.length - at, at)
      if (bytesRead === 0) break
      at += bytesRead
    }
    return octets.subarray(0, at)
  } finally {
    await file.close()
  }
}
