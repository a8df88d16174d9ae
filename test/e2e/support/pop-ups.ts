// What opens at a button: the focus goes in, Escape leaves, and the focus is back at the button.
import type { Page } from 'playwright-core'

/** Tries every button of the screen that opens something; one line for each fault. */
export async function tryPopUps(page: Page): Promise<readonly string[]> {
  const found: string[] = []
  const all = await page.locator('button[popovertarget]:not([aria-disabled="true"]):visible').all()
  for (const button of all) {
    // Behind a dialog nothing takes the focus.
    await button.focus()
    if (!(await button.evaluate((element) => element === document.activeElement))) continue
    const name = await button.evaluate((element) => element.ariaLabel ?? element.textContent.trim())
    await page.keyboard.press('Enter')
    const inside = await button.evaluate(isInsideOf)
    await page.keyboard.press('Escape')
    const after = await button.evaluate((element) => ({
      isOpen: document.querySelector('[popover]:popover-open') !== null,
      isBack: element === document.activeElement,
    }))
    if (!inside) found.push(`the focus does not go into: ${name}`)
    if (after.isOpen) found.push(`Escape does not close: ${name}`)
    if (!after.isBack) found.push(`the focus does not come back to: ${name}`)
  }
  return found
}

/**
 * Whether the focus is in what the button opens, or that has nothing but text. Asked for some frames: what is in it is made
 * when it opens.
 */
async function isInsideOf(button: Element): Promise<boolean> {
  const target = document.getElementById(button.getAttribute('popovertarget') ?? '')
  for (let frame = 0; frame < 30; frame += 1) {
    const active = document.activeElement
    if (target !== null && active !== target && target.contains(active)) return true
    const isText =
      target?.textContent.trim() !== '' && target?.querySelector('button, input, select') === null
    if (isText && target.matches(':popover-open')) return true
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
  return false
}
