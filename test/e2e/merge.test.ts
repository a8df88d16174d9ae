// Mail merge from the table to the result, by role and visible label, with axe on each screen, and by keyboard alone.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { goTo, sendLetter, writeLetter } from './support/hands.ts'
import {
  createProfile,
  findViolations,
  removeProfile,
  startProgram,
  type Program,
} from './support/program.ts'
import { shots } from './support/shot.ts'

let program: Program
const dataDir = createProfile()
const main = () => program.main
const button = (name: string | RegExp) => main().getByRole('button', { name })
const preview = () => main().getByRole('complementary', { name: 'Preview' })

beforeAll(async () => {
  program = await startProgram({ dataDir })
  const first = await program.compose(() => button('Try it with the practice server').click())
  await writeLetter(first, { to: ['anna@practice.test'], subject: 'First' })
  await sendLetter(first)
  main().setDefaultTimeout(8_000)
}, 90_000)

afterAll(async () => {
  expect(program.faults()).toEqual([])
  await program.quit()
  removeProfile(dataDir)
})

async function chooseTable(text: string): Promise<void> {
  const path = join(dataDir, 'members.csv')
  writeFileSync(path, text)
  const chooser = main().waitForEvent('filechooser')
  await button('Choose a table').click()
  await (await chooser).setFiles(path)
  await main().getByText('members.csv', { exact: false }).first().waitFor()
}

it('a table becomes messages of their own, each accounted for', async () => {
  await goTo(main(), 'Mail merge')
  await main().getByRole('heading', { name: 'No mail merge yet' }).waitFor()
  expect(await findViolations(main())).toEqual([])
  await button('New mail merge').click()
  await chooseTable(
    'First;Email\nSaskia;saskia@practice.test\n;rui@practice.test\nLiv;liv@practice.test\nNo;nobody\n',
  )
  expect(await main().getByRole('combobox', { name: 'Column of addresses' }).inputValue()).toBe('1')
  await main().getByRole('textbox', { name: 'Subject' }).fill('Your season, ')
  await main().getByRole('textbox', { name: 'Subject' }).press('End')
  await button('Insert field').click()
  await main().getByRole('menuitem', { name: 'First' }).click()
  await main().getByRole('textbox', { name: 'Text', exact: true }).fill('Dear {{First}},\n\nit begins.')
  await preview().getByText('Your season, Saskia').waitFor()
  await main().getByText('1 row lacks a field').waitFor()
  await main().getByText('1 row has no usable address and is left out').waitFor()
  expect(await button(/^Start/).getAttribute('aria-disabled')).toBe('true')
  expect(await findViolations(main())).toEqual([])
  await main().getByRole('combobox', { name: 'Where First is empty' }).selectOption('write this')
  await main().getByRole('textbox', { name: 'Text for First' }).fill('member')
  await preview().getByRole('button', { name: 'Next row' }).click()
  await preview().getByText('Your season, member').waitFor()
  await button('Start: 3 messages').click()
  await main().getByRole('progressbar', { name: 'Handed over' }).waitFor()
  await main().getByRole('region', { name: 'Progress' }).getByText('of 3 handed over').waitFor()
  await expect
    .poll(() => main().getByRole('progressbar').getAttribute('aria-valuenow'), { timeout: 60_000 })
    .toBe('3')
  expect(await findViolations(main())).toEqual([])
  await button('Open the message to liv@practice.test').click()
  await main().getByRole('heading', { name: 'Your season, Liv' }).waitFor()
}, 120_000)

it('is set up, started and cancelled by keyboard alone', async () => {
  await goTo(main(), 'Mail merge')
  await button('New mail merge').focus()
  await main().keyboard.press('Enter')
  await button('Choose a table').waitFor()
  await main().evaluate(() => {
    const data = new DataTransfer()
    data.setData('text/plain', 'Email\na@practice.test\nb@practice.test\n')
    document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true }))
  })
  await main().getByText('Pasted table', { exact: false }).first().waitFor()
  await main().getByRole('textbox', { name: 'Subject' }).focus()
  await main().keyboard.type('Later')
  await main().getByRole('checkbox', { name: 'Start at a time' }).focus()
  await main().keyboard.press('Space')
  await button('Schedule 2 messages').focus()
  await expect.poll(() => button('Schedule 2 messages').getAttribute('aria-disabled')).toBe(null)
  await main().keyboard.press('Enter')
  await button('Cancel the rest').focus()
  await main().keyboard.press('Enter')
  await main()
    .getByRole('region', { name: 'Progress' })
    .getByText('Cancelled', { exact: true })
    .first()
    .waitFor()
  await main().getByRole('link', { name: 'Mail merge' }).last().focus()
  await main().keyboard.press('Enter')
  expect(await main().getByRole('table', { name: 'Mail merges' }).getByRole('row').count()).toBe(3)
  expect(await findViolations(main())).toEqual([])
}, 120_000)

it('people of the contacts are written to; what a row lacks is filled in by hand, by keyboard alone', async () => {
  await goTo(main(), 'Contacts')
  for (const [name, address] of [
    ['Hélène Marchand', 'helene@practice.test'],
    ['Jonas Weber', 'jonas@practice.test'],
  ] as const) {
    await button('New contact').first().click()
    await main().getByLabel('Name', { exact: true }).fill(name)
    await main().getByLabel('Address 1', { exact: true }).fill(address)
    await button('Save').click()
    await main().getByRole('heading', { name }).waitFor()
  }
  await main()
    .getByRole('radio', { name: /Groups/ })
    .click()
  await button('New group').click()
  await main().getByLabel('Name of the group').fill('Crew')
  await main()
    .getByLabel('Members')
    .fill('helene@practice.test\njonas@practice.test\nrui@practice.test\nliv@practice.test')
  await button('Save').click()
  await button('Write to each one').click()
  await main().getByText('Crew, 4 rows, from contacts').waitFor()
  await button('From contacts…').focus()
  await main().keyboard.press('Enter')
  const dialog = main().getByRole('dialog', { name: 'People from contacts' })
  await dialog.getByRole('checkbox', { name: /Crew/ }).focus()
  await main().keyboard.press('Space')
  await dialog.getByRole('checkbox', { name: /Jonas Weber/ }).check()
  await shots(main(), 'merge-people')
  expect(await findViolations(main())).toEqual([])
  await dialog.getByRole('button', { name: 'Take these people' }).click()
  await dialog.waitFor({ state: 'detached' })
  await main().getByRole('textbox', { name: 'Subject' }).fill('Your season')
  await main().getByRole('textbox', { name: 'Text', exact: true }).fill('Hallo zusammen,')
  await main().getByText('The greeting names nobody').waitFor()
  await main().getByRole('textbox', { name: 'Text', exact: true }).fill('Hallo {{First name}},')
  await main().getByText('2 rows lack a field').waitFor()
  await button('Fill in: First name').focus()
  await main().keyboard.press('Enter')
  const fill = main().getByRole('group', { name: 'Fill in First name' })
  await fill.getByRole('textbox', { name: 'First name, row 3' }).waitFor()
  await main().keyboard.type('Rui')
  await main().keyboard.press('Enter')
  await main().keyboard.type('Liv')
  await shots(main(), 'merge-fill')
  expect(await findViolations(main())).toEqual([])
  await main().keyboard.press('Enter')
  await fill.getByRole('button', { name: 'Done' }).click()
  await main().getByText('Nothing is in the way.').waitFor()
  await preview().getByText('Hallo Hélène,').waitFor()
  expect(await findViolations(main())).toEqual([])
}, 120_000)
