// Files of a message, what is known before it goes, reminders, and options: by role and visible label.
import { closeSync, ftruncateSync, openSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  discardLetter,
  entryIn,
  goTo,
  newMessage,
  sendLetter,
  writeLetter,
  savedLine,
} from './support/hands.ts'
import {
  createProfile,
  findViolations,
  removeProfile,
  startProgram,
  type Program,
} from './support/program.ts'

let program: Program
const dataDir = createProfile()

beforeAll(async () => {
  program = await startProgram({ dataDir })
  const first = await program.compose(() =>
    program.main.getByRole('button', { name: 'Try it with the practice server' }).click(),
  )
  // The server says what it takes while the first message goes over it.
  await writeLetter(first, { to: ['anna@practice.test'], subject: 'First' })
  await sendLetter(first)
  await goTo(program.main, 'Outbox')
  await entryIn(program.main, 'First').getByText('Handed over').waitFor()
}, 90_000)

afterAll(async () => {
  expect(program.faults()).toEqual([])
  await program.quit()
  removeProfile(dataDir)
})

/** A window that says soon what it waits for in vain. */
async function openLetter(): Promise<Page> {
  const page = await newMessage(program)
  page.setDefaultTimeout(5_000)
  return page
}

const files = (page: Page) => page.getByRole('complementary', { name: 'Attachments' })
const names = (page: Page) => files(page).locator('.name').allInnerTexts()
const before = (page: Page) => page.getByRole('status', { name: 'Before it goes' })
const fileButton = (page: Page, name: string) => files(page).getByRole('button', { name, exact: true })

async function attach(page: Page, ...paths: readonly string[]): Promise<void> {
  const chooser = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: 'Attach files' }).last().click()
  await (await chooser).setFiles([...paths])
}

function file(name: string, text: string): string {
  const path = join(dataDir, name)
  writeFileSync(path, text)
  return path
}

/** A picture that PNG cannot make small. */
async function noisyPicture(page: Page, name: string, edge: number): Promise<void> {
  await page.getByRole('textbox', { name: 'Message body' }).evaluate(
    async (body, given) => {
      const canvas = new OffscreenCanvas(given.edge, given.edge)
      const context = canvas.getContext('2d')
      const image = context?.createImageData(given.edge, given.edge)
      if (context == null || image === undefined) throw new Error('no canvas')
      for (let at = 0; at < image.data.length; at++)
        image.data[at] = at % 4 === 3 ? 255 : Math.floor(Math.random() * 256)
      context.putImageData(image, 0, 0)
      const blob = await canvas.convertToBlob({ type: 'image/png' })
      const data = new DataTransfer()
      data.items.add(new File([blob], given.name, { type: 'image/png' }))
      body.dispatchEvent(new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer: data }))
    },
    { name, edge },
  )
  await files(page).getByRole('group', { name }).waitFor()
}

