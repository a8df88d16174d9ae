// Electron's binary comes by its own download. Importing the package in plain Node starts that too: it is never done.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { inRoot, root } from './root.ts'

const downloadMs = 60_000
const dayMs = 24 * 60 * 60_000
const failure = inRoot('.cache', 'electron-download-failed')
const home = inRoot('node_modules', 'electron')

/** The path of Electron's binary, null where it is not there. */
export function findElectron(): string | null {
  const dist = process.env.ELECTRON_OVERRIDE_DIST_PATH ?? join(home, 'dist')
  const name = readOr(join(home, 'path.txt'), process.platform === 'win32' ? 'electron.exe' : 'electron')
  const path = join(dist, name.trim())
  return existsSync(path) ? path : null
}

/** One attempt of at most a minute; one that failed is not repeated for a day. Says in a line what comes of it. */
export function downloadElectron(say: (line: string) => void): string | null {
  if (failedToday()) return null
  say('Electron is not there: downloading it, for at most 60 seconds.')
  const { status } = spawnSync(process.execPath, [join(home, 'install.js')], {
    cwd: root,
    stdio: 'ignore',
    timeout: downloadMs,
    killSignal: 'SIGKILL',
  })
  const path = status === 0 ? findElectron() : null
  if (path === null) {
    mkdirSync(inRoot('.cache'), { recursive: true })
    writeFileSync(failure, String(Date.now()))
    say('Electron could not be downloaded; the next attempt is in a day.')
  } else {
    rmSync(failure, { force: true })
  }
  return path
}

function failedToday(): boolean {
  const at = Number(readOr(failure, '0'))
  return Date.now() - at < dayMs
}

function readOr(path: string, otherwise: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return otherwise
  }
}
