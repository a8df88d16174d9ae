// From a stream to a file, and from a file to its hash, without leaving garbage of its size behind.
import { createHash } from 'node:crypto'
import { open, type FileHandle } from 'node:fs/promises'
import type { Faults } from './faults.ts'
import type { FileBytes, StoredFile } from './store.ts'

export interface Filled {
  readonly stored: StoredFile
  /** Of a small file: the storage thread writes it with all others that wait. Absent: the temp file is written. */
  readonly bytes?: Uint8Array
}

/** A file up to this is held in memory until it is written, and a larger one is written in pieces that are at least as large. */
const blockOctets = 65_536
/** Of a file that is read: fewer pieces cost less, and they are still in the processor's cache when they are used. */
const pieceOctets = 8 * blockOctets

/** Reads to the end; what is too large to be held goes to the temp file on the way. */
export async function fillFrom(bytes: FileBytes, temp: string, faults: Faults): Promise<Filled> {
  const hash = createHash('sha256')
  const block = createBlock()
  let size = 0
  let file: FileHandle | undefined
  try {
    for await (const part of bytes) {
      faults.check('write')
      const chunk = typeof part === 'string' ? Buffer.from(part) : part
      hash.update(chunk)
      size += chunk.length
      if (chunk.length > blockOctets) {
        file ??= await open(temp, 'w', 0o600)
        if (!block.isEmpty) await file.writeFile(block.drain())
        await file.writeFile(chunk)
        continue
      }
      for (let rest = block.take(chunk); rest !== undefined; rest = block.take(rest)) {
        file ??= await open(temp, 'w', 0o600)
        await file.writeFile(block.drain())
      }
    }
    const stored = { size, sha256: hash.digest('hex') }
    if (file === undefined) return { stored, bytes: block.drain() }
    await file.writeFile(block.drain())
    return { stored }
  } finally {
    await file?.close()
  }
}

/** One piece of memory that is filled and written again and again: a large file leaves no garbage behind. */
function createBlock() {
  let memory: Buffer = Buffer.alloc(0)
  let length = 0
  return {
    get isEmpty(): boolean {
      return length === 0
    },
    /** Takes what there is room for; gives what is left, undefined: nothing. */
    take(chunk: Buffer): Buffer | undefined {
      const taken = Math.min(chunk.length, blockOctets - length)
      if (length + taken > memory.length) memory = grown(memory, length + taken)
      chunk.copy(memory, length, 0, taken)
      length += taken
      return taken < chunk.length ? chunk.subarray(taken) : undefined
    },
    /** What was taken since; to be used before more is taken. */
    drain(): Buffer {
      const filled = memory.subarray(0, length)
      length = 0
      return filled
    },
  }
}

function grown(memory: Buffer, needed: number): Buffer {
  const larger = Buffer.allocUnsafeSlow(Math.min(blockOctets, Math.max(needed, 2 * memory.length, 2_048)))
  memory.copy(larger)
  return larger
}

/** Size and SHA-256 of a file. `look` is given each piece, to be used up before the next. */
export async function hashFile(path: string, look?: (piece: Buffer) => void): Promise<StoredFile> {
  const hash = createHash('sha256')
  let size = 0
  for await (const piece of readPieces(path)) {
    hash.update(piece)
    look?.(piece)
    size += piece.length
  }
  return { size, sha256: hash.digest('hex') }
}

/**
 * The file in pieces, in the same memory again and again. A piece stays as it is until so many further ones have been
 * asked for; 0: it is to be used up before the next.
 */
export async function* readPieces(path: string, lasting = 0): AsyncGenerator<Buffer> {
  const blocks: Buffer[] = []
  const file = await open(path)
  try {
    for (let turn = 0; ; turn = (turn + 1) % (lasting + 1)) {
      const block = (blocks[turn] ??= Buffer.allocUnsafeSlow(pieceOctets))
      const { bytesRead } = await file.read(block, 0, block.length, null)
      if (bytesRead === 0) return
      yield block.subarray(0, bytesRead)
    }
  } finally {
    await file.close()
  }
}
