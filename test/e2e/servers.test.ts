// The list of servers and what most people never touch: order, duplicate, off and on, options, and what happens to waiting mail.
import { afterAll, beforeAll, expect, it } from 'vitest'
import { entryIn, goTo, sendLetter, writeLetter } from './support/hands.ts'
import {
  createProfile,
  findViolations,
  removeProfile,
  startProgram,
  type Program,
} from './support/program.ts'

let program: Program
const dataDir = createProfile()

const press = (name: string) =>
  program.main.getByRole('button', { name, exact: true }).filter({ visible: true }).first().click()
const field = (name: string) => program.main.getByRole('textbox', { name, exact: true })
const choose = (name: string, label: string) =>
  program.main.getByRole('combobox', { name, exact: true }).selectOption(label)
const names = () => program.main.getByRole('list', { name: 'Servers' }).locator('b').allTextContents()
const listed = (name: string) =>
  program.main.getByRole('list', { name: 'Servers' }).getByText(name, { exact: true }).waitFor()
const open = (name: string) =>
  program.main.getByRole('list', { name: 'Servers' }).getByText(name, { exact: true }).click()

async function fromMenu(item: string): Promise<void> {
  const settings = program.main.getByRole('region', { name: 'Server settings' })
  await settings.getByRole('button', { name: 'More', exact: true }).click()
  await program.main.getByRole('menuitem', { name: item, exact: true }).click()
}

async function fillServer(name: string): Promise<void> {
  await field('Name').fill(name)
  await field('Your name').fill('Ann Example')
  await field('Email address').fill(`${name.toLowerCase()}@example.org`)
  await field('Host').fill('127.0.0.9')
}

beforeAll(async () => {
  program = await startProgram({ dataDir })
  await field('Your e-mail address').fill('ann@example.org')
  await press('Add your outgoing server')
  await press('Set up by hand')
  await fillServer('Kestrel')
  await press('Save')
  await listed('Kestrel')
  await press('Add a server')
  await press('Set up by hand')
  await fillServer('Rowing')
  await press('Save')
  await listed('Rowing')
}, 60_000)

afterAll(async () => {
  await program.quit()
  removeProfile(dataDir)
})

it('is put in order, has a second one like it, and is switched off and on', async () => {
  await fromMenu('Move up')
  await expect.poll(names).toEqual(['Rowing', 'Kestrel'])
  await fromMenu('Duplicate')
  await expect.poll(names).toEqual(['Rowing', 'Kestrel', 'Rowing copy'])
  await expect.poll(() => field('Name').inputValue()).toBe('Rowing copy')
  await fromMenu('Switch off')
  const list = program.main.getByRole('list', { name: 'Servers' })
  await list.getByText('switched off').waitFor()
  await fromMenu('Switch on')
  await expect.poll(() => list.getByText('switched off').count()).toBe(0)
  expect(await findViolations(program.main)).toEqual([])
})

it('says at its field what is wrong with an option, keeps what is right, and asks for no password again', async () => {
  const { main } = program
  await open('Kestrel')
  for (const part of ['Sign-in method, TLS, certificate', 'Proxy, addresses, waits', 'Reports and senders'])
    await main.getByText(part, { exact: true }).click()
  await choose('Sign-in method', 'SCRAM-SHA-256')
  await choose('Lowest TLS', 'TLS 1.3')
  await choose('Proxy', 'HTTP CONNECT')
  await expect.poll(() => field('Port').last().inputValue()).toBe('3128')
  await field('Host of the proxy').fill('http://proxy.example')
  await field('User name at the proxy').fill('ann')
  await main.getByLabel('Password for the proxy', { exact: true }).fill('hunter2')
  await choose('IPv4 and IPv6', 'IPv4 only')
  await field('Source address').fill('::1')
  await field('Reply').fill('60')
  await main.getByRole('checkbox', { name: 'when a message fails further on' }).check()
  await field('Sender addresses that it takes').fill('@example.org\nann')
  await press('Save')
  await main
    .getByText('This is an IPv6 address, and the server is reached by the other kind only.')
    .first()
    .waitFor()
  expect(await main.getByText(/Only “proxy\.example” is the host/).count()).toBeGreaterThan(0)
  expect(await main.getByText(/“ann” is neither an address nor a domain/).count()).toBeGreaterThan(0)
  expect(await findViolations(main)).toEqual([])
  await field('Host of the proxy').fill('proxy.example')
  await field('Source address').fill('127.0.0.1')
  await field('Sender addresses that it takes').fill('@example.org')
  await press('Save')
  await expect.poll(() => main.getByText('unsaved', { exact: true }).count()).toBe(0)
  await open('Rowing')
  await open('Kestrel')
  await main.getByText('Proxy, addresses, waits', { exact: true }).click()
  expect(await field('Host of the proxy').inputValue()).toBe('proxy.example')
  expect(await main.getByLabel('Password for the proxy', { exact: true }).inputValue()).toBe('')
  expect(await field('Reply').inputValue()).toBe('60')
  expect(await findViolations(main)).toEqual([])
  await main.setViewportSize({ width: 900, height: 600 })
  expect(await findViolations(main)).toEqual([])
  await main.setViewportSize({ width: 1280, height: 800 })
})

it('asks what becomes of the messages that wait for it before it goes', async () => {
  const { main } = program
  await open('Rowing')
  await fromMenu('Pause')
  const page = await program.compose(() => press('New message'))
  await writeLetter(page, { to: ['bert@example.net'], subject: 'Waits', over: 'Rowing' })
  await sendLetter(page)
  await goTo(main, 'Servers')
  await open('Rowing')
  await press('Delete')
  const asked = main.getByRole('group', { name: 'Delete Rowing' })
  await asked.getByText('1 message waits for this server.').waitFor()
  await asked.getByRole('combobox', { name: 'Server' }).selectOption('Rowing copy')
  expect(await findViolations(main)).toEqual([])
  await asked.getByRole('button', { name: 'Delete Rowing' }).click()
  await expect.poll(names).toEqual(['Kestrel', 'Rowing copy'])
  await goTo(main, 'Outbox')
  await entryIn(main, 'Waits').getByRole('link').click()
  await main.getByText('Rowing copy').first().waitFor()
  expect(program.faults()).toEqual([])
})
