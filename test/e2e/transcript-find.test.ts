// The transcript in full: a long one, finding in it, one recipient, what codes mean; by role and label, with axe.
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fillTranscript, longSubject } from '../../bench/transcript-profile.ts'
import {
  createProfile,
  findViolations,
  removeProfile,
  startProgram,
  type Program,
} from './support/program.ts'

const lineCount = 1_200
const dataDir = createProfile()
let program: Program
let main: Page
let refused = ''

const table = () => main.getByRole('table', { name: 'Transcript' })
const field = () => main.getByRole('searchbox', { name: 'Find in transcript' })
const rowsInPage = () => table().getByRole('row').count()
const focusedText = () => main.evaluate(() => document.activeElement?.textContent.trim() ?? '')

/** Whether a line stands in the part of the table that is seen. */
const isInView = (text: string) =>
  main.evaluate((wanted) => {
    const pane = document.querySelector('.full-table')?.getBoundingClientRect()
    const cell = [...document.querySelectorAll('.full-table td.text')].find((td) =>
      td.textContent.includes(wanted),
    )
    const box = cell?.getBoundingClientRect()
    return pane !== undefined && box !== undefined && box.top >= pane.top && box.bottom <= pane.bottom
  }, text)

beforeAll(async () => {
  refused = await fillTranscript(dataDir, lineCount)
  program = await startProgram({ dataDir })
  main = program.main
  await main.getByRole('link', { name: new RegExp(longSubject) }).click()
  await main.getByRole('button', { name: 'Open in full' }).click()
  await table().waitFor()
}, 120_000)

afterAll(async () => {
  expect(program.faults()).toEqual([])
  await program.quit()
  removeProfile(dataDir)
})

describe('a long transcript', () => {
  it('opens at the line that decided, with few rows in the page, and says how many there are', async () => {
    await table().getByText(`<${refused}>: Recipient`).waitFor()
    expect(await isInView(`<${refused}>: Recipient`)).toBe(true)
    expect(await rowsInPage()).toBeLessThan(150)
    expect(await table().getAttribute('aria-rowcount')).toBe('1201')
    const deciding = table()
      .getByRole('row')
      .filter({ hasText: `550 5.1.1 <${refused}>` })
    expect(Number(await deciding.getAttribute('aria-rowindex'))).toBeGreaterThan(800)
    expect(await findViolations(main)).toEqual([])
  })

  it('has the rows of the place that it is scrolled to', async () => {
    await main.evaluate(() => document.querySelector('.full-table')?.scrollTo(0, 0))
    await table().getByText('220 mail.example.org ESMTP').waitFor()
    expect(await isInView('220 mail.example.org ESMTP')).toBe(true)
    await main.evaluate(() => document.querySelector('.full-table')?.scrollTo(0, 1e9))
    await table().getByText('Ok: queued as 4XyZ').waitFor()
    expect(await isInView('Ok: queued as 4XyZ')).toBe(true)
    expect(await rowsInPage()).toBeLessThan(150)
  })
})

describe('find', () => {
  it('opens with Ctrl+F, counts, marks, and scrolls to a match', async () => {
    await main.keyboard.press('Control+f')
    await main.waitForFunction(() => document.activeElement?.matches('input[type="search"]') === true)
    await main.keyboard.type('MEMBER12')
    await main.getByRole('status').getByText('1 of 11', { exact: true }).waitFor()
    expect(await isInView('RCPT TO:<member12@example.org>')).toBe(true)
    expect(await table().locator('.at-match mark').allInnerTexts()).toEqual(['member12'])
    expect(await findViolations(main)).toEqual([])
  })

  it('goes to the next with Enter, to the one before with Shift+Enter, around the ends', async () => {
    const status = main.getByRole('status')
    await field().press('Enter')
    await status.getByText('2 of 11', { exact: true }).waitFor()
    expect(await isInView('RCPT TO:<member120@example.org>')).toBe(true)
    await field().press('Shift+Enter')
    await field().press('Shift+Enter')
    await status.getByText('11 of 11', { exact: true }).waitFor()
    expect(await isInView('RCPT TO:<member129@example.org>')).toBe(true)
    await main.getByRole('button', { name: 'Next match' }).click()
    await status.getByText('1 of 11', { exact: true }).waitFor()
  })

  it('opens a folded phase that holds the match', async () => {
    await main.evaluate(() => document.querySelector('.full-table')?.scrollTo(0, 0))
    const phase = table().getByRole('button', { name: 'Recipients' })
    await phase.click()
    await main.waitForFunction(() => document.querySelector('.full-table table')?.ariaRowCount !== '1201')
    expect(await phase.getAttribute('aria-expanded')).toBe('false')
    await field().press('Enter')
    await table().getByText('RCPT TO:<member120@example.org>').waitFor()
    expect(await isInView('RCPT TO:<member120@example.org>')).toBe(true)
  })

  it('says that there is none; Escape empties the field and stays here', async () => {
    await field().fill('no such line')
    await main.getByRole('status').getByText('No match').waitFor()
    await field().press('Escape')
    expect(await field().inputValue()).toBe('')
    expect(await table().locator('mark').count()).toBe(0)
  })
})

