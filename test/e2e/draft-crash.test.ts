// P24: what becomes of drafts and their windows when the process is killed.
import { afterEach, expect, it } from 'vitest'
import type { Page } from 'playwright-core'
import type {} from '../../renderer/client.ts'
import { createProfile, removeProfile, startProgram, type Program } from './support/program.ts'

const dataDirs: string[] = []
let running: Program | undefined

afterEach(async () => {
  await running?.quit()
  running = undefined
  for (const dataDir of dataDirs.splice(0)) removeProfile(dataDir)
})

async function start(dataDir: string): Promise<Program> {
  running = await startProgram({ dataDir })
  return running
}

function profile(): string {
  const dataDir = createProfile()
  dataDirs.push(dataDir)
  return dataDir
}

/** By its key: the first screen has no such button. */
async function newMessage({ main, compose }: Program): Promise<Page> {
  await main.getByRole('heading').first().waitFor()
  const page = await compose(() => main.keyboard.press('Control+n'))
  await page.setViewportSize({ width: 1280, height: 800 })
  return page
}

const body = (page: Page) => page.getByRole('textbox', { name: 'Message body' })
const subject = (page: Page) => page.getByRole('textbox', { name: 'Subject' })

async function draftsOf(program: Program) {
  const result = await program.main.evaluate(() => window.sendoff.drafts.list())
  if (!result.ok) throw new Error(result.failure.message)
  return result.value
}

it('P24: a text is on the disk before its window closes: SIGKILL at that moment loses nothing', async () => {
  const dataDir = profile()
  const program = await start(dataDir)
  const page = await newMessage(program)
  await body(page).fill('typed a moment before the end')
  await Promise.all([page.waitForEvent('close'), page.close({ runBeforeUnload: true })])
  await program.kill()
  const again = await start(dataDir)
  expect((await draftsOf(again)).map(({ content }) => content.text)).toEqual([
    'typed a moment before the end',
  ])
  // It was closed, so it stays closed.
  expect(again.composeWindows()).toHaveLength(0)
}, 120_000)

it('P24: windows that a SIGKILL leaves open are opened again where they were, with what was saved', async () => {
  const dataDir = profile()
  const program = await start(dataDir)
  const first = await newMessage(program)
  await subject(first).fill('First')
  const second = await newMessage(program)
  await subject(second).fill('Second')
  for (const page of [first, second]) await page.getByText(/^Saved/).waitFor()
  await body(second).pressSequentially('These words were typed one after another', { delay: 30 })
  const typedAt = Date.now()
  await expect.poll(() => Date.now() - typedAt, { interval: 20 }).toBeGreaterThan(1_600)
  await program.kill()
  const again = await start(dataDir)
  await expect.poll(() => again.composeWindows().length, { timeout: 15_000 }).toBe(2)
  const subjects = await Promise.all(again.composeWindows().map((page) => subject(page).inputValue()))
  expect(subjects.toSorted()).toEqual(['First', 'Second'])
  const texts = (await draftsOf(again)).map(({ content }) => content.text)
  expect(texts).toContain('These words were typed one after another')
}, 120_000)

it('after a quit no window is opened again, and one whose draft is gone is not either', async () => {
  const dataDir = profile()
  const program = await start(dataDir)
  await subject(await newMessage(program)).fill('Closed by the quit')
  await program.quit()
  const second = await start(dataDir)
  expect(second.composeWindows()).toHaveLength(0)
  expect((await draftsOf(second)).map(({ content }) => content.subject)).toEqual(['Closed by the quit'])
  const [draft] = await draftsOf(second)
  const page = await second.compose(() =>
    second.main.evaluate((draftId) => window.sendoff.app.compose({ draftId }), draft?.id ?? ''),
  )
  await subject(page).waitFor()
  await second.kill()
  const third = await start(dataDir)
  await expect.poll(() => third.composeWindows().length, { timeout: 15_000 }).toBe(1)
}, 180_000)
