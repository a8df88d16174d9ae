import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'

const run = promisify(execFile)
const root = new URL('../../', import.meta.url).pathname
const child = join(root, 'test/integration/secrets-keychain-child.ts')
const keytar = join(root, 'node_modules/keytar/build/Release/keytar.node')
const onPath = (name: string) =>
  (process.env.PATH ?? '').split(':').some((folder) => existsSync(join(folder, name)))
const missing = [
  ...['dbus-run-session', 'gnome-keyring-daemon'].filter((name) => !onPath(name)),
  ...(existsSync(keytar) ? [] : ['keytar']),
]

/** A home of its own, so that no keyring of the person who runs this is touched. */
let home = ''
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'sendoff-keyring-'))
})
afterAll(() => rm(home, { recursive: true, force: true }))

const environment = () => ({
  PATH: process.env.PATH ?? '',
  HOME: home,
  XDG_RUNTIME_DIR: home,
  LANG: 'C.UTF-8',
})

async function inKeyring(...steps: readonly string[]): Promise<readonly unknown[]> {
  const calls = steps.map((step) => `"${process.execPath}" "${child}" server:test ${step}; echo`).join('\n')
  const script = `printf 'a password' | gnome-keyring-daemon --unlock --components=secrets >/dev/null\n${calls}`
  const { stdout } = await run('dbus-run-session', ['--', 'sh', '-c', script], { env: environment() })
  return stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line): unknown => JSON.parse(line))
}

test.skipIf(missing.length > 0)(
  `a password is kept in the real keychain from one process to the next${missing.length > 0 ? ` (missing: ${missing.join(', ')})` : ''}`,
  { timeout: 60_000 },
  async () => {
    const seen = await inKeyring('get', 'set', 'get', 'delete', 'get')
    const values = [null, 'pässword ✓', 'pässword ✓', null, null]
    expect(seen).toEqual(values.map((value) => ({ kind: 'keychain', reason: null, value })))
  },
)

test('without a D-Bus session the memory is used, and a sentence says why', { timeout: 60_000 }, async () => {
  const { stdout } = await run(process.execPath, [child, 'server:test', 'set'], {
    env: { ...environment(), DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent' },
  })
  expect(JSON.parse(stdout)).toEqual({
    kind: 'memory',
    reason: expect.stringMatching(/^[A-Z].*\.$/) as string,
    value: 'pässword ✓',
  })
})
