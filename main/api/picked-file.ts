// A file that a person picked, read with a limit.
import { CallError } from '../result.ts'
import { t } from '../text/t.ts'
import type { LocalFiles } from '../transfer/local-files.ts'

/**
 * At most one octet more than `maxOctets`: enough to know that the file is too large.
 * @throws CallError `file` with one sentence; never a piece of the file (P25).
 */
export async function readPicked(files: LocalFiles, path: string, maxOctets: number): Promise<Uint8Array> {
  try {
    return await files.read(path, maxOctets + 1)
  } catch (error) {
    const problem = error instanceof Error ? error.message.slice(0, 200) : ''
    const message = t('transfer.file-unreadable', { path, problem })
    throw new CallError('file', message, { field: path, cause: error })
  }
}
