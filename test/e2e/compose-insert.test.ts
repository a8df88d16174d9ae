// Templates, snippets, a calendar invitation and the message source, by role and visible label.
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { discardLetter, entryIn, goTo, newMessage, sendLetter } from './support/hands.ts'
import {
  createProfile,
  findViolations,
  removeProfile,
  startProgram,
  type Program,
} from './support/program.ts'
import { shots } from './support/shot.ts'

let program: Program
const dataDir = createProfile()

beforeAll(async () => {
  program = await startProgram({ dataDir })
  const first = await program.compose(() =>
    program.main.getByRole('button', { name: 'Try it with the practice server' }).click(),
  )
  await discardLetter(first)
}, 90_000)

afterAll(async () => {
  expect(program.faults()).toEqual([])
  await program.quit()
  removeProfile(dataDir)
})

const body = (page: Page) => page.getByRole('textbox', { name: 'Message body' })
const bodyText = (page: Page) =>
  body(page).evaluate((element) =>
    element instanceof HTMLTextAreaElement ? element.value : (element as HTMLElement).innerText,
  )

async function insert(page: Page, item: string): Promise<void> {
  await page.getByRole('button', { name: 'Insert' }).click()
  await page.getByRole('menuitem', { name: item, exact: true }).click()
}

it('a message is kept as a template, a snippet is written, and both are used', async () => {
  const page = await newMessage(program)
  await page.getByRole('textbox', { name: 'Subject' }).fill('Minutes')
  await body(page).fill('Dear {{to.first}},')
  await insert(page, 'Save as a template…')
  const dialog = page.getByRole('dialog', { name: 'Templates and snippets' })
  expect(await dialog.getByRole('textbox', { name: 'Name' }).inputValue()).toBe('Minutes')
  await dialog.getByRole('button', { name: 'Save', exact: true }).click()
  await dialog.getByText('Saved').waitFor()
  await dialog.getByRole('button', { name: 'New', exact: true }).click()
  await dialog.getByRole('radio', { name: 'Snippet' }).click()
  await dialog.getByRole('button', { name: 'Save', exact: true }).click()
  await dialog.getByText('Give it a name.').waitFor()
  await dialog.getByText('Write what it is to put in.').waitFor()
  expect(await findViolations(page)).toEqual([])
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Directions')
  await dialog.getByRole('textbox', { name: 'Text' }).fill('Take the ferry.')
  await dialog.getByRole('button', { name: 'Save', exact: true }).click()
  await dialog.getByText('Saved').waitFor()
  await dialog.getByRole('button', { name: 'Close' }).click()
  await page.getByRole('button', { name: 'Discard' }).click()

  const next = await newMessage(program)
  await next.getByRole('combobox', { name: 'To', exact: true }).fill('Anna Berg <anna@practice.test>')
  await next.keyboard.press('Enter')
  await insert(next, 'Minutes')
  await expect.poll(() => next.getByRole('textbox', { name: 'Subject' }).inputValue()).toBe('Minutes')
  await expect.poll(() => bodyText(next)).toContain('Dear Anna,')
  await insert(next, 'Directions')
  await expect.poll(() => bodyText(next)).toContain('Take the ferry.')
  await discardLetter(next)
})