describe('one recipient', () => {
  it('shows the command and the reply that belongs to it, out of a flight of a hundred', async () => {
    const choice = main.getByRole('combobox', { name: 'Recipients shown' })
    await choice.fill(refused)
    await choice.press('Enter')
    await main.getByRole('status').getByText('2 of 1200 lines').waitFor()
    expect(await table().locator('td.text').allInnerTexts()).toEqual([
      `RCPT TO:<${refused}>`,
      `550 5.1.1 <${refused}>: Recipient address rejected: User unknown`,
    ])
    expect(await findViolations(main)).toEqual([])
  })
})

describe('codes', () => {
  it('are explained where the focus is; Escape closes that, and not the transcript', async () => {
    const code = table().getByRole('button', { name: '550 5.1.1' })
    await code.focus()
    const tip = main.getByRole('tooltip')
    await tip.getByText('Refused: there is no such mailbox').waitFor()
    await tip.getByText('Failed for good: there is no such mailbox').waitFor()
    expect(await code.getAttribute('aria-describedby')).toBe(await tip.getAttribute('id'))
    expect(await findViolations(main)).toEqual([])
    await main.keyboard.press('Escape')
    await tip.waitFor({ state: 'detached' })
    await table().waitFor()
  })

  it('are explained under the pointer, and while it is over the explanation', async () => {
    await field().focus()
    await table().getByRole('button', { name: '550 5.1.1' }).hover()
    const tip = main.getByRole('tooltip')
    await tip.hover()
    expect(await tip.count()).toBe(1)
    await main.getByRole('heading', { level: 1 }).hover()
    await tip.waitFor({ state: 'detached' })
  })
})

describe('keys', () => {
  it('Tab comes to one place of the table; arrows go from phase to phase and to the codes', async () => {
    const choice = main.getByRole('combobox', { name: 'Recipients shown' })
    await choice.fill('')
    await choice.press('Enter')
    await main.evaluate(() => document.querySelector('.full-table')?.scrollTo(0, 0))
    await field().focus()
    await main.keyboard.press('Tab')
    expect(await focusedText()).toBe('Connect')
    await main.keyboard.press('ArrowDown')
    expect(await focusedText()).toBe('Sender')
    await main.keyboard.press('ArrowRight')
    expect(await focusedText()).toBe('250 2.1.0')
    await main.keyboard.press('End')
    await main.waitForFunction(() => document.activeElement?.textContent.trim() === '250 2.0.0')
    expect(await isInView('Ok: queued as 4XyZ')).toBe(true)
    await main.keyboard.press('ArrowLeft')
    expect(await focusedText()).toBe('Final reply')
  })

  it('keeps the focus while its row is scrolled far away', async () => {
    await main.evaluate(() => document.querySelector('.full-table')?.scrollTo(0, 0))
    await table().getByText('220 mail.example.org ESMTP').waitFor()
    expect(await focusedText()).toBe('Final reply')
    await main.keyboard.press('ArrowUp')
    await main.waitForFunction(() => document.activeElement?.textContent.trim() === 'Message')
  })
})
