// Each tool of the rich text editor, by pointer and by keyboard: what it makes of the text.
import type { Locator, Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { tryPractice } from './support/hands.ts'
import { findViolations } from './support/program.ts'
import { richLetter } from './support/rich-letter.ts'
import { useProgram } from './support/use-program.ts'

const program = useProgram()
let page: Page

beforeAll(async () => {
  page = await tryPractice(program)
  await page.setViewportSize({ width: 1280, height: 800 })
}, 90_000)

const { body, html, tool, begin, hand } = richLetter(() => page)
const words = () =>
  body().evaluate((element) => (element as HTMLElement).innerText.replaceAll('\u200b', '').trim())

/** Selects the word before the cursor. */
async function selectWord(): Promise<void> {
  await page.keyboard.press('Control+Shift+ArrowLeft')
  await expect.poll(() => page.evaluate(() => String(getSelection()))).not.toBe('')
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))))
}

/** Opens a menu of the toolbar by keyboard, and chooses. */
async function choose(menu: string, role: 'menuitem' | 'menuitemradio', name: string): Promise<void> {
  await tool(menu).press('Enter')
  const item = page.getByRole(role, { name, exact: true })
  await item.waitFor()
  await item.press('Enter')
  await item.waitFor({ state: 'hidden' })
}

async function openColours(name: string): Promise<void> {
  await tool(name).press('Enter')
  await page.getByRole('menu', { name }).locator(':focus').waitFor()
}

async function paste(given: string): Promise<void> {
  const before = await html()
  await hand({ 'text/html': given })
  await expect.poll(html).not.toBe(before)
}

/** A picture of 60 by 40 pixels, pasted or dropped at a place of the window. */
async function givePicture(how: 'paste' | 'drop', at = { x: 0, y: 0 }): Promise<void> {
  await body().evaluate(
    async (element, { kind, place }) => {
      const canvas = new OffscreenCanvas(60, 40)
      canvas.getContext('2d')?.fillRect(0, 0, 60, 40)
      const data = new DataTransfer()
      data.items.add(new File([await canvas.convertToBlob()], 'dot.png', { type: 'image/png' }))
      const common = { bubbles: true, cancelable: true, clientX: place.x, clientY: place.y }
      element.dispatchEvent(
        kind === 'drop'
          ? new DragEvent('drop', { ...common, dataTransfer: data })
          : new ClipboardEvent('paste', { ...common, clipboardData: data }),
      )
    },
    { kind: how, place: at },
  )
  await body().locator('img').first().waitFor()
}

const picture = (): Locator => body().locator('img')
const widthOf = () => picture().evaluate((image) => Number(image.getAttribute('width')))

