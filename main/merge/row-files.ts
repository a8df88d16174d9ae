// Files of rows: paths relative to one folder, never outside of it, copied in at start (P23).
import { realpath, stat } from 'node:fs/promises'
import { basename, isAbsolute, relative, resolve, sep } from 'node:path'
import type { Clock } from '../clock.ts'
import type { DraftAttachment } from '../drafts/draft.ts'
import { toFileName } from '../drafts/file-name.ts'
import { mediaTypeOf } from '../drafts/media-type.ts'
import { createId } from '../id.ts'
import type { Random } from '../random.ts'
import type { FileStore } from '../storage/store.ts'
import { t } from '../text/t.ts'

export type Found =
  { readonly ok: true; readonly path: string } | { readonly ok: false; readonly message: string }

/** Where the file is: links are followed, and what they lead to must be inside the folder too. */
export async function findInside(folder: string, path: string): Promise<Found> {
  try {
    const root = await realpath(folder)
    // Tables are written on Windows too.
    const wanted = resolve(root, path.replaceAll('\\', sep))
    if (isAbsolute(path) || !isInside(root, wanted)) return refuse('merge.outside', path)
    const real = await realpath(wanted)
    if (!isInside(root, real)) return refuse('merge.outside', path)
    return (await stat(real)).isFile() ? { ok: true, path: real } : refuse('merge.missing-file', path)
  } catch {
    return refuse('merge.missing-file', path)
  }
}

function refuse(key: 'merge.outside' | 'merge.missing-file', path: string): Found {
  return { ok: false, message: t(key, { path }) }
}

function isInside(root: string, path: string): boolean {
  const way = relative(root, path)
  return way !== '' && way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way)
}

/** @param path Where it is; it was found inside the folder. */
export async function copyRowFile(
  { files, clock, random }: { readonly files: FileStore; readonly clock: Clock; readonly random: Random },
  path: string,
): Promise<DraftAttachment> {
  const id = createId(random)
  const name = toFileName(basename(path))
  const stored = await files.copyIn(id, path)
  return { id, name, type: mediaTypeOf(name), file: id, ...stored, sourcePath: path, copiedAt: clock.now() }
}
