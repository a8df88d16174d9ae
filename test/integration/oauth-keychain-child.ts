// Runs inside a D-Bus session with an unlocked keyring: signs in, and lets the terminal use what was kept. Prints what it saw, as JSON.
import { readFileSync } from 'node:fs'
import { createCore } from '../../main/create-core.ts'
import { createSecretStore } from '../../main/secrets/create-secret-store.ts'
import { loadKeytar } from '../../main/secrets/keytar.ts'
import { openClient } from '../../main/smtp/session.ts'
import { createSystemClock } from '../../main/system/clock.ts'
import { createSystemRandom } from '../../main/system/random.ts'
import { storageWorkerUrl } from '../../scripts/support/storage-worker.ts'
import { clientId, followAsBrowser, startAuthorizationServer } from '../support/authorization-server.ts'
import type { TestCertificate } from '../support/certificates.ts'
import { createRecordingShell } from '../support/core-harness.ts'
import { startTokenMailServer } from '../support/token-mail-server.ts'
import { runProgram } from './cli/program.ts'

const [dataDir = '', certificateFile = ''] = process.argv.slice(2)
const certificate = JSON.parse(readFileSync(certificateFile, 'utf8')) as TestCertificate
const provider = await startAuthorizationServer({ certificate, device: false })
const mail = await startTokenMailServer({ certificate, mechanism: 'XOAUTH2', valid: provider.valid })
const clock = createSystemClock()
const secrets = await createSecretStore({ loadKeytar, service: 'Sendoff', clock })
const silent = { info: () => undefined, warn: () => undefined, error: () => undefined }
const core = await createCore({
  workerUrl: storageWorkerUrl,
  dataDir,
  secrets,
  clock,
  random: createSystemRandom(),
  openClient,
  web: { fetch },
  shell: {
    ...createRecordingShell(),
    openExternal: async (url) => {
      await followAsBrowser(url, certificate.ca)
    },
  },
  log: silent,
  version: 'test',
})
const form = {
  id: null,
  name: 'Kestrel',
  yourName: 'Ann',
  email: 'ann@mail.test',
  host: '127.0.0.1',
  port: mail.port,
  security: 'implicit',
  user: 'ann@mail.test',
  password: null,
  ehloName: '',
  allowInsecureAuth: false,
  isDefault: true,
  oauth: { provider: 'issuer', issuer: provider.issuer, clientId, clientSecret: null },
} as const
const finished = new Promise<string>((resolve) => {
  core.events.on('oauth.changed', ({ id, state }) => {
    if (state !== 'running') resolve(id)
  })
})
await core.api.oauth.begin({ target: { kind: 'form', form }, flow: 'browser' })
const { saved } = await core.api.servers.save({ ...form, oauthGrant: await finished })
await core.close()

const env = { SENDOFF_DATA_DIR: dataDir }
const check = async () => {
  const { status, err } = await runProgram(['check', '--account', 'kestrel'], { env })
  return { status, err: status === 0 ? '' : err.split('\n').filter((line) => line.startsWith('sendoff:')) }
}
const good = await check()
provider.expire()
const renewed = await check()
const again = await check()
provider.revokeAll()
const ended = await check()
const signIns = mail.signIns.map(({ taken }) => taken)
process.stdout.write(JSON.stringify({ kind: secrets.kind, saved, good, renewed, again, ended, signIns }))
await Promise.all([provider.close(), mail.close()])
