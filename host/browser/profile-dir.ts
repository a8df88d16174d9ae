import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const prefix = 'sendoff-chromium-'

/** A new folder for Chromium's own files. The app keeps nothing there, so it goes with the process. */
export function createProfileDir(): string {
  removeStale()
  return mkdtempSync(join(tmpdir(), `${prefix}${process.pid}-`))
}

export function removeProfileDir(dir: string): void {
  rmSync(dir, { recursive: true, force: true, maxRetries: 3, retryDelay: 100 })
}

/** Removes what hosts left behind that were killed. */
function removeStale(): void {
  for (const name of readdirSync(tmpdir())) {
    const owner = name.startsWith(prefix) ? Number.parseInt(name.slice(prefix.length), 10) : Number.NaN
    if (Number.isNaN(owner) || isAlive(owner)) continue
    try {
      removeProfileDir(join(tmpdir(), name))
    } catch {
      // Its Chromium may still be ending; the next start tries again.
    }
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
