// The real keyring, locked while the outbox wants a password; and a host of another domain in the server form.
import { createHash, X509Certificate } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type {} from '../../renderer/client.ts'
import { startCountingServer, type CountingServer } from '../support/counting-server.ts'
import { makeCertificate } from '../support/crash-profile.ts'
import { hasKeyring, onPath, whyNoKeyring } from '../support/keyring.ts'
import { startKeyringSession, type KeyringSession } from '../support/keyring-session.ts'
import {
  createProfile,
  findViolations,
  removeProfile,
  startProgram,
  type Program,
} from './support/program.ts'

const canRun = hasKeyring && onPath('dbus-daemon') && onPath('dbus-send')

describe.skipIf(!canRun)(`with the real keyring${whyNoKeyring}`, () => {
  const dataDir = createProfile()
  let program: Program
  let keyring: KeyringSession
  let server: CountingServer

  beforeAll(async () => {
    keyring = await startKeyringSession()
    const certificate = await makeCertificate()
    server = await startCountingServer(certificate)
    await start()
    const { publicKey } = new X509Certificate(certificate.certificatePem)
    const spki = createHash('sha256')
      .update(publicKey.export({ type: 'spki', format: 'der' }))
      .digest('hex')
    await saveServer(spki)
  }, 90_000)
  afterAll(async () => {
    await program.kill()
    await Promise.all([server.close(), keyring.close()])
    removeProfile(dataDir)
  })

  async function start(): Promise<void> {
    program = await startProgram({ dataDir, env: keyring.env })
    program.main.setDefaultTimeout(20_000)
  }

  async function saveServer(spkiSha256: string): Promise<void> {
    await program.main.evaluate(
      async ({ port, spki }) => {
        const saved = await window.sendoff.servers.save({
          id: null,
          name: 'Rowing club',
          yourName: 'Marit',
          email: 'marit@rowing.example',
          host: '127.0.0.1',
          port,
          security: 'starttls',
          user: 'marit',
          password: 'secret',
          ehloName: '',
          allowInsecureAuth: false,
          isDefault: true,
        })
        if (!saved.ok || !saved.value.saved) throw new Error(JSON.stringify(saved))
        await window.sendoff.servers.trust({ serverId: saved.value.server.id, spkiSha256: spki })
      },
      { port: server.port, spki: spkiSha256 },
    )
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
  }

  const entry = (subject: string) =>
    program.main.getByRole('list', { name: 'Outbox' }).getByRole('listitem').filter({ hasText: subject })
  const tryAgain = () => program.main.getByRole('button', { name: 'Try the keychain again' })

  it('P13: locked, it is a reason of its own with a button that helps, and no password is called wrong', async () => {
    const { main } = program
    expect(
      await main.evaluate(async () => {
        const info = await window.sendoff.app.info()
        return info.ok ? info.value.secrets.kind : ''
      }),
    ).toBe('keychain')
    await keyring.lock()
    await main.keyboard.press('Control+1')
    await send('While it is locked')
    await entry('While it is locked')
      .getByText('until the keychain gives the secret for Rowing club')
      .waitFor()
    await entry('While it is locked').getByRole('link').click()
    const happened = main.getByRole('region', { name: 'What happened' })
    await happened.getByText('The keychain did not give the secret for Rowing club').waitFor()
    await main.getByText(/^It is held with all that wait for Rowing club: the keychain/).waitFor()
    expect(await main.getByText(/wrong password|did not accept/i).count()).toBe(0)
    expect(await findViolations(main)).toEqual([])
    expect(server.journal).toEqual([])
  })

  it('P11: tried in vain it says why, and stays', async () => {
    const { main } = program
    await tryAgain().focus()
    await main.keyboard.press('Enter')
    await main
      .getByRole('alert')
      .filter({ hasText: /keychain cannot be used.*[Ll]ock/ })
      .waitFor()
    expect(await findViolations(main)).toEqual([])
  })

  it('at the next start, with the keyring open, what waited goes without a word', async () => {
    await program.quit()
    await keyring.reopen()
    await start()
    await program.main.keyboard.press('Control+1')
    await entry('While it is locked').getByText('Handed over').waitFor()
    expect(server.copies.size).toBe(1)
  })

  it('P26: the form asks for the password again at its field where the host is of another domain', async () => {
    const { main } = program
    await main.keyboard.press('Control+4')
    const host = main.getByRole('textbox', { name: 'Host', exact: true })
    await expect.poll(() => host.inputValue()).toBe('127.0.0.1')
    await host.fill('smtp.elsewhere.example')
    await host.press('Enter')
    const password = main.getByLabel('Password', { exact: true })
    const problem = main.getByText(
      /^The stored password is for 127\.0\.0\.1\. Type the one for smtp\.elsewhere/,
    )
    await problem.first().waitFor()
    expect(await password.getAttribute('aria-invalid')).toBe('true')
    await expect.poll(() => password.evaluate((field) => field === document.activeElement)).toBe(true)
    expect(await findViolations(main)).toEqual([])
    const stored = await main.evaluate(async () => {
      const all = await window.sendoff.servers.list()
      return all.ok ? all.value[0]?.host : ''
    })
    expect(stored).toBe('127.0.0.1')
    await password.fill('the other one')
    await password.press('Enter')
    await expect
      .poll(() =>
        main.evaluate(async () => {
          const all = await window.sendoff.servers.list()
          return all.ok ? all.value[0]?.host : ''
        }),
      )
      .toBe('smtp.elsewhere.example')
    await expect.poll(() => password.getAttribute('aria-invalid')).not.toBe('true')
  })
})
