// The rich text editor of the compose window, as a person uses it: by role and label, and by keyboard alone.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { tryPractice } from './support/hands.ts'
import { findViolations } from './support/program.ts'
import { richLetter } from './support/rich-letter.ts'
import { useProgram } from './support/use-program.ts'

const program = useProgram()
let page: Page

beforeAll(async () => {
  page = await tryPractice(program)
}, 90_000)

const { body, html, tool, begin, hand } = richLetter(() => page)

/** What a clipboard gives, handed to the text. */
async function paste(html: string): Promise<void> {
  await hand({ 'text/html': html, 'text/plain': 'plain' })
  await page.waitForTimeout(50)
}

describe('the rich text editor', () => {
  it('makes bold by key and by tool, and takes it back', async () => {
    await begin('one ')
    await page.keyboard.press('Control+b')
    await page.keyboard.type('two')
    expect(await html()).toContain('<b>two')
    await page.keyboard.press('Control+z')
    expect(await html()).not.toContain('two')
    await page.keyboard.press('Control+y')
    expect(await html()).toContain('<b>two')
    expect(await findViolations(page)).toEqual([])
  })

  it('has one stop for Tab in its toolbar, and arrows inside of it', async () => {
    await tool('Bold').focus()
    await page.keyboard.press('ArrowRight')
    expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe('Italic')
    await page.keyboard.press('Escape')
    expect(await page.evaluate(() => document.activeElement?.getAttribute('role'))).toBe('textbox')
  })

  it('nests lists with Tab', async () => {
    await begin('first')
    await page.keyboard.press('Control+Shift+Digit8')
    await page.keyboard.press('Enter')
    await page.keyboard.press('Tab')
    await page.keyboard.type('second')
    expect(await html()).toMatch(/<ul[^>]*>.*first.*<ul[^>]*>.*second/)
  })

  it('leaves a quote open in two where Enter is pressed twice in it', async () => {
    await begin('')
    await paste('<blockquote><div>above</div><div>below</div></blockquote>')
    await page.keyboard.press('Control+Home')
    await page.keyboard.press('End')
    await page.keyboard.press('Enter')
    await page.keyboard.press('Enter')
    await page.keyboard.type('answer')
    expect(await html()).toMatch(/<blockquote>.*above.*<\/blockquote>.*answer.*<blockquote>.*below/)
  })

  it('becomes plain and rich again without losing a word, and gives formatting back', async () => {
    await begin('')
    await paste(
      '<p>Dear <b>all</b>,</p><ul><li>one<li>two</ul><blockquote>quoted</blockquote><p><a href="https://example.org/x">here</a></p>',
    )
    await page.keyboard.press('Control+Shift+p')
    const plain = await body().inputValue()
    for (const part of ['Dear all,', '- one', '- two', '> quoted', 'here <https://example.org/x>'])
      expect(plain).toContain(part)
    expect(await findViolations(page)).toEqual([])
    await page.getByText('Formatting is left out').waitFor()
    await page.getByRole('button', { name: 'Undo', exact: true }).click()
    expect(await html()).toContain('<b>all</b>')
    await page.keyboard.press('Control+Shift+p')
    await page.keyboard.press('Control+Shift+p')
    expect(await body().innerText()).toContain('Dear all,')
    expect(await html()).toContain('<blockquote')
  })

  it('makes a link of an address that a letter may have, and of no other', async () => {
    await begin('')
    await page.keyboard.press('Control+k')
    const dialog = page.getByRole('dialog', { name: 'Add a link' })
    await dialog.getByRole('textbox', { name: 'Text' }).fill('our page')
    await dialog.getByRole('textbox', { name: 'Address' }).fill('javascript:alert(1)')
    await page.keyboard.press('Enter')
    await dialog.getByText('A link goes to a web address').waitFor()
    expect(await findViolations(page)).toEqual([])
    await dialog.getByRole('textbox', { name: 'Address' }).fill('example.org/a')
    await page.keyboard.press('Enter')
    await dialog.waitFor({ state: 'hidden' })
    expect(await html()).toContain('<a href="https://example.org/a">our page</a>')
  })

  it('finds and replaces all in one step', async () => {
    await begin('red and Red and red')
    await page.keyboard.press('Control+h')
    await page.getByRole('textbox', { name: 'Find', exact: true }).fill('red')
    await page.getByText('1 of 3').waitFor()
    await page.getByRole('textbox', { name: 'Replace by' }).fill('blue')
    expect(await findViolations(page)).toEqual([])
    await page.getByRole('button', { name: 'Replace all' }).click()
    expect(await body().innerText()).toContain('blue and blue and blue')
    await page.getByRole('button', { name: 'Close', exact: true }).click()
    await page.keyboard.press('Control+z')
    expect(await body().innerText()).toContain('red and Red and red')
  })

  it('inserts an emoji by keyboard', async () => {
    await begin('hello ')
    await page.keyboard.press('Control+.')
    await page.getByRole('combobox', { name: 'Find an emoji' }).fill('waving hand')
    expect(await findViolations(page)).toEqual([])
    await page.keyboard.press('Enter')
    expect(await body().innerText()).toMatch(/hello\s👋/)
    await page.keyboard.press('Control+.')
    const find = page.getByRole('combobox', { name: 'Find an emoji' })
    await find.fill('cat')
    await page.keyboard.press('Escape')
    await find.waitFor({ state: 'hidden' })
    expect(await page.evaluate(() => document.activeElement?.getAttribute('role'))).toBe('textbox')
  })

  it('keeps a pasted picture in the text, with its file, and lets it go with its file', async () => {
    await begin('')
    await body().evaluate(async (element) => {
      const canvas = new OffscreenCanvas(60, 40)
      canvas.getContext('2d')?.fillRect(0, 0, 60, 40)
      const data = new DataTransfer()
      data.items.add(new File([await canvas.convertToBlob()], 'dot.png', { type: 'image/png' }))
      element.dispatchEvent(
        new ClipboardEvent('paste', { bubbles: true, cancelable: true, clipboardData: data }),
      )
    })
    await page.getByText('in the text').waitFor()
    const image = body().getByRole('img').or(body().locator('img'))
    await image.first().click()
    await page.getByRole('spinbutton', { name: 'Width' }).fill('120')
    await page.getByRole('textbox', { name: 'Description' }).fill('A dot')
    await page.keyboard.press('Tab')
    expect(await html()).toMatch(/<img(?=[^>]*width="120")(?=[^>]*alt="A dot")/)
    expect(await findViolations(page)).toEqual([])
    await page.getByRole('button', { name: 'Remove the picture' }).click()
    await page.getByText('in the text').waitFor({ state: 'hidden' })
    await body().focus()
    await page.keyboard.press('Control+z')
    await page.getByText('in the text').waitFor()
  })
})

