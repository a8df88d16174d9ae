import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Revision } from '../outbox/entry.ts'
import { parseJson } from './parse-row.ts'
import { draftContentSchema } from './schemas.ts'

/** Reads the names of attached files from what was typed for a revision; undefined where that cannot be read. */
export function createAttachmentReader(
  spoolDir: string,
): (revision: Revision) => readonly string[] | undefined {
  return ({ contentFile }) => {
    try {
      const parsed = parseJson(readFileSync(join(spoolDir, contentFile), 'utf8'), draftContentSchema)
      return parsed.ok ? parsed.value.attachments.map(({ file }) => file) : undefined
    } catch {
      return undefined
    }
  }
}
