// One message with one large file, in a process of its own: `node file-process.ts WAY PORT OCTETS`.
import { mkdtemp, open, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createWay, isWay } from './file-ways.ts'
import { measureUsage } from './usage.ts'

const [way = '', port = '', octets = ''] = process.argv.slice(2)
if (!isWay(way)) throw new Error(`There is no way ${way}.`)

const folder = await mkdtemp(join(tmpdir(), 'sendoff-bench-file-'))
try {
  const path = join(folder, 'drawings.bin')
  await writeFile(path, Number(octets))
  const { send, close } = await createWay(way, { port: Number(port), path, folder })
  const usage = await measureUsage(send)
  await close()
  process.send?.(usage)
} finally {
  await rm(folder, { recursive: true, force: true })
  process.disconnect()
}

async function writeFile(path: string, size: number): Promise<void> {
  const piece = Buffer.from(Array.from({ length: 1_000_000 }, (_, at) => (at * 31 + (at >> 8)) & 255))
  const file = await open(path, 'w')
  for (let written = 0; written < size; written += piece.length) await file.write(piece)
  await file.close()
}
