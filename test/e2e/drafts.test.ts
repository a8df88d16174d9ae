// Drafts: found, looked at in earlier versions, brought back, discarded and taken back: by role and visible label.
import { DatabaseSync } from 'node:sqlite'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import type {} from '../../renderer/client.ts'
import { bodyOf, discardLetter, goTo, newMessageByKey, writeLetter, savedLine } from './support/hands.ts'
import { findViolations } from './support/program.ts'
import { useProgram } from './support/use-program.ts'

const program = useProgram()
const { dataDir } = program
let main: Page
const long =
  'The second proof of the spring catalogue is attached. Please look at two things before Friday noon, and call me.'

beforeAll(async () => {
  ;({ main } = program)
  await main.setViewportSize({ width: 1280, height: 800 })
}, 90_000)

const rows = () => main.getByRole('list', { name: 'Drafts' }).getByRole('listitem')
const row = (subject: string) => rows().filter({ hasText: subject }).getByRole('link')
const saved = (page: Page) => savedLine(page).waitFor()
const versionButtons = (page: Page) =>
  page.getByRole('region', { name: 'Versions' }).getByRole('button', { name: /^Version of/ })

async function closeLetter(page: Page): Promise<void> {
  await Promise.all([page.waitForEvent('close'), page.close({ runBeforeUnload: true })])
}

/** A draft that was long and was cut down: it has an earlier version at once. */
async function writeAndCut(subject: string): Promise<Page> {
  const page = await newMessageByKey(program)
  await writeLetter(page, { to: ['anna@example.org'], subject })
  await bodyOf(page).fill(long)
  await page.getByRole('button', { name: 'Save draft' }).click()
  await saved(page)
  await bodyOf(page).fill('Please look at three things.')
  await page.getByRole('button', { name: 'Save draft' }).click()
  await saved(page)
  return page
}

describe('the list', () => {
  it('opens a draft in its window, and focuses the one that is open', async () => {
    const page = await writeAndCut('Spring catalogue')
    await goTo(main, 'Drafts')
    await row('Spring catalogue').click()
    await main.getByRole('button', { name: 'Continue writing' }).click()
    expect(program.composeWindows()).toHaveLength(1)
    await closeLetter(page)
    const again = await program.compose(() => row('Spring catalogue').dblclick())
    expect(await bodyOf(again).innerText()).toContain('three things')
    await closeLetter(again)
  })

  it('is searched, ordered and walked through by keyboard', async () => {
    const other = await newMessageByKey(program)
    await writeLetter(other, { to: ['jonas@example.org'], subject: 'Thank you for the boat' })
    await closeLetter(other)
    await expect.poll(() => rows().count()).toBe(2)
    await main.keyboard.press('Control+f')
    await main.getByRole('textbox', { name: 'Recipient, subject or text' }).fill('boat jonas')
    await main.getByText('1 draft').waitFor()
    await expect.poll(() => rows().count()).toBe(1)
    await main.getByRole('textbox', { name: 'Recipient, subject or text' }).fill('nobody wrote this')
    await main.getByText('No draft has these words.').waitFor()
    expect(await findViolations(main)).toEqual([])
    await main.keyboard.press('Escape')
    await expect.poll(() => rows().count()).toBe(2)
    await expect.poll(() => rows().first().innerText()).toContain('boat')
    await main.getByRole('button', { name: 'Order' }).click()
    await main.getByRole('menuitemradio', { name: 'Last saved last' }).click()
    await expect.poll(() => rows().first().innerText()).toContain('Spring catalogue')
    await row('Spring catalogue').focus()
    await main.keyboard.press('ArrowDown')
    await main.getByRole('heading', { name: 'Thank you for the boat' }).waitFor()
  })
})

describe('P24: earlier versions', () => {
  it('are listed with what changed, looked at beside the current one, and brought back', async () => {
    await row('Spring catalogue').click()
    await expect.poll(() => versionButtons(main).count()).toBe(2)
    await main.getByText('the last before it was cut down').waitFor()
    await versionButtons(main).first().focus()
    await main.keyboard.press('ArrowDown')
    const box = main.getByRole('region', { name: /^Version of/ })
    await box.locator('ins', { hasText: 'three' }).waitFor()
    await box.locator('del', { hasText: 'two' }).first().waitFor()
    expect(await findViolations(main)).toEqual([])
    await box.getByRole('radio', { name: 'Whole' }).click()
    await box.getByText(long).waitFor()
    await box.getByRole('button', { name: 'Bring this version back' }).press('Enter')
    await expect.poll(() => versionButtons(main).count()).toBe(3)
    expect(program.composeWindows()).toHaveLength(0)
    await main.getByText(/^the version of .* again$/).waitFor()
    expect(await main.locator('article .draft-text').innerText()).toContain(long)
  })

  it('are opened as a draft of their own', async () => {
    await versionButtons(main).nth(1).click()
    const copy = await program.compose(() =>
      main.getByRole('button', { name: 'Open as a new draft' }).click(),
    )
    expect(await bodyOf(copy).innerText()).toContain('three things')
    await closeLetter(copy)
    await expect.poll(() => rows().count()).toBe(3)
  })

  it('come back into the open window, whose text is kept, and Undo puts that back', async () => {
    const page = await program.compose(() => row('Thank you for the boat').dblclick())
    await page.setViewportSize({ width: 1280, height: 800 })
    await bodyOf(page).fill(long)
    await page.getByRole('button', { name: 'Save draft' }).click()
    await saved(page)
    await bodyOf(page).fill('typed and not saved')
    await page.keyboard.press('Shift+F9')
    const dialog = page.getByRole('dialog', { name: 'Earlier versions' })
    await expect.poll(() => versionButtons(page).count()).toBe(2)
    await versionButtons(page).nth(1).click()
    await dialog.locator('ins', { hasText: 'typed' }).waitFor()
    expect(await findViolations(page)).toEqual([])
    await dialog.getByRole('button', { name: 'Bring this version back' }).click()
    await page.getByText(/^The version of .* was brought back\.$/).waitFor()
    await expect.poll(() => bodyOf(page).innerText()).toContain(long)
    await saved(page)
    expect(await findViolations(page)).toEqual([])
    await page.getByRole('button', { name: 'Take that back' }).click()
    await expect.poll(() => bodyOf(page).innerText()).toContain('typed and not saved')
    await closeLetter(page)
  })

  it('brought back in the list while the window is open are shown there; nothing typed is lost', async () => {
    const page = await program.compose(() => row('Thank you for the boat').dblclick())
    await row('Thank you for the boat').click()
    const count = await versionButtons(main).count()
    await versionButtons(main).last().click()
    await bodyOf(page).fill('typed at the last moment, and long enough to be missed')
    await main.getByRole('button', { name: 'Bring this version back' }).click()
    await page.getByText(/was brought back/).waitFor()
    await expect.poll(() => bodyOf(page).innerText()).not.toContain('last moment')
    await expect.poll(() => versionButtons(main).count()).toBeGreaterThan(count)
    await page.getByRole('button', { name: 'Take that back' }).click()
    await expect.poll(() => bodyOf(page).innerText()).toContain('last moment')
    await closeLetter(page)
  })
})

