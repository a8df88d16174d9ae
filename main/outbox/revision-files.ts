// The files of a revision in the spool: its bytes, checked before each use, and what was typed for it.
import { Readable } from 'node:stream'
import type { DraftContent } from '../drafts/draft.ts'
import { CallError } from '../result.ts'
import { draftContentSchema } from '../storage/schemas.ts'
import type { ContentScan } from '../smtp/content-scan.ts'
import type { MessageSource } from '../smtp/client.ts'
import type { FileStore } from '../storage/store.ts'
import type { Revision } from './entry.ts'

/** Opens the bytes of a revision; a small one is in memory already, a large one was looked at while it was checked. */
export type OpenSpooled = (() => Readable) & Pick<MessageSource, 'octets' | 'facts' | 'pieces'>

export interface RevisionFiles {
  /** Gives the bytes once they are known to be what was written. Rejects with a sentence that names the file. */
  open(revision: Revision): Promise<OpenSpooled>
  /** Reads and checks the bytes of a small one that goes soon. */
  readAhead(revision: Revision): void
  /** What was typed; undefined where it cannot be read. */
  content(revision: Revision): Promise<DraftContent | undefined>
  /** The draft that the revision came from. */
  draftId(revision: Revision): Promise<string | undefined>
}

export interface RevisionFilesDeps {
  readonly spool: FileStore
  /** Hears of bytes that were damaged: what was wrong, and the name they are kept under. */
  readonly setAside: (problem: string, name: string) => void
  /** What the engine has to know of content, found while it is checked: a large message is read once less. */
  readonly createScan: () => Pick<ContentScan, 'push' | 'finish'>
}

/** Small files that are read ahead and not asked for are kept up to this number, 64 KB each. */
const maxAhead = 64

/** Small files in memory before they are asked for, each given once. */
function createAhead({ readSmall }: Pick<FileStore, 'readSmall'>) {
  const ahead = new Map<string, Promise<Buffer | undefined>>()
  const read = ({ spoolFile, size, sha256 }: Revision) => readSmall(spoolFile, { size, sha256 })
  return {
    read: (revision: Revision): void => {
      if (ahead.has(revision.spoolFile)) return
      // One that fails is read again when it is asked for.
      ahead.set(
        revision.spoolFile,
        read(revision).catch(() => undefined),
      )
      const [oldest] = ahead.size > maxAhead ? ahead.keys() : []
      if (oldest !== undefined) ahead.delete(oldest)
    },
    take: async (revision: Revision): Promise<Buffer | undefined> => {
      const known = ahead.get(revision.spoolFile)
      ahead.delete(revision.spoolFile)
      return (await known) ?? read(revision)
    },
  }
}

/** Makes the reader. */
export function createRevisionFiles({ spool, setAside, createScan }: RevisionFilesDeps): RevisionFiles {
  const ahead = createAhead(spool)
  return {
    readAhead: (revision) => ahead.read(revision),
    open: async (revision) => {
      const { spoolFile, size, sha256 } = revision
      const octets = await ahead.take(revision)
      if (octets !== undefined)
        return Object.assign(() => Readable.from([octets], { objectMode: false }), { octets })
      const scan = createScan()
      try {
        await spool.verify(spoolFile, { size, sha256 }, (piece) => scan.push(piece))
      } catch (error) {
        // A fault while it was read (no more handles, a disk that is away) says nothing of its octets.
        const isDamaged = error instanceof CallError && (await spool.list()).includes(spoolFile)
        if (isDamaged) setAside(messageOf(error), await spool.setAside(spoolFile))
        throw error
      }
      return Object.assign(() => spool.open(spoolFile), {
        facts: scan.finish(),
        pieces: (lasting: number) => spool.pieces(spoolFile, lasting),
      })
    },
    content: async (revision) => {
      const parsed = draftContentSchema.safeParse(await readJson(spool, revision))
      return parsed.success ? parsed.data : undefined
    },
    draftId: async (revision) => {
      const content = await readJson(spool, revision)
      if (typeof content !== 'object' || content === null || !('draftId' in content)) return undefined
      return typeof content.draftId === 'string' ? content.draftId : undefined
    },
  }
}

async function readJson(spool: FileStore, { contentFile }: Revision): Promise<unknown> {
  try {
    return JSON.parse(Buffer.from(await spool.read(contentFile)).toString('utf8'))
  } catch {
    return undefined
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
