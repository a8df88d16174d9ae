// Settings: pages, search, back to the default, the log, and "Delete everything".
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, it } from 'vitest'
import type {} from '../../renderer/client.ts'
import type { HostRecord } from '../../host/record.ts'
import { findViolations } from './support/program.ts'
import { useProgram } from './support/use-program.ts'

const program = useProgram()
const { dataDir } = program

beforeAll(async () => {
  await program.main.keyboard.press('Control+,')
  await program.main.getByRole('heading', { name: 'Settings', level: 1 }).waitFor()
}, 90_000)

const page = (name: string) =>
  program.main.getByRole('navigation', { name: 'Settings' }).getByRole('link', { name, exact: true })

it.each(['Sending', 'Appearance', 'Desktop', 'Keyboard', 'Security', 'Records', 'Profile', 'About'])(
  'the page %s has something on it, and axe finds nothing',
  async (name) => {
    await page(name).click()
    await program.main.getByRole('heading', { name, level: 2 }).first().waitFor()
    expect(await program.main.locator('.set:visible').count()).toBeGreaterThan(0)
    expect(await findViolations(program.main)).toEqual([])
  },
)

it('finds a setting on another page, and says where there is none', async () => {
  const find = program.main.getByRole('searchbox', { name: 'Find a setting' })
  await find.fill('tray')
  await program.main.getByRole('switch', { name: 'Stay in the tray' }).waitFor()
  expect(await program.main.getByText('Undo window').count()).toBe(0)
  await find.fill('no such words')
  await program.main.getByText('No setting has these words.').waitFor()
  await find.fill('')
})

it('says of each what it does and how it comes', async () => {
  const find = program.main.getByRole('searchbox', { name: 'Find a setting' })
  for (const [setting, comes] of [
    ['Undo window', 'Default: 0 s'],
    ['Theme', 'Default: System'],
    ['Stay in the tray', 'Default: off'],
  ] as const) {
    await find.fill(setting)
    await program.main.locator('.set:visible', { hasText: setting }).getByText(comes).first().waitFor()
  }
  await find.fill('')
})

it('shows what is not as it comes, and puts it back', async () => {
  await page('Sending').click()
  const group = program.main.getByRole('radiogroup', { name: 'Undo window' })
  await group.getByRole('radio', { name: '10 s' }).click()
  const reset = program.main.getByRole('button', { name: 'Undo window: back to the default' })
  await reset.click()
  await expect.poll(() => group.getByRole('radio', { name: '0 s', exact: true }).isChecked()).toBe(true)
  expect(await reset.count()).toBe(0)
})

it('puts all settings back at once', async () => {
  await page('Sending').click()
  await program.main.getByRole('switch', { name: 'Empty subject' }).click()
  await page('Appearance').click()
  await program.main.getByRole('radio', { name: 'Dark' }).click()
  await page('Profile').click()
  await program.main.getByText('2 are not as they come').waitFor()
  await program.main.getByRole('button', { name: 'Put all back' }).click()
  await program.main.getByText('All are as they come').waitFor()
  await page('Appearance').click()
  expect(
    await program.main
      .getByRole('radiogroup', { name: 'Theme' })
      .getByRole('radio', { name: 'System' })
      .isChecked(),
  ).toBe(true)
})

it('exports the profile, and shows what an import would change before it does', async () => {
  const file = join(dataDir, 'taken.json')
  await page('Appearance').click()
  await program.main.getByRole('radio', { name: 'Dark' }).click()
  await page('Profile').click()
  const answer = { canceled: false, filePath: file }
  await program.host({ ask: 'answer-dialog', member: 'showSaveDialog', answer })
  await program.main.getByRole('button', { name: 'Export …' }).click()
  await expect.poll(() => existsSync(file)).toBe(true)
  await program.main.getByRole('button', { name: 'Put all back' }).click()
  const chooser = program.main.waitForEvent('filechooser')
  await program.main.getByRole('button', { name: 'Choose a file …' }).click()
  await (await chooser).setFiles(file)
  await program.main.getByText('Theme: System becomes Dark').waitFor()
  expect(await findViolations(program.main)).toEqual([])
  await program.main.getByRole('button', { name: 'Import', exact: true }).click()
  await page('Appearance').click()
  await expect.poll(() => program.main.getByRole('radio', { name: 'Dark' }).isChecked()).toBe(true)
})

