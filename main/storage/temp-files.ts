import { readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'

/** Ending of files that are not finished; what a crash left of them is removed at start. */
export const tempEnding = '.tmp'

/** Removes what a crash left unfinished; only where no other process writes here. */
export function removeTempFiles(dir: string): void {
  for (const name of readdirSync(dir)) if (name.endsWith(tempEnding)) rmSync(join(dir, name), { force: true })
}
