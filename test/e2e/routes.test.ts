// Routes: the rules and "Where would this go?", by role and visible label, with axe on the page.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  createProfile,
  findViolations,
  removeProfile,
  startProgram,
  type Program,
} from './support/program.ts'

let program: Program
const dataDir = createProfile()
const mailboxes = mkdtempSync(join(tmpdir(), 'sendoff-maildir-'))
const maildir = join(mailboxes, 'boathouse')

const button = (name: string) => program.main.getByRole('button', { name, exact: true })
const rows = () => program.main.getByRole('table', { name: 'Rules' }).getByRole('row')

async function addRule(domain: string, route: string, fill?: () => Promise<unknown>): Promise<void> {
  await button('New rule').click()
  const form = program.main.getByRole('form', { name: 'New rule' })
  await form.getByRole('textbox', { name: 'For the domain' }).fill(domain)
  await form.getByRole('combobox', { name: 'Route' }).selectOption({ label: route })
  await fill?.()
  await form.getByRole('button', { name: 'Save' }).click()
  await form.waitFor({ state: 'detached' })
}

async function ask(addresses: string): Promise<void> {
  const { main } = program
  await main.getByRole('textbox', { name: 'Addresses' }).fill(addresses)
  await main.keyboard.press('Enter')
}

const answer = (address: string) =>
  program.main
    .getByRole('list', { name: 'Routes of these addresses' })
    .getByRole('listitem')
    .filter({
      has: program.main.getByRole('list', { name: `Route of ${address}` }),
    })

beforeAll(async () => {
  program = await startProgram({ dataDir })
  const { main } = program
  const page = await program.compose(() =>
    main.getByRole('button', { name: 'Try it with the practice server' }).click(),
  )
  await page.close()
  await main.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Servers' }).click()
}, 120_000)

afterAll(async () => {
  expect(program.faults()).toEqual([])
  await program.quit()
  removeProfile(dataDir)
  rmSync(mailboxes, { recursive: true, force: true })
})

describe('routes', () => {
  it('are reached from the servers, say what holds without a rule and what is not checked', async () => {
    const { main } = program
    await button('Routes').click()
    await main.getByRole('heading', { level: 1, name: 'Routes' }).waitFor()
    await main.getByText('No rule yet', { exact: false }).waitFor()
    await main.getByText('DANE and MTA-STS are not checked on the way to an MX.').waitFor()
    expect(await rows().count()).toBe(2)
    expect(await findViolations(main)).toEqual([])
  })

  it('refuse a rule that is none, at its field', async () => {
    const { main } = program
    await button('New rule').click()
    const domain = main.getByRole('textbox', { name: 'For the domain' })
    await domain.fill('marit@kestrel.example')
    await main.keyboard.press('Enter')
    await main.getByText('has an @ sign', { exact: false }).first().waitFor()
    expect(await domain.getAttribute('aria-invalid')).toBe('true')
    expect(await findViolations(main)).toEqual([])
    await domain.press('Escape')
    await domain.waitFor({ state: 'detached' })
    expect(await button('New rule').evaluate((element) => element === document.activeElement)).toBe(true)
  })

  it('are added', async () => {
    const { main } = program
    await addRule('boathouse.example', 'Local mailbox', () =>
      main.getByRole('textbox', { name: 'Maildir' }).fill(maildir),
    )
    await addRule('[192.0.2.9]', 'Direct to MX')
    await addRule('northwharf.example', 'Server')
    await rows().filter({ hasText: 'boathouse.example' }).getByText('Local mailbox').waitFor()
    expect(await rows().count()).toBe(5)
    expect(await findViolations(main)).toEqual([])
  })

  it('say where each address would go, and why one would go nowhere', async () => {
    const { main } = program
    await ask('keys@boathouse.example, archive@[192.0.2.9], helene@northwharf.example, nobody')
    await answer('keys@boathouse.example').getByText('Stays on this computer', { exact: false }).waitFor()
    const direct = answer('archive@[192.0.2.9]')
    await direct.getByText('Direct to MX').waitFor()
    await direct.getByText('192.0.2.9:25').waitFor()
    await direct.getByText('never').waitFor()
    await main.getByText('nobody has no @ sign.').waitFor()
    expect(await findViolations(main)).toEqual([])
    await direct.getByRole('button', { name: 'Require verified TLS' }).click()
    await direct.getByText('required, verified').waitFor()
  })

  it('are ordered, switched off, edited and deleted with undo, by keyboard', async () => {
    const { main } = program
    await button('Move rule 3 up').focus()
    await main.keyboard.press('Enter')
    await rows().nth(2).getByText('northwharf.example').waitFor()
    expect(await button('Move rule 2 up').evaluate((element) => element === document.activeElement)).toBe(
      true,
    )

    const toggle = main.getByRole('switch', { name: 'Rule 1' })
    await toggle.focus()
    await main.keyboard.press('Space')
    await main.getByRole('switch', { name: 'Rule 1', checked: false }).waitFor()
    await toggle.press('Space')
    await main.getByRole('switch', { name: 'Rule 1', checked: true }).waitFor()

    await button('Edit rule 2').press('Enter')
    await main.getByRole('textbox', { name: 'For the domain' }).fill('*.northwharf.example')
    await main.keyboard.press('Enter')
    await rows().nth(2).getByText('*.northwharf.example').waitFor()

    await button('Delete rule 2').press('Enter')
    await main.getByText('The rule for *.northwharf.example is deleted.').waitFor()
    expect(await rows().count()).toBe(4)
    await button('Undo').press('Enter')
    await rows().nth(2).getByText('*.northwharf.example').waitFor()
    expect(await findViolations(main)).toEqual([])
  })

  it('fit a small window and the dark', async () => {
    const { main } = program
    await main.setViewportSize({ width: 900, height: 600 })
    await main.evaluate(() => (document.documentElement.dataset.theme = 'dark'))
    expect(await findViolations(main)).toEqual([])
    const overflow = await main.evaluate(
      () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
    )
    expect(overflow).toBe(false)
  })
})
