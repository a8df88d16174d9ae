// Spelling, the menu of the secondary mouse button, the language of a message and the direction of its text.
import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { goTo, tryPractice } from './support/hands.ts'
import { findViolations } from './support/program.ts'
import { richLetter } from './support/rich-letter.ts'
import { useProgram } from './support/use-program.ts'

const program = useProgram()
let page: Page

beforeAll(async () => {
  page = await tryPractice(program)
  await page.setViewportSize({ width: 1280, height: 800 })
}, 90_000)

const { body, html, begin } = richLetter(() => page)

async function beginLines(...lines: readonly string[]): Promise<void> {
  await begin()
  for (const [index, line] of lines.entries()) {
    if (index > 0) await page.keyboard.press('Enter')
    await page.keyboard.insertText(line)
  }
}

/** What main asked of Electron, the last time. */
async function lastOf(member: string): Promise<unknown> {
  const all = (await program.host({ ask: 'records', member })) as readonly { args: readonly unknown[] }[]
  return all.at(-1)?.args[0]
}

async function pressed(member: string): Promise<number> {
  return ((await program.host({ ask: 'records', member })) as readonly unknown[]).length
}

/** The labels of the menu that the secondary button opens here. */
async function menuAt(x: number, y: number): Promise<readonly string[]> {
  const before = await pressed('Menu.popup')
  await body().click({ button: 'right', position: { x, y } })
  await expect.poll(() => pressed('Menu.popup')).toBe(before + 1)
  return (await lastOf('Menu.popup')) as readonly string[]
}

/** Where a piece of the text is, within the text. */
async function placeOf(selector: string): Promise<{ x: number; y: number }> {
  const [outer, inner] = await Promise.all([body().boundingBox(), body().locator(selector).boundingBox()])
  if (outer === null || inner === null) throw new Error(`${selector} is not shown`)
  return { x: inner.x - outer.x + Math.min(20, inner.width / 2), y: inner.y - outer.y + inner.height / 2 }
}

async function openOptions(): Promise<void> {
  await page.getByRole('button', { name: 'Options', exact: true }).click()
}

describe('spelling', () => {
  it('is off as it comes, with no language, so that no word list is loaded', async () => {
    expect(await lastOf('session.setSpellCheckerEnabled')).toBe(false)
    expect(await lastOf('session.setSpellCheckerLanguages')).toEqual([])
  })

  it('is turned on with its languages in the settings', async () => {
    const { main } = program
    await goTo(main, 'Settings')
    await main.getByText('loaded once from a server of Google').waitFor()
    await main.getByRole('switch', { name: 'Check spelling' }).click()
    await expect.poll(() => lastOf('session.setSpellCheckerEnabled')).toBe(true)
    expect(await lastOf('session.setSpellCheckerLanguages')).toEqual(['en-US'])
    await main.getByRole('combobox', { name: 'Add a language' }).selectOption({ label: 'German' })
    await expect.poll(() => lastOf('session.setSpellCheckerLanguages')).toEqual(['de'])
    await main.getByRole('combobox', { name: 'Add a language' }).selectOption({ label: 'British English' })
    await expect.poll(() => lastOf('session.setSpellCheckerLanguages')).toEqual(['de', 'en-GB'])
    expect(await findViolations(main)).toEqual([])
    await main.getByRole('button', { name: 'Remove German' }).click()
    await expect.poll(() => lastOf('session.setSpellCheckerLanguages')).toEqual(['en-GB'])
  })

  it('follows the language of the message, which its fields carry', async () => {
    await page.bringToFront()
    await openOptions()
    await page.getByRole('combobox', { name: 'Language of the text' }).selectOption('he')
    await page.keyboard.press('Escape')
    await page.getByText('in Hebrew').waitFor()
    await expect.poll(() => lastOf('session.setSpellCheckerLanguages')).toEqual(['he'])
    for (const field of [body(), page.getByRole('textbox', { name: 'Subject' })]) {
      expect(await field.getAttribute('lang')).toBe('he')
      expect(await field.getAttribute('spellcheck')).toBe('true')
    }
    await page.keyboard.press('Control+Shift+p')
    expect(await body().getAttribute('lang')).toBe('he')
    await page.keyboard.press('Control+Shift+p')
    expect(await findViolations(page)).toEqual([])
  })
})

