// What a key does and leaves for later, in the compose window.
import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { tryPractice } from './support/hands.ts'
import { richLetter } from './support/rich-letter.ts'
import { useProgram } from './support/use-program.ts'

const program = useProgram()
let page: Page

beforeAll(async () => {
  page = await tryPractice(program)
}, 90_000)

const { body, begin } = richLetter(() => page)
const text = () => body().evaluate((element) => element.textContent.replaceAll('\u200b', ''))

describe('typing', () => {
  it('the practice message is rich, as new messages are', async () => {
    await body().getByText('This message goes to the practice server').waitFor()
    expect(await body().getAttribute('contenteditable')).toBe('true')
  })

  it('the whole text is read once the keyboard rests, and once only', async () => {
    await begin('one')
    // What came before is saved.
    await page.waitForTimeout(1_500)
    await body().evaluate((root) => {
      const own = Object.getOwnPropertyDescriptor(Element.prototype, 'innerHTML')
      const reads: number[] = []
      Object.assign(window, { reads })
      Object.defineProperty(root, 'innerHTML', {
        configurable: true,
        get(): unknown {
          reads.push(performance.now())
          return own?.get?.call(this)
        },
      })
    })
    const reads = () => page.evaluate(() => (window as unknown as { reads: number[] }).reads.length)
    await page.keyboard.type('letters')
    const whileTyping = await reads()
    await expect.poll(reads, { timeout: 5_000 }).toBe(1)
    await page.waitForTimeout(1_500)
    expect([whileTyping, await reads()]).toEqual([0, 1])
    await body().evaluate((root) => Reflect.deleteProperty(root, 'innerHTML'))
  })

  it('a burst of Backspace is one step of undo', async () => {
    await begin('The rowing club')
    for (let key = 0; key < 5; key += 1) await page.keyboard.press('Backspace')
    await expect.poll(text).toBe('The rowing')
    await page.keyboard.press('Control+z')
    await expect.poll(text).toBe('The rowing club')
    await page.keyboard.press('Control+Shift+z')
    await expect.poll(text).toBe('The rowing')
  })

  it('the tools follow once the keyboard rests', async () => {
    await begin('plain ')
    const bold = page.getByRole('button', { name: 'Bold', exact: true })
    await page.keyboard.press('Control+b')
    await page.keyboard.type('bold')
    await expect.poll(() => bold.getAttribute('aria-pressed')).toBe('true')
    await page.keyboard.press('Home')
    await expect.poll(() => bold.getAttribute('aria-pressed')).toBe('false')
  })

  it('each line of plain text runs as its first letter does', async () => {
    await page.keyboard.press('Control+Shift+p')
    await body().fill('Hello\nשלום')
    expect(await body().evaluate((field) => getComputedStyle(field).unicodeBidi)).toBe('plaintext')
    expect(await body().getAttribute('dir')).toBeNull()
  })
})
