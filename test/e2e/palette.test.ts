// Find and do anything, by keyboard alone.
import { beforeAll, expect, it } from 'vitest'
import type {} from '../../renderer/client.ts'
import { tryPractice } from './support/hands.ts'
import { findViolations } from './support/program.ts'
import { useProgram } from './support/use-program.ts'

const program = useProgram()

beforeAll(async () => {
  const page = await tryPractice(program)
  await page.getByRole('textbox', { name: 'Subject' }).fill('Keys of the boathouse')
  await page.getByRole('button', { name: /^Send/ }).first().click()
  await program.main.getByText('Keys of the boathouse').first().waitFor()
}, 90_000)

const field = () => program.main.getByRole('combobox', { name: 'Find and do anything' })

it('opens by its key, lists the commands, and axe finds nothing', async () => {
  await program.main.keyboard.press('Control+k')
  await field().waitFor()
  await expect.poll(() => program.main.getByRole('option').count()).toBeGreaterThan(5)
  expect(await findViolations(program.main)).toEqual([])
})

it('goes to a place by a few letters and Enter', async () => {
  await field().fill('practice')
  await program.main.keyboard.press('Enter')
  await program.main.getByRole('heading', { name: 'Practice server', level: 1 }).waitFor()
  expect(await field().count()).toBe(0)
})

it('finds a message by its subject and opens it', async () => {
  await program.main.keyboard.press('Control+k')
  await field().fill('boathouse')
  const option = program.main.getByRole('option', { name: /Keys of the boathouse/ }).first()
  await option.waitFor()
  await option.click()
  await program.main.getByRole('heading', { name: 'Keys of the boathouse' }).waitFor()
})

it('does what can be done with the open message', async () => {
  await program.main.keyboard.press('Control+k')
  await field().fill('delete')
  await expect.poll(() => program.main.getByRole('group', { name: 'For this message' }).count()).toBe(1)
  await program.main.keyboard.press('Enter')
  await program.main.getByRole('button', { name: 'Undo' }).waitFor()
})

it('closes by Escape and gives the focus back', async () => {
  await program.main.keyboard.press('Control+k')
  await field().fill('nothing that there is')
  await program.main.getByText('Nothing here has these words.').waitFor()
  await program.main.keyboard.press('Escape')
  expect(await field().count()).toBe(0)
})

it('over a page that Escape leaves, Escape closes the palette alone', async () => {
  const { main } = program
  const heading = main.getByRole('heading', { name: 'Import servers' })
  await main.keyboard.press('Control+k')
  await field().fill('Import servers')
  await main.getByRole('option', { name: /^Import servers/ }).waitFor()
  await main.keyboard.press('Enter')
  await heading.waitFor()
  await main.keyboard.press('Control+k')
  await field().waitFor()
  await main.keyboard.press('Escape')
  await field().waitFor({ state: 'detached' })
  expect(await heading.count()).toBe(1)
  await main.keyboard.press('Escape')
  await heading.waitFor({ state: 'detached' })
})
