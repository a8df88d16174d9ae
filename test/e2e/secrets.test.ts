// Where secrets are kept, and a client certificate in the server form.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type {} from '../../renderer/client.ts'
import {
  createProfile,
  findViolations,
  removeProfile,
  startProgram,
  type Program,
} from './support/program.ts'

const dataDir = createProfile()
let program: Program
let dir = ''

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'sendoff-client-'))
  const openssl = (...args: readonly string[]) => execFileSync('openssl', args, { cwd: dir, stdio: 'pipe' })
  const ec = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes']
  openssl(
    'req',
    '-x509',
    ...ec,
    '-subj',
    '/CN=marit/O=Rowing club',
    '-keyout',
    'key.pem',
    '-out',
    'cert.pem',
    '-days',
    '20',
  )
  openssl(
    'pkcs12',
    '-export',
    '-passout',
    'pass:pw',
    '-in',
    'cert.pem',
    '-inkey',
    'key.pem',
    '-out',
    'marit.p12',
  )
  // No keychain answers there.
  program = await startProgram({ dataDir, env: { DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent' } })
  program.main.setDefaultTimeout(15_000)
}, 90_000)
afterAll(async () => {
  await program.kill()
  removeProfile(dataDir)
  rmSync(dir, { recursive: true, force: true })
})

it('Settings say where passwords are and why, and the keychain can be tried again', async () => {
  const { main } = program
  await main.keyboard.press('Control+,')
  await main.getByRole('navigation', { name: 'Settings' }).getByRole('link', { name: 'Security' }).click()
  const settings = main.getByRole('main', { name: 'Security' })
  await settings.getByText('Passwords are kept in memory for this session only').waitFor()
  await settings.getByText(/has no password store that could protect an encrypted file/).waitFor()
  await main.getByRole('button', { name: 'Try the keychain again' }).click()
  await main
    .getByRole('alert')
    .filter({ hasText: 'The system’s keychain cannot be used'.replace('’', "'") })
    .waitFor()
  expect(await findViolations(main)).toEqual([])
})

it('a client certificate is chosen, refused at its field, taken with its passphrase, shown and removed', async () => {
  const { main } = program
  await main.keyboard.press('Control+4')
  await main.getByRole('button', { name: 'Add a server' }).first().click()
  await main.getByRole('button', { name: 'Set up by hand' }).click()
  const field = (name: string) => main.getByRole('textbox', { name, exact: true })
  await field('Name').fill('Rowing club')
  await field('Email address').fill('marit@rowing.example')
  await field('Host').fill('smtp://smtp.rowing.example:587/')
  await main.getByText('Sign-in method, TLS, certificate').click()
  const group = main.getByRole('group', { name: 'Client certificate' })
  await group.getByLabel('Choose a file …').setInputFiles(join(dir, 'marit.p12'))
  await group.getByText('marit.p12').waitFor()
  await group.getByLabel('Passphrase of the key', { exact: true }).fill('wrong')
  const password = main.getByLabel('Password', { exact: true })
  await password.fill('hunter2 ')
  await main.getByRole('button', { name: 'Remove the blank' }).click()
  expect(await password.inputValue()).toBe('hunter2')
  await password.fill('')

  await main.getByRole('button', { name: 'Save', exact: true }).click()
  await main
    .getByText('Only “smtp.rowing.example” is the host: type that here.', { exact: false })
    .first()
    .waitFor()
  await field('Host').fill('smtp.rowing.example')
  await main.getByRole('button', { name: 'Save', exact: true }).click()
  await group.getByText('The passphrase does not open the file.').waitFor()
  expect(await findViolations(main)).toEqual([])

  await group.getByLabel('Passphrase of the key', { exact: true }).fill('pw')
  await main.getByRole('button', { name: 'Save', exact: true }).click()
  await main.getByText('unsaved', { exact: true }).waitFor({ state: 'detached' })
  await main.getByText('Sign-in method, TLS, certificate').click()
  await group.getByText('CN=marit, O=Rowing club').first().waitFor()
  await group.getByText(/^It ends on .*: ask for a new one in time\.$/).waitFor()
  expect(await findViolations(main)).toEqual([])

  await group.getByRole('button', { name: 'Remove the certificate' }).click()
  await group.getByText('It is removed, with its key, when you save.').waitFor()
  await main.getByRole('button', { name: 'Save', exact: true }).click()
  await main.getByText('unsaved', { exact: true }).waitFor({ state: 'detached' })
  await main.getByText('Sign-in method, TLS, certificate').click()
  await group.getByLabel('Choose a file …').waitFor({ state: 'attached' })
})
