// Identities: the page, the signature and hints of the compose window, the copy of a sent message; by role and visible label, with axe.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Page } from 'playwright-core'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startCountingServer, type CountingServer } from '../support/counting-server.ts'
import { makeCertificate } from '../support/crash-profile.ts'
import { entryIn, goTo, sendLetter } from './support/hands.ts'
import {
  createProfile,
  findViolations,
  removeProfile,
  startProgram,
  type Program,
} from './support/program.ts'

let program: Program
let strict: CountingServer
const dataDir = createProfile()
const folders = mkdtempSync(join(tmpdir(), 'sendoff-copies-'))
const sent = join(folders, 'Sent')
const refusal = '553 5.7.1 Sender address rejected: not owned by user anna'

const button = (name: string) => program.main.getByRole('button', { name, exact: true })
const box = (name: string) => program.main.getByRole('textbox', { name, exact: true })
const choice = (name: string) => program.main.getByRole('combobox', { name, exact: true })
const list = () => program.main.getByRole('list', { name: 'Identities' })
/** What stands in the letter, without the blank lines around it. */
const written = (page: Page) =>
  page.getByRole('textbox', { name: 'Message body' }).evaluate((letter) =>
    (letter as HTMLElement).innerText
      .split('\n')
      .map((line) => line.trim())
      .join('\n')
      .trim(),
  )

async function save(): Promise<void> {
  await button('Save').click()
  await program.main.getByText('Saved.', { exact: true }).waitFor({ state: 'attached' })
}

async function newMessage(): Promise<Page> {
  return program.compose(() => button('New message').click())
}

beforeAll(async () => {
  strict = await startCountingServer({ ...(await makeCertificate()), answerMail: () => refusal })
  program = await startProgram({ dataDir })
  const { main } = program
  const page = await program.compose(() =>
    main.getByRole('button', { name: 'Try it with the practice server' }).click(),
  )
  await page.close()
  await goTo(main, 'Servers')
}, 120_000)

afterAll(async () => {
  expect(program.faults()).toEqual([])
  await program.quit()
  await strict.close()
  removeProfile(dataDir)
  rmSync(folders, { recursive: true, force: true })
})

