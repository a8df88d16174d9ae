import { createHash } from 'node:crypto'
import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseAsarHeader, type AsarEntry, type AsarFile } from './asar-header.ts'

/**
 * Unpacks an app.asar for this process into a folder that ends with it, and holds each file against the hash that the
 * archive has of it. Node reads no archive; Electron does. @throws Error where a file is not what was packed.
 */
export function unpackAsar(path: string): string {
  const archive = readFileSync(path)
  // Two Pickles: the size of the header, then the header as a string of its own size.
  const headerSize = archive.readUInt32LE(4)
  const header = parseAsarHeader(archive.toString('utf8', 16, 16 + archive.readUInt32LE(12)))
  const content = archive.subarray(8 + headerSize)
  const folder = mkdtempSync(join(tmpdir(), 'sendoff-app-'))
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
  unpack({ files: header.files }, folder, { content, unpacked: `${path}.unpacked` })
  return folder
}

interface Source {
  readonly content: Buffer
  /** Folder of what is kept beside the archive, at this place of the tree. */
  readonly unpacked: string
}

function unpack(entry: AsarEntry, to: string, { content, unpacked }: Source): void {
  if ('files' in entry) {
    mkdirSync(to, { recursive: true })
    for (const [name, child] of Object.entries(entry.files))
      unpack(child, join(to, name), { content, unpacked: join(unpacked, name) })
  } else if (entry.unpacked === true) {
    copyFileSync(unpacked, to)
  } else {
    writeFileSync(to, checked(entry, content, to))
    if (entry.executable === true) chmodSync(to, 0o755)
  }
}

function checked({ offset = '0', size, integrity }: AsarFile, content: Buffer, name: string): Buffer {
  const start = Number(offset)
  const bytes = content.subarray(start, start + size)
  if (createHash('sha256').update(bytes).digest('hex') !== integrity.hash)
    throw new Error(`${name} is not the file that was packed.`)
  return bytes
}
