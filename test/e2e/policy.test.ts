// The administrator's policy: its page, locked settings, given servers, and a file that cannot be used.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, it } from 'vitest'
import { policy, writePolicy } from '../../scripts/screens/policy-file.ts'
import { goTo, goToSettings } from './support/hands.ts'
import { createProfile, findViolations } from './support/program.ts'
import { useProgram } from './support/use-program.ts'

const dataDir = createProfile()
const file = join(dataDir, 'policy.json')

beforeAll(() => void writePolicy(dataDir))

const program = useProgram({ dataDir, env: { SENDOFF_POLICY: file } })

beforeAll(async () => {
  await program.main.setViewportSize({ width: 1280, height: 800 })
  await program.main.getByRole('navigation', { name: 'Main' }).waitFor()
}, 90_000)

it('has a page that says who set what, and axe finds nothing', async () => {
  await goToSettings(program.main, 'Administrator')
  await program.main.getByText('This computer has a policy from').waitFor()
  await program.main.getByText('2 settings locked, 2 given as defaults, 2 servers given').waitFor()
  await program.main.getByRole('row', { name: /Keep settled messages 90 days Locked Records/ }).waitFor()
  await program.main.getByRole('row', { name: /Undo window 60 s Default, yours to change Sending/ }).waitFor()
  expect(await findViolations(program.main)).toEqual([])
})

it('shows a locked setting at its place, with who locked it, and takes no press', async () => {
  await program.main
    .getByRole('row', { name: /Keep settled/ })
    .getByRole('link', { name: 'Records' })
    .click()
  const group = program.main.getByRole('radiogroup', { name: 'Keep settled messages' })
  await program.main.getByText('locked by Kestrel Press, IT desk').waitFor()
  await group.getByRole('radio', { name: 'for ever' }).click({ force: true })
  await program.main.keyboard.press('ArrowLeft')
  expect(await group.getByRole('radio', { name: '90 days' }).isChecked()).toBe(true)
  expect(await group.getAttribute('aria-disabled')).toBe('true')
  expect(await findViolations(program.main)).toEqual([])
})

it('takes a person’s own value where a default is given, and gives the default back', async () => {
  await goToSettings(program.main, 'Sending')
  const group = program.main.getByRole('radiogroup', { name: 'Undo window' })
  expect(await group.getByRole('radio', { name: '60 s' }).isChecked()).toBe(true)
  await group.getByRole('radio', { name: '10 s' }).click()
  await program.main.getByRole('button', { name: 'Undo window: back to the default' }).click()
  await expect.poll(() => group.getByRole('radio', { name: '60 s' }).isChecked()).toBe(true)
})

it('gives servers: sign-in is the person’s, the rest is not', async () => {
  await goTo(program.main, 'Servers')
  await program.main.getByRole('link', { name: /Kestrel office/ }).click()
  await program.main.getByText('Given by Kestrel Press, IT desk.').waitFor()
  expect(await program.main.getByRole('textbox', { name: 'Host' }).isDisabled()).toBe(true)
  expect(await program.main.getByRole('button', { name: 'Delete' }).count()).toBe(0)
  expect(await program.main.getByRole('button', { name: 'Add a server' }).count()).toBe(0)
  await program.main.getByRole('textbox', { name: 'Your name' }).fill('Nora Field')
  await program.main.getByRole('textbox', { name: 'Email address' }).fill('nora@kestrel.example')
  await program.main.getByRole('textbox', { name: 'User name' }).fill('nora')
  await program.main.getByRole('textbox', { name: 'Password' }).fill('hunter2')
  await program.main.getByRole('button', { name: 'Save' }).click()
  await expect.poll(() => program.main.getByText('not saved').count()).toBe(0)
  expect(await findViolations(program.main)).toEqual([])
})

it('leaves no way to what is switched off', async () => {
  const places = program.main.getByRole('navigation', { name: 'Main' })
  expect(await places.getByRole('link', { name: 'Practice server' }).count()).toBe(0)
})

it('locks the languages of the spelling too: none is added, none is taken away', async () => {
  const locked = { ...policy.locked, spelling: true, spellingLanguages: ['de'] }
  writeFileSync(file, JSON.stringify({ ...policy, locked }, null, 2))
  await goToSettings(program.main, 'Administrator')
  await program.main.getByRole('button', { name: 'Read it again' }).click()
  await program.main.getByText('4 settings locked').waitFor()
  await goToSettings(program.main, 'Sending')
  const german = program.main.getByRole('button', { name: 'Remove German' })
  expect(await german.getAttribute('aria-disabled')).toBe('true')
  await german.click({ force: true })
  expect(await german.count()).toBe(1)
  expect(await program.main.getByRole('combobox', { name: 'Add a language' }).count()).toBe(0)
  expect(await program.main.getByText('cannot be changed here').count()).toBe(0)
  expect(await findViolations(program.main)).toEqual([])
})

it('says what is wrong with a file, and where; it is put right without a restart', async () => {
  writeFileSync(file, JSON.stringify({ ...policy, defaults: { undoSeconds: 90 } }, null, 2))
  await goToSettings(program.main, 'Administrator')
  await program.main.getByRole('button', { name: 'Read it again' }).click()
  await program.main.getByText(/line 12: “defaults.undoSeconds”/).waitFor()
  expect(await findViolations(program.main)).toEqual([])
  writeFileSync(file, JSON.stringify(policy, null, 2))
  await program.main.getByRole('button', { name: 'Read it again' }).click()
  await program.main.getByText('This computer has a policy from').waitFor()
  expect(program.faults()).toEqual([])
})