describe('identities', () => {
  it('are reached from the servers, from the settings and from the palette', async () => {
    const { main } = program
    const heading = main.getByRole('heading', { level: 1, name: 'Identities' })
    await button('Identities').click()
    await heading.waitFor()
    await list().getByText('you@practice.test').waitFor()
    await main.getByText('This address belongs to the practice server', { exact: false }).waitFor()
    expect(await findViolations(main)).toEqual([])
    await goTo(main, 'Settings')
    await main.getByRole('navigation', { name: 'Settings' }).getByRole('link', { name: 'Identities' }).click()
    await heading.waitFor()
    await goTo(main, 'Outbox')
    await main.keyboard.press('Control+k')
    await main.keyboard.type('Identities')
    await main.keyboard.press('Enter')
    await heading.waitFor()
  })

  it('say at the field what is wrong', async () => {
    await button('Add an identity').click()
    await choice('Outgoing server').selectOption({ label: 'Practice server' })
    await box('Email address').fill('anna@@practice.test')
    await button('Save').click()
    await program.main.getByText('anna@@practice.test has two @ signs.').first().waitFor()
    expect(await box('Email address').evaluate((field) => field === document.activeElement)).toBe(true)
    expect(await findViolations(program.main)).toEqual([])
  })

  it('have a name, an organisation, signatures, copies and a place for bounces', async () => {
    const { main } = program
    await box('Name').fill('Anna Example')
    await box('Email address').fill('anna@practice.test')
    await box('Organisation').fill('Rowing club Kestrel')
    await box('Replies go to').fill('Crew <crew@practice.test>')
    await button('Add a signature').click()
    await box('Name of signature 1').fill('Short')
    await box('Text of signature 1').fill('Anna')
    await button('Add a signature').click()
    await box('Name of signature 2').fill('Long')
    await box('Text of signature 2').fill('Anna Example\nCaptain of the eight')
    await box('Always a blind copy to').fill('log@practice.test')
    await choice('Copy of what was handed over').selectOption({ label: 'As .eml files in a folder' })
    await main.getByText('A copy in an IMAP “Sent” folder is not made', { exact: false }).waitFor()
    const answer = { canceled: false, filePaths: [sent] }
    await program.host({ ask: 'answer-dialog', member: 'showOpenDialog', answer })
    await button('Choose …').click()
    await expect.poll(() => box('Folder').inputValue()).toBe(sent)
    await box('Bounces go to').fill('bounces@practice.test')
    await save()
    expect(await findViolations(main)).toEqual([])
    await list().getByText('anna@practice.test').waitFor()
  })

  it('are not lost while another one, or another page, is looked at', async () => {
    const { main } = program
    await box('Organisation').fill('Rowing club')
    await list().getByRole('link', { name: 'you@practice.test' }).click()
    await list().getByText('unsaved changes').waitFor()
    await goTo(main, 'Outbox')
    await goTo(main, 'Servers')
    await button('Identities').click()
    await list().getByRole('link', { name: 'anna@practice.test' }).click()
    expect(await box('Organisation').inputValue()).toBe('Rowing club')
    await button('Discard changes').click()
    expect(await box('Organisation').inputValue()).toBe('Rowing club Kestrel')
  })

  it('are moved to the front: the first is what From begins with', async () => {
    const { main } = program
    await button('Earlier in From').click()
    await main.getByText('Anna Example is number 1 in From.').waitFor({ state: 'attached' })
    expect(await button('Earlier in From').getAttribute('aria-disabled')).toBe('true')
    const page = await newMessage()
    const from = page.getByRole('combobox', { name: 'From' })
    expect(await from.locator('option:checked').textContent()).toContain('anna@practice.test')
    await page.getByText('A blind copy goes to log@practice.test').waitFor()
    await expect.poll(() => written(page)).toBe('--\nAnna')
    expect(await findViolations(page)).toEqual([])
    await page.getByRole('button', { name: 'Signature' }).click()
    await page.getByRole('menuitemradio', { name: 'Long' }).click()
    await expect.poll(() => written(page)).toBe('--\nAnna Example\nCaptain of the eight')
    await from.selectOption({ label: 'You <you@practice.test>' })
    await expect.poll(() => written(page)).toBe('')
    await page.getByRole('button', { name: 'Discard' }).click()
  })

  it('P29: what is sent has their headers, blind copies and reverse-path, and a copy is kept', async () => {
    const { main } = program
    const page = await newMessage()
    await page.getByRole('combobox', { name: 'To', exact: true }).fill('bea@practice.test')
    await page.keyboard.press('Enter')
    await page.getByRole('textbox', { name: 'Subject' }).fill('With a copy')
    await sendLetter(page)
    await goTo(main, 'Outbox')
    await entryIn(main, 'With a copy').getByText('Handed over').waitFor()
    await entryIn(main, 'With a copy').getByRole('link').click()
    await main.getByText('A copy is in').waitFor()
    const recipients = main.getByRole('region', { name: 'Recipients' }).getByRole('row')
    await recipients.filter({ hasText: 'log@practice.test' }).getByText('Bcc').waitFor()
    await main.getByText('from bounces@practice.test to', { exact: false }).waitFor()
    expect(readdirSync(sent).filter((name) => name.endsWith('With a copy.eml'))).toHaveLength(1)
    expect(await findViolations(main)).toEqual([])
  })

  it('P8: a copy that cannot be written is no failed mail, and is saved again', async () => {
    const { main } = program
    rmSync(sent, { recursive: true })
    writeFileSync(sent, 'in the way')
    const page = await newMessage()
    await page.getByRole('combobox', { name: 'To', exact: true }).fill('bea@practice.test')
    await page.keyboard.press('Enter')
    await page.getByRole('textbox', { name: 'Subject' }).fill('Copy in the way')
    await sendLetter(page)
    await entryIn(main, 'Copy in the way')
      .getByText('its copy could not be saved', { exact: false })
      .waitFor()
    await entryIn(main, 'Copy in the way').getByText('Handed over').waitFor()
    await entryIn(main, 'Copy in the way').getByRole('link').click()
    await main.getByText('The message was handed over; only its copy is missing.', { exact: false }).waitFor()
    expect(await findViolations(main)).toEqual([])
    rmSync(sent)
    mkdirSync(sent)
    await button('Save the copy again').click()
    await main.getByText('A copy is in').waitFor()
    expect(readdirSync(sent)).toHaveLength(1)
  })

  it('say which server refused them, in the compose window, on their page and at the server', async () => {
    const { main } = program
    await main.evaluate(async (port) => {
      const saved = await window.sendoff.servers.save({
        ...{ id: null, name: 'Strict', yourName: 'Anna', email: 'anna@example.org', host: '127.0.0.1', port },
        ...{ security: 'none', user: '', password: null, ehloName: '', allowInsecureAuth: false },
        isDefault: false,
      })
      if (!saved.ok) throw new Error(saved.failure.message)
    }, strict.port)
    const page = await newMessage()
    const from = page.getByRole('combobox', { name: 'From' })
    await from.selectOption({ label: 'Anna <anna@example.org>' })
    await page.getByRole('combobox', { name: 'To', exact: true }).fill('bea@example.org')
    await page.keyboard.press('Enter')
    await page.getByRole('textbox', { name: 'Subject' }).fill('Refused')
    await sendLetter(page)
    await entryIn(main, 'Refused').getByText('Refused', { exact: true }).first().waitFor()
    const again = await newMessage()
    await again.getByRole('combobox', { name: 'From' }).selectOption({ label: 'Anna <anna@example.org>' })
    await again.getByText('Strict refused this sender', { exact: false }).waitFor()
    expect(await findViolations(again)).toEqual([])
    await again.getByRole('button', { name: 'Discard' }).click()
    await goTo(main, 'Servers')
    await main.getByRole('list', { name: 'Servers' }).getByRole('link', { name: 'Strict' }).click()
    await main.getByText(refusal).waitFor()
    expect(await findViolations(main)).toEqual([])
    await main.getByRole('link', { name: 'anna@example.org' }).click()
    await main.getByRole('heading', { level: 1, name: 'Identities' }).waitFor()
    await button('Forget that Strict refused anna@example.org').click()
    await main.getByText(refusal).waitFor({ state: 'detached' })
  })

  it('are deleted with a word about what becomes of drafts', async () => {
    const { main } = program
    const page = await newMessage()
    await page.getByRole('textbox', { name: 'Subject' }).fill('A draft of Anna')
    await page.getByRole('button', { name: 'Save draft' }).click()
    await page.getByText('Saved', { exact: false }).first().waitFor()
    await page.close()
    await list().getByRole('link', { name: 'anna@practice.test' }).click()
    await button('Duplicate').click()
    expect(await box('Name').inputValue()).toBe('Anna Example, copy')
    await save()
    await list().getByRole('link', { name: 'anna@practice.test' }).first().click()
    await button('Delete').click()
    await main
      .getByText('Messages in the outbox keep anna@practice.test as their sender.', { exact: false })
      .waitFor()
    await main.getByText('1 draft changes to', { exact: false }).waitFor()
    await button('Delete Anna Example').click()
    await list().getByText('Anna Example, copy').waitFor()
    await expect.poll(() => list().getByRole('listitem').count()).toBe(3)
    await goTo(main, 'Outbox')
    await entryIn(main, 'With a copy').getByText('Handed over').waitFor()
  })
})
