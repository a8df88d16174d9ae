// What a test needs to meet a real keyring in a session of its own.
import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)
const root = new URL('../../', import.meta.url).pathname
const keytar = join(root, 'node_modules/keytar/build/Release/keytar.node')
/** Whether a program can be called by its name. */
export const onPath = (name: string) =>
  (process.env.PATH ?? '').split(':').some((folder) => existsSync(join(folder, name)))

const missing = [
  ...['dbus-run-session', 'gnome-keyring-daemon'].filter((name) => !onPath(name)),
  ...(existsSync(keytar) ? [] : ['keytar']),
]

export const hasKeyring = missing.length === 0
/** For the title of a test that is skipped; '' where nothing is missing. */
export const whyNoKeyring = hasKeyring ? '' : ` (missing: ${missing.join(', ')})`

/** @param home a folder of its own, so that no keyring of the person who runs this is touched */
export function keyringEnvironment(home: string): Readonly<Record<string, string>> {
  return { PATH: process.env.PATH ?? '', HOME: home, XDG_RUNTIME_DIR: home, LANG: 'C.UTF-8' }
}

/** Runs a shell script in a D-Bus session of its own; gives what it printed. */
export async function inKeyringSession(
  home: string,
  script: string,
  more: Readonly<Record<string, string>> = {},
): Promise<string> {
  const env = { ...keyringEnvironment(home), ...more }
  const { stdout } = await run('dbus-run-session', ['--', 'sh', '-c', script], { env })
  return stdout
}
