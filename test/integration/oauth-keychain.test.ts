// The terminal with the token that the app kept in a real keychain.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createCertificate } from '../support/certificates.ts'
import { hasKeyring, inKeyringSession, whyNoKeyring } from '../support/keyring.ts'

const child = new URL('oauth-keychain-child.ts', import.meta.url).pathname

let home = ''
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'sendoff-keyring-'))
})
afterAll(() => rm(home, { recursive: true, force: true }))

test.skipIf(!hasKeyring)(
  `check --account signs in with the stored token, renews it once when it is refused, and says when it has ended${whyNoKeyring}`,
  { timeout: 120_000 },
  async () => {
    const certificate = createCertificate(['IP:127.0.0.1'])
    const [ca, file, dataDir] = ['ca.pem', 'certificate.json', 'profile'].map((name) => join(home, name))
    await writeFile(ca ?? '', certificate.ca)
    await writeFile(file ?? '', JSON.stringify(certificate))
    await mkdir(dataDir ?? '')
    const script = `printf 'a password' | gnome-keyring-daemon --unlock --components=secrets >/dev/null\n"${process.execPath}" "${child}" "${dataDir}" "${file}"`
    const stdout = await inKeyringSession(home, script, { NODE_EXTRA_CA_CERTS: ca ?? '' })
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
