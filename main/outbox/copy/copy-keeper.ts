// Writes the copies that are due, one after the other. What a crash left due is written at the next start.
import type { Readable } from 'node:stream'
import type { Log } from '../../core.ts'
import { t } from '../../text/t.ts'
import { messageOf } from '../courier-report.ts'
import type { Entry, EntryCopy, Revision } from '../entry.ts'
import type { Queue } from '../queue.ts'

export interface CopyKeeperDeps {
  readonly queue: Pick<Queue, 'get' | 'apply' | 'copiesDue'>
  /** @see saveCopy */
  readonly save: (entry: Entry, place: EntryCopy, open: () => Readable) => Promise<string>
  /** The message as it was sent; rejects with a sentence where it is not there any more. */
  readonly openSpool: (revision: Revision) => Promise<() => Readable>
  readonly log: Log
}

export interface CopyKeeper {
  /** Looks whether the copy of this entry is due, and writes it. Called after every change of it. */
  look(entry: Entry): void
  /** Writes all that are due. */
  begin(): void
  /** Resolves when none is being written any more; what is due stays due. */
  close(): Promise<void>
}

export function createCopyKeeper(deps: CopyKeeperDeps): CopyKeeper {
  const { queue, log } = deps
  const waiting = new Set<string>()
  let tail: Promise<void> = Promise.resolve()
  let isClosed = false

  const work = async (entryId: string): Promise<void> => {
    waiting.delete(entryId)
    const entry = isClosed ? undefined : await queue.get(entryId)
    if (entry?.sentCopy?.state === 'pending') await write(deps, entry, entry.sentCopy)
  }
  const add = (entryId: string): void => {
    if (isClosed || waiting.has(entryId)) return
    waiting.add(entryId)
    tail = tail
      .then(() => work(entryId))
      .catch((error: unknown) =>
        log.error(`what became of the copy of ${entryId} could not be stored`, error),
      )
  }
  return {
    look: (entry) => {
      if (entry.sentCopy?.state === 'pending') add(entry.id)
    },
    begin: () => {
      queue.copiesDue().then(
        (entryIds) => entryIds.forEach(add),
        (error: unknown) => {
          if (!isClosed) log.error('the copies that are due could not be read', error)
        },
      )
    },
    close: async () => {
      isClosed = true
      await tail
    },
  }
}

/** P8: a fault here is one of the copy; the message stays handed over. */
async function write(deps: CopyKeeperDeps, entry: Entry, place: EntryCopy): Promise<void> {
  let file: string
  try {
    file = await deps.save(entry, place, await deps.openSpool(entry.revision))
  } catch (error) {
    const detail = t('copy.failed', { path: place.path, why: whyOf(error) })
    await deps.queue.apply(entry.id, { type: 'copy-failed', detail })
    return
  }
  await deps.queue.apply(entry.id, { type: 'copy-saved', file })
}

function whyOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''
  switch (code) {
    case 'ENOSPC':
    case 'EDQUOT':
      return t('copy.full', { code })
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return t('copy.not-allowed', { code })
    case 'ENOTDIR':
    case 'EEXIST':
      return t('copy.no-folder', { code })
    case 'ENOENT':
      return t('copy.not-there', { code })
    default:
      return messageOf(error)
  }
}
