// Copies that were made for other programs to open, or to drag out: nobody tells when they are done with.
import { lstat, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'

/** Another program may have one open for a working day. */
const keptMs = 86_400_000

/**
 * Removes copies that are older than a day; what they were made of stays where it is.
 * @param folder `opened` of the profile; it need not be there.
 * @param now epoch ms
 */
export async function sweepOpened(folder: string, now: number): Promise<void> {
  const names = await readdir(folder).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return []
    throw error
  })
  for (const name of names) {
    const path = join(folder, name)
    const { mtimeMs } = await lstat(path)
    if (now - mtimeMs > keptMs) await rm(path, { recursive: true, force: true })
  }
}
