// 20 000 contacts on the page: opened, searched, scrolled; only what is in sight is in the page. The times are printed.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, it } from 'vitest'
import { discardLetter, goTo, tryPractice } from './support/hands.ts'
import { findViolations } from './support/program.ts'
import { useProgram } from './support/use-program.ts'

const count = 20_000
const program = useProgram()
const { dataDir } = program
const times: Record<string, number> = {}

/** How long it takes until it is seen, ms. */
async function timed(name: string, run: () => Promise<unknown>): Promise<void> {
  const from = performance.now()
  await run()
  times[name] = Math.round(performance.now() - from)
}

beforeAll(async () => {
  const first = await tryPractice(program)
  await discardLetter(first)
  program.main.setDefaultTimeout(15_000)
}, 90_000)

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'
/** Names under every letter, in no order. */
const rows = Array.from({ length: count }, (_, n) => {
  const letter = letters[(n * 7) % 26] ?? 'A'
  return `${letter}${String(n).padStart(5, '0')} Person,p${n}@example.org`
})

it('20 000 contacts are imported, and stay usable', async () => {
  const { main } = program
  const path = join(dataDir, 'many.csv')
  writeFileSync(path, `Name,E-mail\n${rows.join('\n')}\n`)
  await goTo(main, 'Contacts')
  const chooser = main.waitForEvent('filechooser')
  await main.getByRole('button', { name: 'Import' }).first().click()
  await (await chooser).setFiles(path)
  await timed('read the file', () => main.getByRole('button', { name: 'Add 20,000 contacts' }).waitFor())
  await timed('import', async () => {
    await main.getByRole('button', { name: 'Add 20,000 contacts' }).click()
    await main.getByRole('button', { name: 'Done' }).waitFor()
  })
  await main.getByRole('button', { name: 'Done' }).click()
  await goTo(main, 'Sent')
  const people = main.getByRole('list', { name: 'People' })
  await timed('open', async () => {
    await goTo(main, 'Contacts')
    await people.getByRole('link', { name: /^A00000/ }).waitFor()
  })
  expect(await people.getByRole('link').count()).toBeLessThan(200)
  const find = main.getByLabel('Find a name or an address')
  await timed('search', async () => {
    await find.fill('p19999@')
    await people.getByRole('link', { name: /Person p19999@/ }).waitFor()
  })
  expect(await people.getByRole('link').count()).toBe(1)
  await find.fill('')
  await people.getByRole('link', { name: /^A00000/ }).waitFor()
  await timed('scroll to the end', async () => {
    await people.evaluate((list) => list.scrollTo(0, list.scrollHeight))
    await people
      .getByRole('link', { name: /^Z19979/ })
      .first()
      .waitFor()
  })
  expect(await people.getByRole('link').count()).toBeLessThan(200)
  await timed('scroll to the middle', async () => {
    await people.evaluate((list) => list.scrollTo(0, list.scrollHeight / 2))
    await people.getByRole('link', { name: /^[MN]/ }).first().waitFor()
  })
  // What is in sight fills the list: there is no empty room where rows should be.
  const isFilled = () =>
    people.evaluate((list) => {
      const { top, bottom, left } = list.getBoundingClientRect()
      const at = (y: number) => document.elementFromPoint(left + 60, y)?.closest('.room') === null
      return at(top + 20) && at((top + bottom) / 2) && at(bottom - 20)
    })
  await expect.poll(isFilled).toBe(true)
  expect(await findViolations(main)).toEqual([])
}, 120_000)

it('are gone through by keyboard, to the first and the last', async () => {
  const { main } = program
  const people = main.getByRole('list', { name: 'People' })
  await people.getByRole('link').first().focus()
  await timed('End', async () => {
    await main.keyboard.press('End')
    await expect.poll(() => main.evaluate(() => document.activeElement?.textContent ?? '')).toMatch(/Z19979/)
  })
  await main.getByRole('heading', { name: /^Z19979/ }).waitFor()
  await main.keyboard.press('Home')
  await expect.poll(() => main.evaluate(() => document.activeElement?.textContent ?? '')).toMatch(/A00000/)
  for (let step = 0; step < 5; step += 1) await main.keyboard.press('ArrowDown')
  await expect
    .poll(() => main.evaluate(() => document.activeElement?.closest('li')?.getAttribute('aria-posinset')))
    .toBe('6')
  process.stdout.write(`20 000 contacts, ms: ${JSON.stringify(times)}\n`)
  for (const name of ['open', 'search', 'scroll to the end', 'scroll to the middle', 'End'])
    expect(times[name], name).toBeLessThan(3_000)
}, 60_000)
