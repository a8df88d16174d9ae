// Web sign-in in the window: from the form to the message, what each step shows, and "Sign in again" from the outbox.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  clientId,
  followAsBrowser,
  startAuthorizationServer,
  type AuthorizationServer,
} from '../support/authorization-server.ts'
import { createCertificate } from '../support/certificates.ts'
import { startTokenMailServer, type TokenMailServer } from '../support/token-mail-server.ts'
import { entryIn, goTo, sendLetter, writeLetter } from './support/hands.ts'
import {
  createProfile,
  findViolations,
  removeProfile,
  startProgram,
  type Program,
} from './support/program.ts'

let program: Program
let provider: AuthorizationServer
let mail: TokenMailServer
const certificate = createCertificate(['IP:127.0.0.1'])
const folder = mkdtempSync(join(tmpdir(), 'sendoff-ca-'))
const dataDir = createProfile()

const main = () => program.main
const press = (name: string) =>
  main().getByRole('button', { name, exact: true }).filter({ visible: true }).first().click()
const fill = (name: string, value: string) => main().getByRole('textbox', { name, exact: true }).fill(value)
const panel = () => main().getByRole('region', { name: 'Web sign-in' })

/** The address that was last given to the system's browser. */
async function opened(count: number): Promise<string> {
  const records = async () =>
    (await program.host({ ask: 'records', member: 'shell.openExternal' })) as unknown[]
  await expect.poll(async () => (await records()).length).toBe(count)
  const last = JSON.stringify((await records()).at(-1))
  return /https:[^"\\]+/.exec(last)?.[0] ?? ''
}

async function sound(): Promise<void> {
  expect(await findViolations(main())).toEqual([])
  expect(program.faults()).toEqual([])
}

beforeAll(async () => {
  provider = await startAuthorizationServer({ certificate, slowDowns: 0 })
  mail = await startTokenMailServer({ certificate, mechanism: 'OAUTHBEARER', valid: provider.valid })
  const ca = join(folder, 'ca.pem')
  writeFileSync(ca, certificate.ca)
  program = await startProgram({ dataDir, env: { NODE_EXTRA_CA_CERTS: ca } })
  await main().getByRole('textbox', { name: 'Your e-mail address' }).fill('ann@mail.test')
  await press('Add your outgoing server')
  await press('Set up by hand')
  await fill('Name', 'Kestrel')
  await fill('Your name', 'Ann Example')
  await fill('Host', '127.0.0.1')
  await main().getByRole('combobox', { name: 'Security' }).selectOption('implicit')
  await fill('Port', String(mail.port))
  await fill('User name', 'ann@mail.test')
}, 60_000)

afterAll(async () => {
  await program.quit()
  await Promise.all([provider.close(), mail.close()])
  removeProfile(dataDir)
  rmSync(folder, { recursive: true, force: true })
})

describe('web sign-in', () => {
  it('the form names what is missing, at its field; a password is not asked for', async () => {
    await main().getByRole('combobox', { name: 'Sign-in', exact: true }).selectOption('issuer')
    expect(await main().getByRole('textbox', { name: 'Password' }).isDisabled()).toBe(true)
    await press('Sign in with the browser')
    await main().getByText('A client id is missing').waitFor()
    await fill('Client id', clientId)
    await fill('Address of the issuer', 'http://id.example.org')
    await press('Sign in with the browser')
    await main().getByText('The issuer must be reached over https').waitFor()
    await sound()
  })

  it('shows its steps, the code for another device, and ends signed in; the token is tried at once', async () => {
    await fill('Address of the issuer', provider.issuer)
    await press('Sign in with the browser')
    await panel().getByRole('heading', { name: 'Your browser is open for the sign-in' }).waitFor()
    const steps = panel().getByRole('list', { name: 'Steps of the sign-in' })
    await steps.getByText(`Opened ${new URL(provider.issuer).host} in your browser`).waitFor()
    await steps.getByText(/until \d/).waitFor()
    await panel().getByText('KXWD-PLMF', { exact: true }).waitFor()
    await sound()
    await main().setViewportSize({ width: 900, height: 600 })
    await sound()
    await main().setViewportSize({ width: 1280, height: 800 })
    const address = await opened(1)
    await panel().getByRole('button', { name: 'Open the browser again' }).click()
    await opened(2)
    await followAsBrowser(address, certificate.ca)
    await panel().getByRole('heading', { name: 'You are signed in as ann@mail.test' }).waitFor()
    await panel().locator('li.done').getByText('AUTH OAUTHBEARER').waitFor()
    await sound()
    await press('Save')
    await main()
      .getByText(/Signed in as ann@mail\.test,\s+since /)
      .waitFor()
    await sound()
  })

  it('a message goes out with the token', async () => {
    const page = await program.compose(() => press('New message'))
    await writeLetter(page, { to: ['bert@example.net'], subject: 'By token' })
    await sendLetter(page)
    await expect.poll(() => mail.messages.length, { timeout: 10_000 }).toBe(1)
  })

  it('P13: a sign-in that has ended is asked for on the page of the provider, and what waited goes out', async () => {
    provider.revokeAll()
    const page = await program.compose(() => press('New message'))
    await writeLetter(page, { to: ['bert@example.net'], subject: 'Once more' })
    await sendLetter(page)
    await goTo(main(), 'Outbox')
    await entryIn(main(), 'Once more').getByRole('link').click()
    await main().getByRole('heading', { name: 'The web sign-in for Kestrel is needed again' }).waitFor()
    await sound()
    await press('Sign in again')
    await panel().getByRole('heading', { name: 'Your browser is open for the sign-in' }).waitFor()
    await sound()
    await followAsBrowser(await opened(3), certificate.ca)
    await expect.poll(() => mail.messages.length, { timeout: 10_000 }).toBe(2)
  })

  it('consent that an administrator has to give: in words, with a request to pass on', async () => {
    provider.page = {
      error: 'consent_required',
      error_description: 'AADSTS65001: The user has not consented',
    }
    await goTo(main(), 'Servers')
    await main().getByRole('list', { name: 'Servers' }).getByText('Kestrel', { exact: true }).click()
    await press('Sign in again')
    await followAsBrowser(await opened(4), certificate.ca)
    await panel()
      .getByRole('heading', { name: /wants an administrator to agree first/ })
      .waitFor()
    await panel().getByText('AADSTS65001', { exact: true }).waitFor()
    await panel().getByRole('button', { name: 'Copy the request for your administrator' }).waitFor()
    await sound()
  })

  it('RFC 7009: signing out takes it back at the provider, and says so', async () => {
    await press('Sign out')
    await main()
      .getByText(/The sign-in was removed here and taken back/)
      .waitFor()
    await main().getByText('Not signed in yet').waitFor()
    expect(provider.asked.at(-1)?.path).toBe('/revoke')
    await sound()
  })
})
