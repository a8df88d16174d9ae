// Compose windows that a command line or a mailto: link opens, by role and visible label.
import type { Page } from 'playwright-core'
import { spawn } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import {
  createProfile,
  findViolations,
  removeProfile,
  startProgram,
  type Program,
} from './support/program.ts'

const root = join(import.meta.dirname, '../..')
const dataDir = createProfile()
const folder = createProfile()
let program: Program

beforeAll(async () => {
  for (const name of ['secret.txt', 'plan.txt']) writeFileSync(join(folder, name), name)
  program = await startProgram({ dataDir })
}, 90_000)

afterAll(async () => {
  expect(program.faults()).toEqual([])
  await program.quit()
  removeProfile(dataDir)
  removeProfile(folder)
})

/** A second start of the program, which hands over and ends. */
async function startAgain(...args: readonly string[]): Promise<Page> {
  return await program.compose(
    () =>
      new Promise((done, fail) => {
        const child = spawn(process.execPath, [join(root, 'host/run.ts'), ...args], {
          cwd: folder,
          env: { ...process.env, SENDOFF_DATA_DIR: dataDir, SENDOFF_HEADLESS: '1' },
        })
        child.once('error', fail)
        child.once('exit', done)
      }),
  )
}

const value = (page: Page, name: string) => page.getByRole('textbox', { name }).inputValue()

it('P23: a link fills in the window of the running program; its file waits for a word, by keyboard', async () => {
  const secret = join(folder, 'secret.txt')
  const page = await startAgain(
    `mailto:nora@lakeside.example?bcc=boss@kestrel.example&subject=Gr%C3%BC%C3%9Fe&body=one%0D%0Atwo&attach=${encodeURIComponent(secret)}`,
  )
  expect(await value(page, 'Subject')).toBe('Grüße')
  await page.getByText('boss@kestrel.example').waitFor()
  // Rich, as new messages are.
  expect(await page.getByRole('textbox', { name: 'Message body' }).innerHTML()).toMatch(
    /^<div>one<\/div><div>two<\/div>/,
  )
  const question = page.getByRole('group', { name: secret })
  await question.waitFor()
  expect(await page.getByRole('button', { name: 'secret.txt' }).count()).toBe(0)
  expect(await findViolations(page)).toEqual([])
  await page.setViewportSize({ width: 900, height: 600 })
  await question.getByRole('button', { name: 'Attach' }).waitFor()
  await question.getByRole('button', { name: 'Leave out' }).focus()
  await page.keyboard.press('Enter')
  await question.waitFor({ state: 'detached' })
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('compose-subject')
})

it('a command line attaches files; one that is not there is asked about, and named when it cannot be taken', async () => {
  const page = await startAgain(
    ...['compose', '--to', 'nora@lakeside.example', '--subject', 'Plan', '--attach', 'plan.txt', 'gone.txt'],
  )
  expect(await value(page, 'Subject')).toBe('Plan')
  await page.getByRole('complementary', { name: 'Attachments' }).getByText('plan.txt').first().waitFor()
  const question = page.getByRole('group', { name: 'gone.txt' })
  await question.getByRole('button', { name: 'Attach' }).click()
  await page.getByRole('alert').filter({ hasText: 'gone.txt' }).waitFor()
})

it('a link that the system gives as an event opens a window, as on macOS', async () => {
  const page = await program.compose(async () => {
    await program.host({ ask: 'open-url', url: 'mailto:nora@lakeside.example?subject=From%20a%20page' })
  })
  expect(await value(page, 'Subject')).toBe('From a page')
})