it('an invitation goes with the message, is seen in its source, and arrives', async () => {
  const page = await newMessage(program)
  await page.getByRole('combobox', { name: 'To', exact: true }).fill('anna@practice.test')
  await page.keyboard.press('Enter')
  await page.getByRole('textbox', { name: 'Subject' }).fill('Autumn meeting')
  await body(page).fill('Please come.')
  await insert(page, 'Calendar invitation…')
  const dialog = page.getByRole('dialog', { name: 'Calendar invitation' })
  expect(await dialog.getByRole('textbox', { name: 'What' }).inputValue()).toBe('Autumn meeting')
  await dialog.getByRole('textbox', { name: 'Where' }).fill('Boathouse')
  const day = dialog.getByRole('textbox', { name: 'Day', exact: true })
  await day.fill('1.3.2027')
  await day.press('Tab')
  expect(await day.inputValue()).toBe('01/03/2027')
  await dialog.getByRole('textbox', { name: 'Last day' }).fill('2027-02-28')
  await dialog.getByRole('button', { name: 'Calendar: Last day' }).press('Enter')
  const month = dialog.getByRole('dialog', { name: 'Calendar: Last day' })
  await month.getByRole('button', { name: 'Sunday, 28 February 2027' }).waitFor()
  expect(await findViolations(page)).toEqual([])
  await shots(page, 'calendar')
  await page.keyboard.press('ArrowRight')
  await month.getByText('March 2027').waitFor()
  await page.keyboard.press('Enter')
  await expect.poll(() => dialog.getByRole('textbox', { name: 'Last day' }).inputValue()).toBe('01/03/2027')
  await dialog.getByRole('button', { name: 'Calendar: Last day' }).press('Enter')
  await page.keyboard.press('Escape')
  await expect.poll(() => month.count()).toBe(0)
  await dialog.getByRole('textbox', { name: 'From' }).fill('18:00')
  await dialog.getByRole('textbox', { name: 'Until' }).fill('17:00')
  await dialog.getByRole('button', { name: 'Add to the message' }).click()
  await dialog.getByText('It ends before it begins.').waitFor()
  expect(await findViolations(page)).toEqual([])
  await dialog.getByRole('textbox', { name: 'Until' }).fill('19:30')
  await dialog.getByRole('button', { name: 'Add to the message' }).click()
  await page.getByText('2027-03-01 18:00 – 19:30').waitFor()
  await page.keyboard.press('F9')
  const source = page.getByRole('dialog', { name: 'Message source' })
  await source.getByText('text/calendar; charset=utf-8; method=REQUEST').waitFor()
  expect(await findViolations(page)).toEqual([])
  await source.getByRole('button', { name: 'Close' }).click()
  await sendLetter(page)
  await goTo(program.main, 'Outbox')
  await entryIn(program.main, 'Autumn meeting').getByText('Handed over').waitFor()
})

it('a sender is typed for one message, arrives so, is offered again and forgotten', async () => {
  const page = await newMessage(program)
  await page.getByRole('combobox', { name: 'To', exact: true }).fill('anna@practice.test')
  await page.keyboard.press('Enter')
  await page.getByRole('textbox', { name: 'Subject' }).fill('From the shop')
  await body(page).fill('Hello.')
  await page.getByRole('combobox', { name: 'From' }).selectOption('Another address…')
  await page.getByRole('textbox', { name: 'Another sender address' }).fill('Shop <shop@@practice.test>')
  await page.getByRole('button', { name: 'Send', exact: true }).click()
  await page
    .getByText(/two @ signs/)
    .first()
    .waitFor()
  expect(await findViolations(page)).toEqual([])
  await page.getByRole('textbox', { name: 'Another sender address' }).fill('Shop <shop@practice.test>')
  await sendLetter(page)
  await goTo(program.main, 'Outbox')
  await entryIn(program.main, 'From the shop').getByText('Handed over').waitFor()
  const listed = await program.main.evaluate(() =>
    (
      window as unknown as { sendoff: { outbox: { list(input: object): Promise<unknown> } } }
    ).sendoff.outbox.list({ list: 'sent', offset: 0, limit: 10 }),
  )
  expect(JSON.stringify(listed)).toContain('"from":"shop@practice.test"')

  const next = await newMessage(program)
  await next.getByRole('combobox', { name: 'From' }).selectOption('Shop <shop@practice.test>')
  expect(await findViolations(next)).toEqual([])
  await next.getByRole('button', { name: 'Forget shop@practice.test' }).click()
  await expect
    .poll(() => next.getByRole('combobox', { name: 'From' }).locator('option').allInnerTexts())
    .not.toContain('Shop <shop@practice.test>')
  await discardLetter(next)
})