describe('files of a message', () => {
  it('are renamed, put in order, removed and had back, by keyboard alone', async () => {
    const page = await openLetter()
    await attach(page, file('a.txt', 'one'), file('b.txt', 'two'), file('c.txt', 'three'))
    await expect.poll(() => names(page)).toEqual(['a.txt', 'b.txt', 'c.txt'])
    await fileButton(page, 'c.txt').focus()
    await page.keyboard.press('Alt+ArrowUp')
    await expect.poll(() => names(page)).toEqual(['a.txt', 'c.txt', 'b.txt'])
    await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe('c.txt')
    await page.keyboard.press('F2')
    await page.getByRole('textbox', { name: 'File name' }).waitFor()
    await page.keyboard.type('plan')
    await page.keyboard.press('Enter')
    await expect.poll(() => names(page)).toEqual(['a.txt', 'plan.txt', 'b.txt'])
    await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe('plan.txt')
    await page.keyboard.press('Delete')
    await expect.poll(() => names(page)).toEqual(['a.txt', 'b.txt'])
    await files(page).getByText('plan.txt was removed.').waitFor()
    expect(await findViolations(page)).toEqual([])
    await fileButton(page, 'Undo').press('Enter')
    await expect.poll(() => names(page)).toEqual(['a.txt', 'plan.txt', 'b.txt'])
    await fileButton(page, 'More about a.txt').press('Enter')
    await page.getByRole('menuitem', { name: 'Move down' }).press('Enter')
    await expect.poll(() => names(page)).toEqual(['plan.txt', 'a.txt', 'b.txt'])
    await discardLetter(page)
  })

  it('a renamed picture keeps its thumb: its octets are not read again', async () => {
    const page = await openLetter()
    await noisyPicture(page, 'noise.png', 40)
    const thumb = files(page).locator('.thumb img')
    const shown = await thumb.getAttribute('src')
    await fileButton(page, 'noise.png').press('F2')
    await page.getByRole('textbox', { name: 'File name' }).fill('sea.png')
    await page.keyboard.press('Enter')
    await fileButton(page, 'sea.png').waitFor()
    expect(await thumb.getAttribute('src')).toBe(shown)
    await discardLetter(page)
  })

  it('P23: a file that changes on the disk is said, and taken anew on wish', async () => {
    const page = await openLetter()
    const path = file('crew.csv', 'one')
    utimesSync(path, 1_000, 1_000)
    await attach(page, path)
    await expect.poll(() => names(page)).toEqual(['crew.csv'])
    await page.keyboard.press('Control+s')
    writeFileSync(path, 'one and two')
    await page.evaluate(() => window.dispatchEvent(new Event('focus')))
    await files(page).getByText('The original changed at').waitFor()
    await fileButton(page, 'Take the new one').click()
    await files(page).getByText('11 octets').waitFor()
    await expect.poll(() => files(page).getByText('The original changed at').count()).toBe(0)
    await discardLetter(page)
  })

  it('opens a copy of a file with the system, and does not run a program', async () => {
    const page = await openLetter()
    await attach(page, file('read.txt', 'text'), file('setup.exe', 'MZ'))
    await fileButton(page, 'read.txt').click()
    const opened = async () =>
      JSON.stringify(await program.host({ ask: 'records', member: 'shell.openPath' }))
    await expect.poll(opened).toContain('read.txt')
    await fileButton(page, 'setup.exe').click()
    await before(page).getByText('setup.exe is a program. Sendoff does not run it.').first().waitFor()
    expect(await opened()).not.toContain('setup.exe')
    await discardLetter(page)
  })

  it('a picture has a thumb and its size, is made smaller, and is had back', async () => {
    const page = await openLetter()
    await noisyPicture(page, 'noise.png', 1_000)
    const row = files(page).getByRole('group', { name: 'noise.png' })
    await row.getByText('1000 × 1000').waitFor()
    const size = await row.locator('.z').innerText()
    await row.hover()
    await fileButton(page, 'More about noise.png').click()
    await page.getByRole('menuitem', { name: 'at most 800 pixels' }).click()
    await files(page).getByRole('group', { name: 'noise.jpg' }).getByText('800 × 800').waitFor()
    await files(page).getByText('noise.png was made smaller.').waitFor()
    expect(await findViolations(page)).toEqual([])
    await fileButton(page, 'Undo').click()
    // It is read once more for them.
    await row.getByText('1000 × 1000').waitFor()
    expect(await row.locator('.z').innerText()).toBe(size)
    await discardLetter(page)
  })
})

