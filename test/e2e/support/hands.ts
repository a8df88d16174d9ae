// What a person does in every test: goes to a place, writes a letter, sends it.
import type { Locator, Page } from 'playwright-core'
import type { Program } from './program.ts'

/** A letter to be written. */
export interface Letter {
  readonly to: readonly string[]
  readonly subject: string
  /** Label of the server in "Send through"; the default where it is left out. */
  readonly over?: string
}

/** Chooses a place in the navigation of the main window. */
export function goTo(main: Page, name: string): Promise<void> {
  return main.getByRole('navigation', { name: 'Main' }).getByRole('link', { name }).click()
}

/** Opens a page of the settings. */
export async function goToSettings(main: Page, name: string): Promise<void> {
  await main.keyboard.press('Control+,')
  const link = main.getByRole('navigation', { name: 'Settings' }).getByRole('link', { name, exact: true })
  // In a narrow window the sections are a field.
  const field = main.getByRole('combobox', { name: 'Settings', exact: true })
  await link.or(field).first().waitFor()
  if (await field.isVisible()) await field.selectOption(name)
  else await link.click()
}

/** The row of a message in the outbox. */
export function entryIn(main: Page, subject: string): Locator {
  return main.getByRole('list', { name: 'Outbox' }).getByRole('listitem').filter({ hasText: subject })
}

/** The line that says that the draft is on the disk. */
export function savedLine(page: Page): Locator {
  return page.getByRole('region', { name: 'Send and save' }).getByText(/^Saved/)
}

/** Sends through this server; where it is the default one, that is its name in the list. */
export async function chooseServer(page: Page, name: string): Promise<void> {
  const through = page.getByRole('combobox', { name: 'Send through' })
  const labels = await through.locator('option').allInnerTexts()
  await through.selectOption({ label: labels.find((label) => label === `${name}, default`) ?? name })
}

/** Fills in a compose window. */
export async function writeLetter(page: Page, { to, subject, over }: Letter): Promise<void> {
  if (over !== undefined) await chooseServer(page, over)
  for (const address of to) {
    await page.getByRole('combobox', { name: 'To', exact: true }).fill(address)
    await page.keyboard.press('Enter')
  }
  await page.getByRole('textbox', { name: 'Subject' }).fill(subject)
  await bodyOf(page).fill('Dear all,\n\nhello.')
}

/** Presses Send, or the button that stands in its place; resolves when the window is closed. */
export async function sendLetter(page: Page, button = 'Send'): Promise<void> {
  const closed = page.waitForEvent('close')
  await page.getByRole('button', { name: button, exact: true }).click()
  await closed
}

/** Opens the form of a new server, with nothing looked for. */
export async function addServerByHand(main: Page): Promise<void> {
  await main.getByRole('button', { name: 'Add a server' }).first().click()
  await main.getByRole('button', { name: 'Set up by hand' }).first().click()
}

/** From the first screen: adds the practice server, and opens the message that is filled in for it. */
export function tryPractice({ main, compose }: Pick<Program, 'main' | 'compose'>): Promise<Page> {
  return compose(() => main.getByRole('button', { name: 'Try it with the practice server' }).click())
}

/** The text of a compose window, rich or plain. */
export function bodyOf(page: Page): Locator {
  return page.getByRole('textbox', { name: 'Message body' })
}

/** Opens a compose window, as wide as its side column needs. */
export async function newMessage({ main, compose }: Pick<Program, 'main' | 'compose'>): Promise<Page> {
  const page = await compose(() => main.getByRole('button', { name: 'New message' }).first().click())
  await page.setViewportSize({ width: 1280, height: 800 })
  return page
}

/** The same by its key: the first screen has no such button. */
export async function newMessageByKey({ main, compose }: Pick<Program, 'main' | 'compose'>): Promise<Page> {
  await main.getByRole('heading').first().waitFor()
  const page = await compose(() => main.keyboard.press('Control+n'))
  await page.setViewportSize({ width: 1280, height: 800 })
  return page
}

/** Presses Discard; resolves when the window is closed. */
export async function discardLetter(page: Page): Promise<void> {
  const closed = page.waitForEvent('close')
  await page.getByRole('button', { name: 'Discard' }).click()
  await closed
}