describe('hostile HTML', () => {
  const cases = JSON.parse(
    readFileSync(join(import.meta.dirname, '../data/hostile-html/cases.json'), 'utf8'),
  ) as readonly string[]

  it('never runs, never asks for anything, and never stays', async () => {
    const asked: string[] = []
    const context = page.context()
    page.on('dialog', (dialog) => {
      asked.push(`dialog ${dialog.message()}`)
      void dialog.dismiss()
    })
    context.on('request', (request) => {
      if (!/\/\/sendoff|^blob:|^data:image\/gif/.test(request.url())) asked.push(request.url())
    })
    await page.evaluate(() => {
      Object.assign(window, { marks: 0, mark: () => ((window as unknown as { marks: number }).marks += 1) })
    })
    const left: string[] = []
    for (const given of cases) {
      await begin('')
      await paste(given)
      const stays = await body().evaluate((root) => {
        const bad = [...root.querySelectorAll('*')].flatMap((element) => [
          ...(/^(?:a|b|blockquote|br|code|col|colgroup|dd|del|div|dl|dt|h[1-6]|hr|i|img|li|ol|p|pre|s|span|sub|sup|table|tbody|td|tfoot|th|thead|tr|u|ul)$/.test(
            element.localName,
          )
            ? []
            : [element.localName]),
          ...[...element.attributes].flatMap(({ name, value }) =>
            /^on|^id$|^name$|^srcset$|^background$|^target$/.test(name) ||
            /script:|url\(|expression|position|var\(|file:|https:\/\/evil/i.test(value)
              ? [`${name}=${value}`]
              : [],
          ),
        ])
        return bad
      })
      if (stays.length > 0) left.push(`${given} left ${stays.join(' ')}`)
    }
    expect(left).toEqual([])
    expect(asked).toEqual([])
    expect(await page.evaluate(() => (window as unknown as { marks: number }).marks)).toBe(0)
    expect(cases.length).toBeGreaterThan(100)
  })
})
