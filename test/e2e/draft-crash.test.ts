// P24: what becomes of drafts and their windows when the process is killed.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, it } from 'vitest'
import type { Page } from 'playwright-core'
import type {} from '../../renderer/client.ts'
import { bodyOf, newMessageByKey, savedLine } from './support/hands.ts'
import type { Program } from './support/program.ts'
import { useRestarts } from './support/use-restarts.ts'

const { profile, start } = useRestarts()

const subject = (page: Page) => page.getByRole('textbox', { name: 'Subject' })

async function draftsOf(program: Program) {
  const result = await program.main.evaluate(() => window.sendoff.drafts.list())
  if (!result.ok) throw new Error(result.failure.message)
  return result.value
}

it('P24: a text is on the disk before its window closes: SIGKILL at that moment loses nothing', async () => {
  const dataDir = profile()
  const program = await start(dataDir)
  const page = await newMessageByKey(program)
  await bodyOf(page).fill('typed a moment before the end')
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
  const first = await newMessageByKey(program)
  await subject(first).fill('First')
  const second = await newMessageByKey(program)
  await subject(second).fill('Second')
  for (const page of [first, second]) await savedLine(page).waitFor()
  await program.kill()
  const places = join(dataDir, 'windows.json')
  const written = readFileSync(places, 'utf8')
  // As if the person had made both of them smaller.
  writeFileSync(places, written.replaceAll('"width":1000,"height":720', '"width":777,"height":555'))
  const again = await start(dataDir)
  await expect.poll(() => again.composeWindows().length, { timeout: 15_000 }).toBe(2)
  for (const page of again.composeWindows()) {
    await expect.poll(() => page.evaluate(() => `${innerWidth} ${innerHeight}`)).toBe('777 555')
  }
  const subjects = await Promise.all(again.composeWindows().map((page) => subject(page).inputValue()))
  expect(subjects.toSorted()).toEqual(['First', 'Second'])
}, 120_000)

it('P24: of a text that is being typed, a SIGKILL takes the last moment at most', async () => {
  const dataDir = profile()
  const program = await start(dataDir)
  const page = await newMessageByKey(program)
  await bodyOf(page).click()
  const typedAt: number[] = []
  for (const key of 'Each of these words was typed in its turn, with no rest between them. '.repeat(2)) {
    await page.keyboard.type(key, { delay: 15 })
    typedAt.push(Date.now())
  }
  const killedAt = Date.now()
  await program.kill()
  const [draft] = await draftsOf(await start(dataDir))
  const firstLost = typedAt[draft?.content.text.length ?? 0] ?? killedAt
  // Autosave comes after at most 1.5 s; the rest is the disk's, on a busy machine.
  expect(killedAt - firstLost).toBeLessThan(2_500)
  expect(draft?.content.text.length).toBeGreaterThan(20)
}, 120_000)

it('after a quit no window is opened again, nor after a crash one whose draft is gone', async () => {
  const dataDir = profile()
  const program = await start(dataDir)
  await subject(await newMessageByKey(program)).fill('Closed by the quit')
  await program.quit()
  const second = await start(dataDir)
  expect(second.composeWindows()).toHaveLength(0)
  expect((await draftsOf(second)).map(({ content }) => content.subject)).toEqual(['Closed by the quit'])
  const [draft] = await draftsOf(second)
  const draftId = draft?.id ?? ''
  await second.compose(() =>
    second.main.evaluate((id) => window.sendoff.app.compose({ draftId: id }), draftId),
  )
  await second.kill()
  const database = new DatabaseSync(join(dataDir, 'outbox.db'))
  database.prepare('DELETE FROM drafts WHERE id = ?').run(draftId)
  database.close()
  const third = await start(dataDir)
  await third.main.waitForTimeout(1_000)
  expect(third.composeWindows()).toHaveLength(0)
}, 180_000)