describe('discarding', () => {
  it('a message is taken back by Undo in the main window', async () => {
    const page = await newMessageByKey(program)
    await writeLetter(page, { to: ['kim@example.org'], subject: 'Thrown away' })
    await saved(page)
    await discardLetter(page)
    await main.getByText('Discarded: “Thrown away”').waitFor()
    expect(await findViolations(main)).toEqual([])
    await main.getByRole('button', { name: 'Undo' }).click()
    await row('Thrown away').click()
    await main.getByRole('heading', { name: 'Thrown away' }).waitFor()
  })

  it('in the list: it is kept under Discarded, taken back there, or deleted for good', async () => {
    await row('Thrown away').focus()
    await main.keyboard.press('Delete')
    await main.getByText('Discarded: “Thrown away”').waitFor()
    await row('Thrown away').click()
    await main.getByText('Kept for 7 days after it was discarded.').waitFor()
    expect(await findViolations(main)).toEqual([])
    await main.getByRole('button', { name: 'Take it back' }).click()
    await main.getByRole('button', { name: 'Continue writing' }).waitFor()
    await main.getByRole('toolbar', { name: 'Draft' }).getByRole('button', { name: 'Delete' }).click()
    await row('Thrown away').click()
    await main.getByRole('button', { name: 'Delete for good' }).click()
    await expect.poll(() => row('Thrown away').count()).toBe(0)
  })

  it('a message in which nothing was written leaves nothing behind', async () => {
    const before = await rows().count()
    await discardLetter(await newMessageByKey(program))
    await expect.poll(() => rows().count()).toBe(before)
  })
})

describe('P24: closing', () => {
  it('a window stays while the disk takes nothing, and closes once it does', async () => {
    const page = await newMessageByKey(program)
    await writeLetter(page, { to: ['anna@example.org'], subject: 'Held' })
    await saved(page)
    const database = new DatabaseSync(join(dataDir, 'outbox.db'))
    database.exec(
      "CREATE TRIGGER full BEFORE UPDATE ON drafts BEGIN SELECT RAISE(ABORT, 'the disk is full'); END",
    )
    await bodyOf(page).fill('typed while nothing can be written')
    void page.close({ runBeforeUnload: true })
    const dialog = page.getByRole('dialog')
    await dialog.getByText('This message is not on the disk').waitFor()
    expect(await findViolations(page)).toEqual([])
    await dialog.getByRole('button', { name: 'Copy the text' }).click()
    await dialog.getByRole('button', { name: 'Copied' }).waitFor()
    await dialog.getByRole('button', { name: 'Keep the window' }).click()
    void page.close({ runBeforeUnload: true })
    await dialog.getByText('This message is not on the disk').waitFor()
    database.exec('DROP TRIGGER full')
    database.close()
    const closed = page.waitForEvent('close')
    await dialog.getByRole('button', { name: 'Save again and close' }).click()
    await closed
    const drafts = await main.evaluate(() => window.sendoff.drafts.list())
    expect(JSON.stringify(drafts)).toContain('typed while nothing can be written')
  })

  it('a window waits for a slow disk, says so, and closes by itself', async () => {
    const page = await program.compose(() => row('Held').dblclick())
    await bodyOf(page).fill('typed while another holds the database')
    const lock = new DatabaseSync(join(dataDir, 'outbox.db'))
    lock.exec('BEGIN IMMEDIATE')
    void page.close({ runBeforeUnload: true })
    await page.getByRole('dialog').getByText('The disk does not answer yet').waitFor({ timeout: 15_000 })
    const closed = page.waitForEvent('close')
    lock.exec('ROLLBACK')
    lock.close()
    await closed
    const drafts = await main.evaluate(() => window.sendoff.drafts.list())
    expect(JSON.stringify(drafts)).toContain('typed while another holds the database')
  })
})
