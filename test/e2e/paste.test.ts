// What other programs put on the clipboard, pasted into a letter: test/data/paste/NAME.html, and what is to stand there.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { tryPractice } from './support/hands.ts'
import { richLetter } from './support/rich-letter.ts'
import { useProgram } from './support/use-program.ts'

const folder = join(import.meta.dirname, '../data/paste')
const names = readdirSync(folder)
  .filter((name) => name.endsWith('.html') && !name.endsWith('.expected.html'))
  .map((name) => name.slice(0, -'.html'.length))

const program = useProgram()
let page: Page
const asked: string[] = []

beforeAll(async () => {
  page = await tryPractice(program)
  page.context().on('request', (request) => {
    if (!/\/\/sendoff|^blob:|^data:image\/gif/.test(request.url())) asked.push(request.url())
  })
}, 90_000)

const { body, hand } = richLetter(() => page)

/** An empty letter: by way of the plain text, which leaves nothing of the one before. */
async function begin(): Promise<void> {
  await body().focus()
  await page.keyboard.press('Control+Shift+p')
  await body().fill('')
  await page.getByRole('button', { name: 'Make it rich text' }).click()
  await expect.poll(() => body().innerHTML()).toBe('<div><br></div>')
  await body().focus()
}

/** What the clipboard gives, handed to the text; the text afterwards, a line for each block. */
async function paste(html: string): Promise<string> {
  await begin()
  const before = await body().innerHTML()
  await hand({ 'text/html': html })
  await expect.poll(() => body().innerHTML()).not.toBe(before)
  return layOut(await body().innerHTML())
}

/** Addresses and names that are new each time become the same; each block ends its line. */
function layOut(html: string): string {
  return html
    .replaceAll('\u200b', '')
    .replaceAll(/blob:[^"]+/g, 'blob:')
    .replaceAll(/data-cid="[^"]+"/g, 'data-cid=""')
    .replaceAll(
      /<\/(?:blockquote|caption|colgroup|d[dlt]|div|h[1-6]|li|ol|p|pre|t[dhr]|table|tbody|thead|ul)>\s*/g,
      (end) => `${end.trim()}\n`,
    )
}

describe('what other programs copy', () => {
  it.each(names)('is pasted as text of the letter: %s', async (name) => {
    const found = await paste(readFileSync(join(folder, `${name}.html`), 'utf8'))
    const file = join(folder, `${name}.expected.html`)
    expect(found).toBe(readFileSync(file, 'utf8'))
  })

  it('is pasted as text alone by Ctrl+Shift+V', async () => {
    await paste('<p>one <b>bold</b> word</p>')
    await page.keyboard.press('Control+a')
    await page.keyboard.press('Control+c')
    await begin()
    await page.keyboard.press('Control+Shift+v')
    await expect.poll(() => body().innerText()).toContain('one bold word')
    expect(await body().innerHTML()).not.toMatch(/<(?:b|p)\b/)
  })

  it('asks for nothing while it is pasted', () => {
    expect(names.length).toBeGreaterThanOrEqual(45)
    expect(asked).toEqual([])
  })

  it('all that is selected goes with one key, a table too, and comes back', async () => {
    await paste('<table><tr><td>one</td><td>two</td></tr></table><p>three</p>')
    const full = await body().innerHTML()
    await page.keyboard.press('Control+a')
    await page.keyboard.press('Delete')
    await expect.poll(() => body().innerHTML()).toBe('<div><br></div>')
    await page.keyboard.press('Control+z')
    await expect.poll(() => body().innerText()).toContain('three')
    expect((await body().innerHTML()).includes('<table')).toBe(full.includes('<table'))
    await page.keyboard.press('Control+a')
    await page.keyboard.press('Backspace')
    await page.keyboard.type('new')
    await expect.poll(() => body().innerText()).toBe('new')
  })
})