describe('tools', () => {
  it('set the font and the size of what is selected, and take them back', async () => {
    await begin('plain fancy')
    await selectWord()
    await choose('Font and size', 'menuitemradio', 'Georgia')
    expect(await html()).toMatch(/plain <span[^>]*font-family: Georgia, serif[^>]*>fancy/)
    await choose('Font and size', 'menuitemradio', 'Large')
    expect(await html()).toContain('font-size: 20px')
    await tool('Font and size').press('Enter')
    expect(await page.getByRole('menuitemradio', { name: 'Georgia' }).getAttribute('aria-checked')).toBe(
      'true',
    )
    expect(await findViolations(page)).toEqual([])
    await page.keyboard.press('Escape')
    await choose('Font and size', 'menuitemradio', 'Normal')
    await choose('Font and size', 'menuitemradio', 'As the reader has it')
    expect(await html()).not.toMatch(/font-family|font-size/)
  })

  it('set the colour of the text and of its ground by keyboard, and take them back', async () => {
    await begin('warm')
    await selectWord()
    await openColours('Text colour')
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('Enter')
    expect(await html()).toMatch(/[^-]color: ?(?:#c0392b|rgb\(192, 57, 43\))/)
    await openColours('Highlight')
    await page.keyboard.press('ArrowRight')
    expect(await findViolations(page)).toEqual([])
    await page.keyboard.press('Enter')
    expect(await html()).toMatch(/background-color: ?(?:#fff176|rgb\(255, 241, 118\))/)
    for (const name of ['Text colour', 'Highlight']) {
      await openColours(name)
      await page.keyboard.press('ArrowLeft')
      await page.keyboard.press('Enter')
    }
    expect(await html()).not.toContain('color')
  })

  it('make headings and a block of code, and a paragraph again', async () => {
    await begin('let x = 1')
    await choose('Kind of text', 'menuitemradio', 'Heading 1')
    expect(await html()).toContain('<h1>let x = 1')
    await choose('Kind of text', 'menuitemradio', 'Block of code')
    expect(await html()).toMatch(/<pre>let x = 1/)
    await page.keyboard.press('End')
    await page.keyboard.press('Enter')
    await page.keyboard.type('  let y')
    expect(await html()).toMatch(/<pre>let x = 1\n {2}let y\n?<\/pre>/)
    await choose('Kind of text', 'menuitemradio', 'Text')
    expect(await html()).not.toContain('<pre')
  })

  it('stand under More where there is no room, and all work from there', async () => {
    await begin('middle')
    await choose('More', 'menuitem', 'Centre')
    expect(await html()).toContain('text-align: center')
    await choose('More', 'menuitem', 'Align at the start')
    await choose('More', 'menuitem', 'Horizontal line')
    expect(await html()).toContain('<hr>')
    await begin('')
    await page.keyboard.press('Control+b')
    await page.keyboard.type('bold')
    await selectWord()
    await choose('More', 'menuitem', 'Clear formatting')
    expect(await html()).not.toContain('bold</b>')
    await page.setViewportSize({ width: 520, height: 640 })
    await begin('said')
    await choose('More', 'menuitem', 'Quote')
    expect(await html()).toContain('<blockquote')
    expect(await findViolations(page)).toEqual([])
    await choose('More', 'menuitem', 'Find')
    await page.getByRole('textbox', { name: 'Find', exact: true }).waitFor()
    await page.keyboard.press('Escape')
    await page.setViewportSize({ width: 1280, height: 800 })
  })

  it('keep a pasted table a table, which is written in and goes on', async () => {
    await begin('')
    await paste('<table border="1"><tr><td>one</td><td bgcolor="#ffff00">two</td></tr></table>')
    await body().getByRole('cell', { name: 'two' }).click()
    await page.keyboard.press('End')
    await page.keyboard.type(' more')
    expect(await html()).toMatch(/<table[^>]*>.*<td[^>]*>one.*<td[^>]*bgcolor="#ffff00"[^>]*>two more/)
    await page.keyboard.press('Control+z')
    expect(await html()).toContain('<table')
  })
})

describe('pictures', () => {
  it('are made larger and smaller by a handle, in one step that undo takes back', async () => {
    await begin('')
    await givePicture('paste')
    await picture().click()
    await page.getByRole('spinbutton', { name: 'Width' }).waitFor()
    const box = await picture().boundingBox()
    if (box === null) throw new Error('The picture is not shown')
    await page.mouse.move(box.x + box.width + 1, box.y + box.height + 1)
    await page.mouse.down()
    await page.mouse.move(box.x + box.width + 31, box.y + box.height + 10, { steps: 4 })
    await page.mouse.move(box.x + box.width + 61, box.y + box.height + 20, { steps: 4 })
    await page.mouse.up()
    expect(Math.abs((await widthOf()) - 120)).toBeLessThanOrEqual(3)
    expect(await picture().getAttribute('height')).toBe(String(Math.round(((await widthOf()) * 40) / 60)))
    await body().focus()
    await page.keyboard.press('Control+z')
    await expect.poll(widthOf).toBe(0)
    await page.keyboard.press('Control+y')
    await expect.poll(widthOf).toBeGreaterThan(100)
  })

  it('are chosen, made smaller and described by keyboard alone', async () => {
    await body().focus()
    await page.keyboard.press('Control+Home')
    await page.keyboard.press('Shift+ArrowRight')
    const width = page.getByRole('spinbutton', { name: 'Width' })
    await width.waitFor()
    await width.focus()
    await width.fill('90')
    await page.keyboard.press('Tab')
    await page.keyboard.type('A black box')
    await page.keyboard.press('Escape')
    expect(await widthOf()).toBe(90)
    expect(await picture().getAttribute('alt')).toBe('A black box')
    expect(await page.evaluate(() => document.activeElement?.getAttribute('role'))).toBe('textbox')
  })

  it('are dropped where the pointer is', async () => {
    await begin('left right')
    await page.getByRole('spinbutton', { name: 'Width' }).waitFor({ state: 'hidden' })
    const place = await body()
      .locator('div')
      .first()
      .evaluate((line) => {
        const range = document.createRange()
        const text = line.firstChild
        if (text === null) throw new Error('There is no text')
        range.setStart(text, 4)
        range.setEnd(text, 5)
        const { left, top, height } = range.getBoundingClientRect()
        return { x: left + 1, y: top + height / 2 }
      })
    await givePicture('drop', place)
    expect(await html()).toMatch(/left<img[^>]*>\s?(?:&nbsp;)?right/)
    await page.getByText('in the text').waitFor()
  })
})

describe('undo and redo', () => {
  it('go step by step through the text, by key and by tool', async () => {
    await begin('one')
    await page.keyboard.press('Enter')
    await page.keyboard.type('two')
    expect(await words()).toMatch(/^one\s+two$/)
    await tool('Undo').click()
    expect(await words()).toBe('one')
    expect(await tool('Redo').getAttribute('aria-disabled')).toBe(null)
    await tool('Redo').click()
    expect(await words()).toMatch(/^one\s+two$/)
    await page.keyboard.press('Control+z')
    await page.keyboard.type(' more')
    await expect.poll(() => tool('Redo').getAttribute('aria-disabled')).toBe('true')
  })

  it('are the field’s own in subject and recipients', async () => {
    const subject = page.getByRole('textbox', { name: 'Subject' })
    await subject.fill('')
    await subject.pressSequentially('Lunch')
    await page.keyboard.press('Control+z')
    await expect.poll(() => subject.inputValue()).not.toBe('Lunch')
    await page.keyboard.press('Control+y')
    await expect.poll(() => subject.inputValue()).toBe('Lunch')
    const to = page.getByRole('combobox', { name: 'To', exact: true })
    await to.focus()
    await to.pressSequentially('bea')
    await page.keyboard.press('Control+z')
    await expect.poll(() => to.inputValue()).not.toBe('bea')
    await to.fill('')
    expect(await words()).toMatch(/^one/)
  })
})

describe('a quote', () => {
  it('is split by Enter at the end of a line, and the answer is outside of it', async () => {
    await begin('')
    await paste(
      '<blockquote><div>above</div><blockquote><div>deep</div></blockquote><div>below</div></blockquote>',
    )
    await body().getByText('deep').click()
    await page.keyboard.press('End')
    for (let press = 0; press < 3; press += 1) await page.keyboard.press('Enter')
    await page.keyboard.type('answer')
    const outside = await body()
      .getByText('answer')
      .evaluate((line) => line.closest('blockquote') === null)
    expect(outside).toBe(true)
    expect(await words()).toMatch(/above\s+deep\s+answer\s+below/)
  })
})

describe('find and replace', () => {
  it('goes from place to place by keyboard, and replaces one of them', async () => {
    await begin('tea and tea and Tea')
    await page.keyboard.press('Control+h')
    const find = page.getByRole('textbox', { name: 'Find', exact: true })
    await find.fill('tea')
    await page.getByText('of 3').waitFor()
    await find.press('Enter')
    await find.press('Shift+Enter')
    await page.getByRole('button', { name: 'Match case' }).press('Enter')
    await page.getByText('of 2').waitFor()
    const by = page.getByRole('textbox', { name: 'Replace by' })
    await by.fill('milk')
    await by.press('Enter')
    await expect.poll(words).toMatch(/^(?:milk and tea|tea and milk) and Tea$/)
    await find.fill('coffee')
    await page.getByText('Not found', { exact: true }).waitFor()
    await find.press('Escape')
    await find.waitFor({ state: 'hidden' })
  })

  it('finds in a plain text too', async () => {
    await page.keyboard.press('Control+Shift+p')
    await body().fill('tea and tea')
    await page.keyboard.press('Control+h')
    await page.getByRole('textbox', { name: 'Find', exact: true }).fill('tea')
    await page.getByRole('textbox', { name: 'Replace by' }).fill('milk')
    await page.getByRole('button', { name: 'Replace all' }).press('Enter')
    await expect.poll(() => body().inputValue()).toBe('milk and milk')
  })
})
