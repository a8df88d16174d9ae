// Find and do anything, by keyboard alone.
import { afterAll, beforeAll, expect, it } from 'vitest'
import type {} from '../../renderer/client.ts'
import {
  createProfile,
  findViolations,
  removeProfile,
  startProgram,
  type Program,
} from './support/program.ts'

const dataDir = createProfile()
let program: Program

beforeAll(async () => {
  program = await startProgram({ dataDir })
  const page = await program.compose(() =>
    program.main.getByRole('button', { name: 'Try it with the practice server' }).click(),
  )
  await page.getByLabel('Subject').fill('Keys of the boathouse')
  await page.getByRole('button', { name: /^Send/ }).first().click()
  await program.main.getByText('Keys of the boathouse').first().waitFor()
}, 90_000)
afterAll(async () => {
  await program.kill()
  removeProfile(dataDir)
})

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