it('in high contrast, the focus is seen and what is on is told apart', async () => {
  const { main } = program
  await main.emulateMedia({ forcedColors: 'active' })
  await page('Desktop').click()
  const tray = main.getByRole('switch', { name: 'Stay in the tray' })
  const login = main.getByRole('switch', { name: 'Start when I sign in to the computer' })
  await login.click()
  await tray.focus()
  // What puts it back to its default stands before it.
  await main.getByRole('button', { name: /Start when I sign in to the computer:/ }).waitFor()
  await main.keyboard.press('Tab')
  await main.keyboard.press('Tab')
  expect(await login.evaluate((element) => getComputedStyle(element).outlineStyle)).toBe('solid')
  const colorOf = (element: Element) => getComputedStyle(element).backgroundColor
  expect(await login.evaluate(colorOf)).not.toBe(await tray.evaluate(colorOf))
  await login.click()
  await main.emulateMedia({ forcedColors: null })
})

it('says where mail is kept, and how much of it', async () => {
  await page('Records').click()
  await program.main.getByRole('heading', { name: 'Where your mail is kept' }).waitFor()
  await expect
    .poll(() => program.main.locator('.set', { hasText: 'Outbox, transcripts' }).textContent())
    .toMatch(/\d (kB|MB)/)
})

it('says that messages lie unencrypted, and how long what is settled is kept is a choice there', async () => {
  await page('Records').click()
  const plain = program.main.locator('.set', { hasText: 'Messages and transcripts are not encrypted' })
  await plain.getByText('An encrypted disk keeps them from a thief.', { exact: false }).waitFor()
  const days = program.main.getByRole('radiogroup', { name: 'Keep settled messages' })
  await days.getByRole('radio', { name: '30 days' }).click()
  await expect
    .poll(() => program.main.evaluate(() => window.sendoff.settings.get()))
    .toMatchObject({ ok: true, value: { keepSettledDays: 30 } })
  await days.getByRole('radio', { name: 'for ever' }).click()
})

it('opens the licences of what is in it, a file of the program', async () => {
  await page('About').click()
  await program.main.getByRole('button', { name: 'Show the licences' }).click()
  const calls = (await program.host({ ask: 'records', member: 'shell.openPath' })) as readonly HostRecord[]
  const opened = String(calls.at(-1)?.args[0])
  expect(opened).toMatch(/notices\.txt$/)
  expect(readFileSync(opened, 'utf8')).toContain('\n\ndompurify ')
})

it('keeps a log in the profile and shows it in the file manager', async () => {
  await page('Records').click()
  await program.main.getByRole('button', { name: 'Show the log' }).click()
  const log = join(dataDir, 'logs', 'sendoff.log')
  await expect.poll(() => existsSync(log)).toBe(true)
  expect(readFileSync(log, 'utf8')).toMatch(/ info Sendoff \d+\.\d+\.\d+ on /)
})

it('deletes everything only when told twice, and ends', async () => {
  await page('Records').click()
  await program.main.getByRole('button', { name: 'Delete everything …' }).click()
  const dialog = program.main.getByRole('dialog', { name: 'Delete everything that Sendoff keeps?' })
  await dialog.waitFor()
  expect(await findViolations(program.main)).toEqual([])
  await dialog.getByRole('button', { name: 'Cancel' }).click()
  expect(existsSync(join(dataDir, 'outbox.db'))).toBe(true)
  await program.main.getByRole('button', { name: 'Delete everything …' }).click()
  await dialog.getByRole('button', { name: 'Delete everything and quit' }).click()
  await program.ended()
  expect(readdirSync(dataDir)).toEqual([])
})
