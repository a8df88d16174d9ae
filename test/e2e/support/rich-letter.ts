// The rich text of a compose window, as the tests of the editor look at it and write in it.
import type { Locator, Page } from 'playwright-core'
import { bodyOf } from './hands.ts'

export interface RichLetter {
  body(): Locator
  /** Its markup, without what only keeps a place for the cursor. */
  html(): Promise<string>
  /** A button of the toolbar. */
  tool(name: string): Locator
  /** Takes away what stands there, and types. */
  begin(text?: string): Promise<void>
  /** Hands over what a clipboard gives, by its type; what comes of it may take a moment. */
  hand(given: Readonly<Record<string, string>>): Promise<void>
}

/** @param page The compose window; it is asked for at each use. */
export function richLetter(page: () => Page): RichLetter {
  const body = () => bodyOf(page())
  return {
    body,
    html: () => body().evaluate((element) => element.innerHTML.replaceAll('\u200b', '')),
    // A button of a menu says what is chosen, too: “Kind of text: Heading 1”.
    tool: (name) =>
      page()
        .getByRole('toolbar', { name: 'Formatting' })
        .getByRole('button', { name: new RegExp(`^${name}(?:: .+)?$`) }),
    async begin(text = '') {
      await body().focus()
      await page().keyboard.press('Control+a')
      await page().keyboard.press('Delete')
      if (text !== '') await page().keyboard.type(text)
    },
    hand: (given) =>
      body().evaluate((element, all) => {
        const data = new DataTransfer()
        for (const [type, text] of Object.entries(all)) data.setData(type, text)
        element.dispatchEvent(
          new ClipboardEvent('paste', { bubbles: true, cancelable: true, clipboardData: data }),
        )
      }, given),
  }
}
