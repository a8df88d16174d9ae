// Contacts, and recipients as chips with completion: by role and visible label, by keyboard alone.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { discardLetter } from './support/hands.ts'
import {
  createProfile,
  findViolations,
  removeProfile,
  startProgram,
  type Program,
} from './support/program.ts'

let program: Program
const dataDir = createProfile()

beforeAll(async () => {
  program = await startProgram({ dataDir })
  const first = await program.compose(() =>
    program.main.getByRole('button', { name: 'Try it with the practice server' }).click(),
  )
  await discardLetter(first)
  program.main.setDefaultTimeout(5_000)
}, 90_000)

afterAll(async () => {
  expect(program.faults()).toEqual([])
  await program.quit()
  removeProfile(dataDir)
})

const shot = (page: Program['main'], name: string) =>
  process.env.SHOTS === undefined ? null : page.screenshot({ path: `/tmp/shots/contacts-${name}.png` })

describe('contacts', () => {
  it('are made, found, deleted and brought back', async () => {
    const { main } = program
    await main.keyboard.press('Control+6')
    await main.getByRole('heading', { name: 'No contacts yet' }).waitFor()
    for (const [name, address] of [
      ['Hélène Marchand', 'helene@reliure.example'],
      ['Jonas Weber', 'jonas@regatta.example'],
    ] as const) {
      await main.getByRole('button', { name: 'New contact' }).first().click()
      await main.getByLabel('Name', { exact: true }).fill(name)
      await main.getByLabel('Address 1', { exact: true }).fill(`${address}@`)
      await main.keyboard.press('Enter')
      await main.getByText('has two @ signs').first().waitFor()
      await main.getByLabel('Address 1', { exact: true }).fill(address)
      await main.keyboard.press('Enter')
      await main.getByRole('heading', { name }).waitFor()
    }
    await shot(main, 'page')
    expect(await findViolations(main)).toEqual([])
    await main.getByLabel('Find a name or an address').fill('helene')
    await main.getByRole('link', { name: /Hélène/ }).click()
    await main.getByRole('button', { name: 'Delete' }).click()
    await main.getByText('Nobody fits that.').waitFor()
    await main.getByRole('button', { name: 'Undo' }).click()
    await main.getByRole('link', { name: /Hélène/ }).waitFor()
    await main.getByLabel('Find a name or an address').fill('')
  })

  it('make groups', async () => {
    const { main } = program
    await main.getByRole('radio', { name: /Groups/ }).click()
    await main.getByRole('button', { name: 'New group' }).click()
    await main.getByLabel('Name of the group').fill('Crew')
    await main.getByLabel('Members').fill('Jonas Weber <jonas@regatta.example>\nann@example.org')
    await shot(main, 'group-form')
    expect(await findViolations(main)).toEqual([])
    await main.getByRole('button', { name: 'Save' }).click()
    await main.getByRole('cell', { name: 'ann@example.org' }).waitFor()
  })
})

describe('an import', () => {
  it('is shown, its columns are changed, it is stored, and taken back', async () => {
    const { main } = program
    const path = join(dataDir, 'members.csv')
    writeFileSync(
      path,
      'Wer;Post;Gruppe\nBirgit Aasen;b@fjordmail.example;Juniors\nKlaus;k@gmial.com;\nBad;x@@y.example;\n',
    )
    const chooser = main.waitForEvent('filechooser')
    await main.getByRole('button', { name: 'Import' }).click()
    await (await chooser).setFiles(path)
    await main.getByRole('heading', { name: 'Import of members.csv' }).waitFor()
    await main.getByLabel('Wer').selectOption('Name')
    await main.getByText('Birgit Aasen').first().waitFor()
    await main.getByRole('cell', { name: 'Address that is none' }).waitFor()
    await shot(main, 'import')
    expect(await findViolations(main)).toEqual([])
    await main.getByRole('button', { name: 'Add 2 contacts' }).click()
    await shot(main, 'imported')
    await main.getByRole('button', { name: 'Undo this import' }).click()
    await main.getByRole('radio', { name: 'People 2' }).waitFor()
  })
})

describe('recipients', () => {
  it('are completed, moved, mended, taken back: by keyboard alone', async () => {
    const page = await program.compose(() => program.main.keyboard.press('Control+n'))
    page.setDefaultTimeout(5_000)
    await page.setViewportSize({ width: 1280, height: 800 })
    const to = page.getByRole('combobox', { name: 'To', exact: true })
    await to.pressSequentially('hel')
    await page.getByRole('option', { name: /Hélène Marchand/ }).waitFor()
    await shot(page, 'completion')
    expect(await findViolations(page)).toEqual([])
    await page.keyboard.press('Enter')
    const chip = (name: RegExp) => page.getByRole('button', { name })
    await chip(/^Hélène Marchand <helene@reliure.example>/).waitFor()
    await to.pressSequentially('crew')
    await page.getByRole('option', { name: /Crew/ }).waitFor()
    await page.keyboard.press('Enter')
    await chip(/^ann@example.org/).waitFor()
    await to.pressSequentially('k@gmial.com,')
    await page.getByRole('button', { name: 'Use gmail.com' }).click()
    await chip(/^k@gmail.com/).waitFor()
    await to.focus()
    await page.keyboard.press('Backspace')
    await page.keyboard.press('Alt+ArrowDown')
    await page.getByRole('button', { name: /^k@gmail.com/ }).waitFor()
    await page.keyboard.press('Control+z')
    await page.keyboard.press('Control+z')
    await chip(/^k@gmial.com/).waitFor()
    await page.keyboard.press('Control+Shift+z')
    await chip(/^k@gmail.com/).waitFor()
    await page.evaluate(async () => {
      const data = new DataTransfer()
      data.setData(
        'text/plain',
        Array.from({ length: 5_000 }, (_, n) => `P ${n}\tp${n}@example.org`).join('\n'),
      )
      document
        .querySelector('#compose-to')
        ?.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }))
    })
    await page.getByText('recipients can see each other').waitFor({ timeout: 15_000 })
    await shot(page, 'many')
    await page.getByRole('button', { name: 'Move to Bcc' }).click()
    await page.getByText('recipients can see each other').waitFor({ state: 'detached' })
    await discardLetter(page)
  }, 60_000)
})
