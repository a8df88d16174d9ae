// The buttons under "What happened" that no other test presses: another server, a file left out, a recipient dropped.
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type {} from '../../renderer/client.ts'
import { freePort } from '../../scripts/support/free-port.ts'
import { startCountingServer, type CountingServer } from '../support/counting-server.ts'
import { makeCertificate } from '../support/crash-profile.ts'
import { addServerByHand, entryIn, goTo, sendLetter, writeLetter } from './support/hands.ts'
import {
  createProfile,
  findViolations,
  removeProfile,
  startProgram,
  type Program,
} from './support/program.ts'

let program: Program
let server: CountingServer
const dataDir = createProfile()

const navigate = (name: string) => goTo(program.main, name)
const entry = (subject: string) => entryIn(program.main, subject)
const press = (name: string | RegExp) => program.main.getByRole('button', { name }).first().click()

async function addServer(name: string, port: number): Promise<void> {
  const { main } = program
  await navigate('Servers')
  await addServerByHand(main)
  const fill = (field: string, value: string) =>
    main.getByRole('textbox', { name: field, exact: true }).fill(value)
  await fill('Name', name)
  await fill('Your name', 'Ann Example')
  await fill('Email address', `${name.toLowerCase()}@example.org`)
  await fill('Host', '127.0.0.1')
  await fill('Port', String(port))
  await main.getByRole('combobox', { name: 'Security' }).selectOption('None')
  await main.getByRole('button', { name: 'Save', exact: true }).click()
  await main.getByRole('list', { name: 'Servers' }).getByText(name, { exact: true }).waitFor()
}

/** A letter over a server, sent and open. */
async function sent(subject: string, over: string, to: readonly string[], file?: string): Promise<void> {
  const page = await program.compose(() => press('New message'))
  await writeLetter(page, { to, subject, over })
  if (file !== undefined) await attach(page, file)
  await sendLetter(page)
  await navigate('Outbox')
  await entry(subject).getByRole('link').click()
  await program.main.getByRole('heading', { name: subject }).first().waitFor()
}

async function attach(page: Page, name: string): Promise<void> {
  const chooser = page.waitForEvent('filechooser')
  await page.evaluate(() => undefined)
  await page.getByRole('button', { name: 'Attach' }).first().click()
  await (await chooser).setFiles({ name, mimeType: 'application/zip', buffer: Buffer.alloc(2_000) })
  await page.getByText(name).first().waitFor()
}

beforeAll(async () => {
  server = await startCountingServer({ ...(await makeCertificate()), startTls: false })
  program = await startProgram({ dataDir })
  const page = await program.compose(() => press('Try it with the practice server'))
  await Promise.all([page.waitForEvent('close'), page.close({ runBeforeUnload: true })])
  await program.main.evaluate(() => window.sendoff.settings.set({ undoSeconds: 0 }))
  await addServer('Closed', await freePort())
  await addServer('Counting', server.port)
}, 90_000)

afterAll(async () => {
  expect(program.faults()).toEqual([])
  await program.kill()
  await server.close()
  removeProfile(dataDir)
})

it('sends over another server when the first takes no connections', async () => {
  const { main } = program
  await sent('Round about', 'Closed', ['bert@example.net'])
  await press('Send over another server')
  expect(await findViolations(main)).toEqual([])
  await main.getByRole('menuitem', { name: 'Counting' }).click()
  await entry('Round about').getByText('Handed over').waitFor()
  expect([...server.copies.values()].flat(2)).toEqual(['bert@example.net'])
})

it('leaves out the file that was too large, and opens the letter without it', async () => {
  const { main } = program
  await sent('With a plan', 'Practice server', ['toolarge@practice.test'], 'plan.zip')
  await main.getByRole('button', { name: 'Leave out plan.zip (2 kB)' }).waitFor()
  expect(await findViolations(main)).toEqual([])
  const page = await program.compose(() => press('Leave out plan.zip (2 kB)'))
  await page.getByRole('textbox', { name: 'Subject' }).waitFor()
  expect(await page.getByText('plan.zip').count()).toBe(0)
  await Promise.all([page.waitForEvent('close'), page.close({ runBeforeUnload: true })])
})

it('drops a refused recipient: the others have it, and nothing is left to do', async () => {
  const { main } = program
  await sent('To both', 'Practice server', ['anna@practice.test', 'unknown@practice.test'])
  await press('Drop this recipient')
  await entry('To both').getByText('Handed over', { exact: true }).waitFor()
  await expect.poll(() => main.getByRole('button', { name: 'Drop this recipient' }).count()).toBe(0)
})

it('P16: opens the letter with the refused address marked', async () => {
  await sent('To nobody', 'Practice server', ['unknown@practice.test'])
  const page = await program.compose(() => press('Edit address'))
  await page
    .getByText(/refused/i)
    .first()
    .waitFor()
  expect(await findViolations(page)).toEqual([])
  await Promise.all([page.waitForEvent('close'), page.close({ runBeforeUnload: true })])
})
