import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hasKeyring, inKeyringSession, keyringEnvironment, onPath, whyNoKeyring } from '../support/keyring.ts'

const run = promisify(execFile)
const child = new URL('secrets-keychain-child.ts', import.meta.url).pathname

/** A home of its own, so that no keyring of the person who runs this is touched. */
let home = ''
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'sendoff-keyring-'))
})
afterAll(() => rm(home, { recursive: true, force: true }))

const unlocked = `printf 'a password' | gnome-keyring-daemon --replace --unlock --components=secrets >/dev/null`
const locked = 'gnome-keyring-daemon --start --components=secrets >/dev/null'

/** Runs steps of the child, one process each (ended after 20 s: a call of the keychain that hangs keeps it alive), in a session of their own; what each printed. */
async function inSession(
  start: string,
  steps: readonly string[],
  more: Readonly<Record<string, string>> = {},
): Promise<readonly unknown[]> {
  const calls = steps
    .map((step) => `timeout -k 1 20 "${process.execPath}" "${child}" server:test ${step}; echo`)
    .join('\n')
  const stdout = await inKeyringSession(home, `${start}\n${calls}`, more)
  return stdout
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line): unknown => JSON.parse(line))
}

const inKeychain = (value: string | null) => ({ kind: 'keychain', reason: null, value })
const password = 'pässword ✓'

describe.skipIf(!hasKeyring)(`the real keyring${whyNoKeyring}`, { timeout: 60_000 }, () => {
  test('keeps a password from one process to the next', async () => {
    const seen = await inSession(unlocked, ['get', 'set', 'get', 'delete', 'get'])
    expect(seen).toEqual([null, password, password, null, null].map(inKeychain))
  })

  test('keeps a long secret, in parts', async () => {
    const seen = await inSession(unlocked, ['set-long', 'get', 'delete', 'get'])
    const long = password.repeat(1000)
    expect(seen).toEqual([long, long, null, null].map(inKeychain))
  })

  test('locked: the encrypted file is used; unlocked at the next start, all goes to the keyring', async () => {
    const more = { SENDOFF_TEST_FILE: join(home, 'secrets.json') }
    // Makes the login keyring, with its password.
    await inSession(unlocked, ['get'])
    const [inFile] = await inSession(locked, ['set'], more)
    expect(inFile).toEqual({
      kind: 'cipher',
      reason: expect.stringMatching(/locked.*unlock it, then choose “Try the keychain again”/) as string,
      value: password,
    })
    expect(await inSession(unlocked, ['get', 'use-file', 'get', 'delete'], more)).toEqual([
      inKeychain(password),
      { kind: 'cipher', reason: null, value: password },
      { kind: 'cipher', reason: null, value: password },
      { kind: 'cipher', reason: null, value: null },
    ])
  })

  test('not there at start, and tried again: what memory held moves there', async () => {
    const [seen] = await inSession(unlocked, ['late'])
    expect(seen).toEqual({ kindAtStart: 'memory', ...inKeychain(password) })
    expect(await inSession(unlocked, ['get', 'delete'])).toEqual([password, null].map(inKeychain))
  })

  test.skipIf(!onPath('Xvfb'))(
    'locked, and hanging on a prompt that nobody answers: five seconds, then words',
    async () => {
      await inSession(unlocked, ['get'])
      const display = 'Xvfb -displayfd 3 -nolisten tcp 3>"$HOME/display" 2>/dev/null & xvfb=$!'
      const wait =
        'while [ ! -s "$HOME/display" ]; do sleep 0.1; done; export DISPLAY=:$(cat "$HOME/display")'
      const share = 'dbus-update-activation-environment DISPLAY'
      const [seen] = await inSession(`${display}\n${wait}\n${share}\ntrap "kill $xvfb" EXIT\n${locked}`, [
        'get',
      ])
      expect(seen).toEqual({
        kind: 'memory',
        reason: expect.stringMatching(/no answer in 5 s\. It is locked, it seems: unlock it/) as string,
        value: null,
      })
    },
  )
})

test('without a D-Bus session the memory is used, and a sentence says why', { timeout: 60_000 }, async () => {
  const { stdout } = await run(process.execPath, [child, 'server:test', 'set'], {
    env: { ...keyringEnvironment(home), DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent' },
  })
  expect(JSON.parse(stdout)).toEqual({
    kind: 'memory',
    reason: expect.stringMatching(/^[A-Z].*\.$/) as string,
    value: 'pässword ✓',
  })
})
