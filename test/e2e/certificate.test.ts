// A certificate that does not pass: the lane waits, the certificate is shown, its key trusted, and the message goes.
import { afterAll, beforeAll, expect, it } from 'vitest'
import type {} from '../../renderer/client.ts'
import { startCountingServer, type CountingServer } from '../support/counting-server.ts'
import { selfSign } from '../../main/practice/certificate.ts'
import { createSystemRandom } from '../../main/system/random.ts'
import { makeCertificate, type CrashCertificate } from '../support/crash-profile.ts'
import {
  createProfile,
  findViolations,
  removeProfile,
  startProgram,
  type Program,
} from './support/program.ts'
import { walkByKeyboard } from './support/keyboard.ts'

let program: Program
let certificate: CrashCertificate
let server: CountingServer
const dataDir = createProfile()

const entry = (subject: string) =>
  program.main.getByRole('list', { name: 'Outbox' }).getByRole('listitem').filter({ hasText: subject })

/** For localhost, and not for its address. */
async function makeLocalCertificate(): Promise<CrashCertificate> {
  const now = Date.now()
  const claims = { commonName: 'localhost', names: [{ type: 'dns', value: 'localhost' }] as const }
  return await selfSign(createSystemRandom(), {
    ...claims,
    notBefore: now - 86_400_000,
    notAfter: now + 86_400_000,
  })
}

/** Saves the server, new or as it is but for its port. */
async function saveServer(port: number): Promise<void> {
  await program.main.evaluate(async (at) => {
    const all = await window.sendoff.servers.list()
    const saved = await window.sendoff.servers.save({
      id: all.ok ? (all.value[0]?.id ?? null) : null,
      name: 'Rowing club',
      yourName: 'Marit',
      email: 'marit@rowing.example',
      host: '127.0.0.1',
      port: at,
      security: 'starttls',
      user: 'marit',
      password: 'secret',
      ehloName: '',
      allowInsecureAuth: false,
      isDefault: true,
    })
    if (!saved.ok || !saved.value.saved) throw new Error(JSON.stringify(saved))
  }, port)
}

async function send(subject: string): Promise<void> {
  await program.main.evaluate(async (title) => {
    const { drafts, identities, outbox } = window.sendoff
    const own = await identities.list()
    const identityId = own.ok ? (own.value[0]?.id ?? null) : null
    const made = await drafts.create({
      content: { identityId, to: ['anna@example.org'], subject: title, text: 'Hello.' },
    })
    if (!made.ok) throw new Error(made.failure.message)
    await outbox.enqueue({ draftId: made.value.id, content: made.value.content })
  }, subject)
  await entry(subject).getByRole('link').click()
}

beforeAll(async () => {
  certificate = await makeLocalCertificate()
  server = await startCountingServer(certificate)
  program = await startProgram({ dataDir })
  program.main.setDefaultTimeout(15_000)
  await saveServer(server.port)
  await program.main.keyboard.press('Control+1')
}, 90_000)
afterAll(async () => {
  await program.kill()
  await server.close()
  removeProfile(dataDir)
})

const happened = () => program.main.getByRole('region', { name: 'What happened' })

it('P26: it is explained, nothing was sent, and the certificate can be looked at', async () => {
  const { main } = program
  await send('Through TLS')
  await happened().getByText('The certificate of 127.0.0.1 vouches only for itself').waitFor()
  await main.getByRole('button', { name: 'View certificate' }).click()
  const dialog = main.getByRole('dialog', { name: 'Certificate of Rowing club' })
  const pairs = (certificate.spkiSha256.toUpperCase().match(/../g) ?? []).join(':')
  await dialog.getByText(pairs).waitFor()
  await dialog.getByText('leads to no authority that this computer trusts').waitFor()
  const checks = dialog.getByRole('table', { name: 'Checks' })
  await checks.getByRole('row', { name: /failed Name 127\.0\.0\.1 is not among its names/ }).waitFor()
  await checks.getByRole('row', { name: /passed Dates .* today is within/ }).waitFor()
  await checks.getByRole('row', { name: /failed Chain/ }).waitFor()
  expect(await findViolations(main)).toEqual([])
  expect(await walkByKeyboard(main)).toEqual([])
  expect(server.journal).not.toContain('auth')
})

it('a name of the certificate that leads to the same computer takes the place of the host', async () => {
  const { main } = program
  const dialog = main.getByRole('dialog', { name: 'Certificate of Rowing club' })
  await dialog.getByText(/^localhost leads to the same computer as 127\.0\.0\.1, 127\.0\.0\.1, and/).waitFor()
  await dialog.getByRole('button', { name: 'Use localhost' }).click()
  await happened().getByText('The certificate of localhost vouches only for itself').waitFor()
  await main.getByRole('button', { name: 'View certificate' }).click()
  await dialog.getByRole('row', { name: /passed Name localhost is among its names/ }).waitFor()
  expect(await dialog.getByRole('button', { name: /^Use / }).count()).toBe(0)
})

it('the key is trusted for this server, and what waited goes', async () => {
  const { main } = program
  await main.getByRole('button', { name: 'Trust this key for Rowing club' }).click()
  await entry('Through TLS').getByText('Handed over').waitFor()
  expect(server.copies.size).toBe(1)
})

it('a changed key is an alarm without a button to trust it', async () => {
  const { main } = program
  await server.close()
  const other = await makeCertificate()
  server = await startCountingServer(other)
  await saveServer(server.port)
  await send('After the change')
  await happened().getByText('127.0.0.1 shows another certificate than the one you trust').waitFor()
  await main.getByRole('button', { name: 'View certificate' }).click()
  const dialog = main.getByRole('dialog', { name: 'Certificate of Rowing club' })
  await dialog.getByText('The key has changed').waitFor()
  // Both keys stand there: the one that is trusted, and the one that came.
  const keys = await dialog
    .getByRole('definition')
    .filter({ hasText: /^(?:[0-9A-F]{2}:){31}[0-9A-F]{2}$/ })
    .allTextContents()
  expect(new Set(keys.slice(-2)).size).toBe(2)
  await dialog.getByText('Trusted key', { exact: true }).waitFor()
  expect(await dialog.getByRole('button', { name: /^Trust/ }).count()).toBe(0)
  await dialog.getByRole('button', { name: 'Close' }).click()
})

it('a trusted key is listed with its server and can be taken back', async () => {
  const { main } = program
  await main.keyboard.press('Control+4')
  await main.getByRole('group', { name: 'Trusted keys' }).waitFor()
  expect(await findViolations(main)).toEqual([])
  await main.getByRole('button', { name: 'Take back' }).click()
  await main.getByRole('group', { name: 'Trusted keys' }).waitFor({ state: 'detached' })
})