describe('before it goes', () => {
  it('asks for the file that the text speaks of and for a subject, and sends anyway on a word', async () => {
    const page = await openLetter()
    await page.getByRole('combobox', { name: 'To', exact: true }).fill('ada@practice.test')
    await page.keyboard.press('Enter')
    await page.getByRole('textbox', { name: 'Message body' }).fill('The plan is attached.')
    await before(page).getByText('You wrote “attached”, and no file is attached.').waitFor()
    await before(page).getByText('There is no subject.').first().waitFor()
    await page.getByRole('button', { name: 'Send', exact: true }).click()
    await page.getByRole('button', { name: 'Send anyway' }).waitFor()
    expect(await findViolations(page)).toEqual([])
    await before(page).getByRole('button', { name: 'Write a subject' }).click()
    await page.keyboard.type('The plan')
    await expect.poll(() => before(page).getByText('There is no subject.').count()).toBe(0)
    await sendLetter(page, 'Send anyway')
    await goTo(program.main, 'Outbox')
    await entryIn(program.main, 'The plan').getByText('Handed over').waitFor()
  })

  it('a reminder that is switched off is silent', async () => {
    await goTo(program.main, 'Settings')
    await program.main.getByRole('switch', { name: 'Empty subject' }).click()
    const page = await openLetter()
    await page.getByRole('combobox', { name: 'To', exact: true }).fill('ada@practice.test')
    await page.keyboard.press('Enter')
    await page.getByRole('textbox', { name: 'Message body' }).fill('Hello.')
    await sendLetter(page)
    await program.main.getByRole('switch', { name: 'Empty subject' }).click()
  })

  it('P30: a message over SIZE is named before it goes, with the meter and what helps', async () => {
    const page = await openLetter()
    await writeLetter(page, { to: ['ada@practice.test'], subject: 'Film' })
    const path = join(dataDir, 'film.mov')
    const descriptor = openSync(path, 'w')
    ftruncateSync(descriptor, 60_000_000)
    closeSync(descriptor)
    await attach(page, path)
    await before(page).getByText('This will be refused: film.mov alone is over').waitFor({ timeout: 20_000 })
    await files(page).getByRole('meter', { name: 'Size on the wire' }).waitFor()
    await page.getByRole('button', { name: 'Send', exact: true }).click()
    await page.getByRole('button', { name: 'Send anyway' }).waitFor()
    expect(await findViolations(page)).toEqual([])
    await fileButton(page, 'Remove film.mov').click()
    await expect.poll(() => before(page).getByText('This will be refused').count()).toBe(0)
    await discardLetter(page)
  })

  it('a paused outbox is said, and resumed from there', async () => {
    await program.main.evaluate(() =>
      (
        window as unknown as { sendoff: { settings: { set(change: object): Promise<unknown> } } }
      ).sendoff.settings.set({ sending: 'paused' }),
    )
    const page = await openLetter()
    await before(page).getByText('Sending is paused').first().waitFor()
    await before(page).getByRole('button', { name: 'Resume sending' }).click()
    await expect.poll(() => before(page).getByText('Sending is paused').count()).toBe(0)
    await discardLetter(page)
  })
})

it('options of a message are shown, kept with the draft, and had away again', async () => {
  const page = await openLetter()
  await page.getByRole('textbox', { name: 'Subject' }).fill('Options')
  await page.getByRole('button', { name: 'Options', exact: true }).click()
  const panel = page.getByRole('dialog', { name: 'Options' })
  await panel.getByRole('textbox', { name: 'Replies go to' }).fill('office@example.org')
  await panel
    .getByRole('combobox', { name: 'Reports of what became of it' })
    .selectOption('When it is late or refused')
  await panel.getByRole('checkbox', { name: 'Ask for a read receipt' }).check()
  await panel.getByRole('button', { name: 'Add a field' }).click()
  await panel.getByRole('textbox', { name: 'Field name' }).fill('X-Project')
  await panel.getByRole('textbox', { name: 'Value of X-Project' }).fill('Oak')
  expect(await findViolations(page)).toEqual([])
  await page.keyboard.press('Escape')
  const goes = page.getByText('replies to office@example.org')
  await goes.waitFor()
  await page.getByText('1 own header field').waitFor()
  await page.getByRole('button', { name: 'Save draft' }).click()
  await savedLine(page).waitFor()
  const drafts = await program.main.evaluate(() =>
    (window as unknown as { sendoff: { drafts: { list(): Promise<unknown> } } }).sendoff.drafts.list(),
  )
  expect(JSON.stringify(drafts)).toContain(
    '"options":{"replyTo":"office@example.org","dsn":{"notify":["failure","delay"],"ret":"headers"},"readReceipt":true,"headers":[{"name":"X-Project","value":"Oak"}]}',
  )
  await discardLetter(page)
})