describe('the menu of the secondary button', () => {
  it('puts a suggestion in the place of a misspelled word, and learns words', async () => {
    await beginLines('wrold peace')
    await program.host({ ask: 'misspelling', word: 'wrold', suggestions: ['world', 'wold'] })
    const { x, y } = await placeOf('div')
    const labels = await menuAt(x, y)
    expect(labels.slice(0, 4)).toEqual(['world', 'wold', 'separator', 'Add “wrold” to the dictionary'])
    expect(labels).toEqual(expect.arrayContaining(['Cut', 'Copy', 'Paste', 'Paste as text', 'Select all']))
    await program.host({ ask: 'choose', from: 'popup', label: 'world' })
    await expect.poll(() => body().innerText()).toMatch(/world\s+peace/)
    await program.host({ ask: 'choose', from: 'popup', label: 'Add “wrold” to the dictionary' })
    expect(await lastOf('session.addWordToSpellCheckerDictionary')).toBe('wrold')
  })

  it('copies the address of a link', async () => {
    await beginLines('')
    await page.keyboard.press('Control+k')
    const dialog = page.getByRole('dialog', { name: 'Add a link' })
    await dialog.getByRole('textbox', { name: 'Text' }).fill('our page')
    await dialog.getByRole('textbox', { name: 'Address' }).fill('example.org/a')
    await page.keyboard.press('Enter')
    await dialog.waitFor({ state: 'hidden' })
    const { x, y } = await placeOf('a')
    const labels = await menuAt(x, y)
    expect(labels.slice(0, 2)).toEqual(['Open example.org in the browser', 'Copy link address'])
    await program.host({ ask: 'choose', from: 'popup', label: labels[0] ?? '' })
    expect(await lastOf('shell.openExternal')).toBe('https://example.org/a')
  })
})

describe('text from right to left', () => {
  const sideOf = (selector: string) =>
    body()
      .locator(selector)
      .last()
      .evaluate((element) => {
        const range = document.createRange()
        range.selectNodeContents(element)
        const [line, box] = [range.getBoundingClientRect(), element.getBoundingClientRect()]
        return line.left - box.left > box.right - line.right ? 'right' : 'left'
      })

  it('runs by the first letter of each paragraph, in lists too, and is sent so', async () => {
    await beginLines('שלום לכולם', 'Hello all')
    expect(await sideOf('div:has-text("שלום")')).toBe('right')
    expect(await sideOf('div:has-text("Hello")')).toBe('left')
    await page.keyboard.press('Enter')
    await page.keyboard.press('Control+Shift+Digit8')
    await page.keyboard.insertText('ראשון')
    expect(
      await body()
        .locator('ul')
        .evaluate((list) => getComputedStyle(list).direction),
    ).toBe('rtl')
    await page.keyboard.press('F9')
    const source = page.getByRole('dialog').filter({ hasText: 'Content-Language' })
    await source.getByText('Content-Language: he').first().waitFor()
    await page.keyboard.press('Escape')
  })

  it('is set for the paragraphs that are selected, and taken back', async () => {
    await beginLines('12 + 3')
    const more = page
      .getByRole('toolbar', { name: 'Formatting' })
      .getByRole('button', { name: 'More', exact: true })
    await more.click()
    await page.getByRole('menuitem', { name: 'Right to left' }).click()
    expect(await html()).toBe('<div dir="rtl">12 + 3</div>')
    await page.keyboard.press('Control+z')
    expect(await html()).not.toContain('rtl')
    await page.keyboard.press('Control+Shift+Digit9')
    await more.press('Enter')
    await page.getByRole('menuitem', { name: 'Right to left' }).press('Enter')
    expect(await html()).toMatch(/<ol dir="rtl"><li dir="rtl">/)
    await more.press('Enter')
    await page.getByRole('menuitem', { name: 'Right to left' }).press('Enter')
    expect(await html()).toMatch(/<ol dir="auto"><li>/)
  })
})
