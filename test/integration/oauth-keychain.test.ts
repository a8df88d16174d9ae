// The terminal with the token that the app kept in a real keychain.
import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createCertificate } from '../support/certificates.ts'

const run = promisify(execFile)
const root = new URL('../../', import.meta.url).pathname
const child = join(root, 'test/integration/oauth-keychain-child.ts')
const keytar = join(root, 'node_modules/keytar/build/Release/keytar.node')
const onPath = (name: string) =>
  (process.env.PATH ?? '').split(':').some((folder) => existsSync(join(folder, name)))
const missing = [
  ...['dbus-run-session', 'gnome-keyring-daemon'].filter((name) => !onPath(name)),
  ...(existsSync(keytar) ? [] : ['keytar']),
]

let home = ''
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'sendoff-keyring-'))
})
afterAll(() => rm(home, { recursive: true, force: true }))

test.skipIf(missing.length > 0)(
  `check --account signs in with the stored token, renews it once when it is refused, and says when it has ended${missing.length > 0 ? ` (missing: ${missing.join(', ')})` : ''}`,
  { timeout: 120_000 },
  async () => {
    const certificate = createCertificate(['IP:127.0.0.1'])
    const [ca, file, dataDir] = ['ca.pem', 'certificate.json', 'profile'].map((name) => join(home, name))
    await writeFile(ca ?? '', certificate.ca)
    await writeFile(file ?? '', JSON.stringify(certificate))
    await mkdir(dataDir ?? '')
    const script = `printf 'a password' | gnome-keyring-daemon --unlock --components=secrets >/dev/null\n"${process.execPath}" "${child}" "${dataDir}" "${file}"`
    const { stdout } = await run('dbus-run-session', ['--', 'sh', '-c', script], {
      env: {
        PATH: process.env.PATH ?? '',
        HOME: home,
        XDG_RUNTIME_DIR: home,
        LANG: 'C.UTF-8',
        NODE_EXTRA_CA_CERTS: ca,
      },
    })
    const well = { status: 0, err: '' }
    expect(JSON.parse(stdout)).toMatchObject({
      kind: 'keychain',
      saved: true,
      good: well,
      renewed: well,
      again: well,
      ended: { status: 77 },
      signIns: [true, false, true, true, false],
    })
  },
)
