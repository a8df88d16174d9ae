import { CallError } from '../result.ts'
import { t } from '../text/t.ts'

const mega = 1_000_000

/** Refuses to write a file that could not be read back. @param most Octets that are read of such a file. @throws CallError `file` */
export function requireReadable(text: string, most: number): void {
  const octets = Buffer.byteLength(text)
  if (octets > most)
    throw new CallError(
      'file',
      t('transfer.export-too-large', { mb: Math.ceil(octets / mega), most: most / mega }),
    )
}
