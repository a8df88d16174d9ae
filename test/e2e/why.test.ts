// Why it failed: what an administrator looks at, by role and visible label, with axe on every view.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
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

const entry = (subject: string) => entryIn(program.main, subject)

/** Writes and sends a message; `start` is the button that opens the compose window. */
async function send(start: string, subject: string, to: readonly string[]): Promise<void> {
  const { main } = program
  const page = await program.compose(() => main.getByRole('button', { name: start }).click())
  await writeLetter(page, { to, subject })
  await sendLetter(page)
}

beforeAll(async () => {
  program = await startProgram({ dataDir })
  await send('Try it with the practice server', 'All is well', ['anna@practice.test'])
  await goTo(program.main, 'Outbox')
  await entry('All is well').getByText('Handed over').waitFor()
  await send('New message', 'One of two', ['anna@practice.test', 'unknown@practice.test'])
  await entry('One of two').getByText('Partly handed over').waitFor()
}, 120_000)

afterAll(async () => {
  expect(program.faults()).toEqual([])
  await program.quit()
  removeProfile(dataDir)
})

describe('the transcript in full', () => {
  it('shows waterfall, table and session facts of an attempt', async () => {
    const { main } = program
    await entry('One of two').getByRole('link').click()
    await main.getByRole('button', { name: 'Open in full' }).click()
    await main.getByRole('heading', { level: 1, name: 'One of two' }).waitFor()
    await main.getByRole('img', { name: 'Waterfall of attempt 1' }).waitFor()
    const table = main.getByRole('table', { name: 'Transcript' })
    expect(await table.getByRole('columnheader').allInnerTexts()).toEqual(
      expect.arrayContaining([expect.stringContaining('Time'), 'Direction', 'Phase', 'Text']),
    )
    const facts = main.getByRole('region', { name: 'Session facts' })
    await facts.getByText('PIPELINING').waitFor()
    expect(await findViolations(main)).toEqual([])
  })

  it('shows only errors, one recipient, or what is looked for', async () => {
    const { main } = program
    const table = main.getByRole('table', { name: 'Transcript' })
    await main.getByRole('checkbox', { name: 'Errors only' }).check()
    await table.getByText('RCPT TO:<anna@practice.test>').waitFor({ state: 'detached' })
    await table.getByText(/^550/).waitFor()
    await main.getByRole('checkbox', { name: 'Errors only' }).uncheck()
    await main.getByRole('combobox', { name: 'Recipients shown' }).selectOption('anna@practice.test')
    await table.getByText('RCPT TO:<unknown@practice.test>').waitFor({ state: 'detached' })
    await main.getByRole('combobox', { name: 'Recipients shown' }).selectOption('')
    await main.getByRole('searchbox', { name: 'Find in transcript' }).fill('no such line')
    await main.getByText('No match').waitFor()
    await main.getByRole('searchbox', { name: 'Find in transcript' }).fill('')
  })

  it('is read as text, in the order of the wire', async () => {
    const { main } = program
    await main.getByRole('tab', { name: 'As text' }).click()
    await main.getByText(/> rcpt +RCPT TO:<unknown@practice\.test>/).waitFor()
    expect(await findViolations(main)).toEqual([])
    await main.getByRole('tab', { name: 'Transcript' }).click()
  })

  it('folds its waterfall where there is little room, and goes back to the message', async () => {
    const { main } = program
    await main.setViewportSize({ width: 900, height: 600 })
    await main.getByRole('list', { name: 'Session line' }).waitFor()
    await main.getByRole('button', { name: 'Session facts' }).click()
    await main.getByRole('region', { name: 'Session facts' }).waitFor()
    expect(await findViolations(main)).toEqual([])
    await main.keyboard.press('Escape')
    await main.getByRole('region', { name: 'Session facts' }).waitFor({ state: 'hidden' })
    await main.keyboard.press('Escape')
    const button = main.getByRole('button', { name: 'Open in full' })
    await button.waitFor()
    await main.waitForFunction(() => document.activeElement?.textContent.trim() === 'Open in full')
    await main.setViewportSize({ width: 1280, height: 800 })
    await main.keyboard.press('t')
    await main.getByRole('tab', { name: 'Transcript', selected: true }).waitFor()
    await main.keyboard.press('Escape')
  })
})

describe('compare', () => {
  it('puts the last good session beside this one; N and P go through the differences', async () => {
    const { main } = program
    await main.keyboard.press('t')
    await main.getByRole('tab', { name: 'Compare' }).click()
    const table = main.getByRole('table', { name: 'Comparison' })
    await table.getByText('Last good session').waitFor()
    const refused = table.getByRole('row').filter({ hasText: '550 5.1.1' })
    await refused
      .getByText('only in this attempt')
      .or(refused.getByText('differs', { exact: true }))
      .waitFor()
    // The queue id of the final reply differs in every session.
    await table.getByRole('row').filter({ hasText: 'queued as' }).getByText('as in every session').waitFor()
    expect(await findViolations(main)).toEqual([])
    await main.keyboard.press('n')
    await main.getByText(/^1 of \d+$/).waitFor()
    expect(await table.locator('[aria-current]').count()).toBe(1)
    await main.keyboard.press('p')
    await main.getByText(/^(\d+) of \1$/).waitFor()
    await main.setViewportSize({ width: 900, height: 600 })
    expect(await findViolations(main)).toEqual([])
    await main.setViewportSize({ width: 1280, height: 800 })
    await main.keyboard.press('Escape')
  })
})

describe('support report', () => {
  it('P25: shows exactly what leaves, with placeholders, and without a password', async () => {
    const { main } = program
    await main.getByRole('button', { name: 'Support report' }).click()
    await main.getByRole('tab', { name: 'Support report', selected: true }).waitFor()
    const preview = main.getByRole('region', { name: 'Support report' })
    await preview.getByText('550 5.1.1 <recipient-2@').waitFor()
    expect(await preview.innerText()).not.toMatch(/practice\.test|One of two|unknown@/)
    expect(await findViolations(main)).toEqual([])
    await main.getByRole('checkbox', { name: 'Addresses', exact: true }).uncheck()
    await preview.getByText('550 5.1.1 <unknown@').waitFor()
    await main.getByRole('button', { name: 'Copy for support' }).click()
    await main.getByText('Copied').first().waitFor({ state: 'attached' })
    await main.getByRole('radio', { name: 'JSON' }).click()
    await main.getByText('"transcript": [').waitFor()
    const file = join(dataDir, 'report.json')
    const answer = { canceled: false, filePath: file }
    await program.host({ ask: 'answer-dialog', member: 'showSaveDialog', answer })
    await main.getByRole('button', { name: 'Save as a file' }).click()
    await main.getByText(`Saved: ${file}`).waitFor()
    const nowhere = join(dataDir, 'not-there', 'report.json')
    await program.host({
      ask: 'answer-dialog',
      member: 'showSaveDialog',
      answer: { canceled: false, filePath: nowhere },
    })
    await main.getByRole('button', { name: 'Save as a file' }).click()
    await main.getByText(`${nowhere} cannot be written`).waitFor()
    expect(readFileSync(file, 'utf8')).toBe(await preview.textContent())
    await main.keyboard.press('Escape')
  })
})
