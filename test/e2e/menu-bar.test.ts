// The menu bar: every command at its place, for the window in front; zoom from menu, keys, palette and settings; the page of keys.
import { beforeAll, describe, expect, it } from 'vitest'
import type { Page } from 'playwright-core'
import type {} from '../../renderer/client.ts'
import { bodyOf, goToSettings, tryPractice } from './support/hands.ts'
import { findViolations } from './support/program.ts'
import { shot } from './support/shot.ts'
import { useProgram } from './support/use-program.ts'

const program = useProgram()
let letter: Page

beforeAll(async () => {
  letter = await tryPractice(program)
}, 90_000)

const choose = (label: string) => program.host({ ask: 'choose', from: 'menu', label })
const isEnabled = (id: string) => program.host({ ask: 'menu-item', id })
const zoomOf = (page: Page) => page.evaluate(() => [innerWidth, Math.round(devicePixelRatio * 100) / 100])

describe('a command of the menu bar', () => {
  it('acts on the window in front, while that offers it', async () => {
    await letter.bringToFront()
    await bodyOf(letter).click()
    await expect.poll(() => isEnabled('format.bold')).toBe(true)
    expect(await isEnabled('entry.hold')).toBe(false)
    await choose('Bold')
    await letter.getByRole('toolbar').getByRole('button', { name: 'Bold', pressed: true }).waitFor()
    await letter.keyboard.type('loud')
    await letter.getByText('loud').and(letter.locator('b')).waitFor()
    await choose('Show the message source')
    await letter.getByRole('dialog').waitFor()
    await letter.keyboard.press('Escape')
  })

  it('is not offered for another window', async () => {
    await program.main.bringToFront()
    await program.main.getByRole('link', { name: 'Outbox' }).click()
    await expect.poll(() => isEnabled('format.bold')).toBe(false)
    expect(await isEnabled('pane.next')).toBe(true)
  })

  it('opens pages of the main window', async () => {
    await choose('Settings: Security')
    await program.main.getByRole('heading', { name: 'Security' }).first().waitFor()
    await choose('Routes')
    await program.main.getByRole('heading', { name: 'Routes' }).first().waitFor()
  })
})

describe('zoom', () => {
  it('follows the menu in every window, and is kept', async () => {
    const before = await zoomOf(program.main)
    await choose('Zoom in')
    await expect.poll(() => zoomOf(program.main)).not.toEqual(before)
    await expect.poll(async () => (await zoomOf(letter))[1]).toBe(1.1)
    const settings = await program.main.evaluate(() => window.sendoff.settings.get())
    expect(settings).toMatchObject({ ok: true, value: { zoom: 110 } })
  })

  it('follows keys, in a compose window too', async () => {
    await letter.bringToFront()
    await letter.getByRole('textbox', { name: 'Subject' }).click()
    await letter.keyboard.press('Control+=')
    await expect.poll(async () => (await zoomOf(letter))[1]).toBe(1.25)
    await program.main.bringToFront()
    await program.main.keyboard.press('Control+-')
    await expect.poll(async () => (await zoomOf(program.main))[1]).toBe(1.1)
  })

  it('follows the palette, by keyboard', async () => {
    await program.main.keyboard.press('Control+k')
    await program.main.getByRole('combobox', { name: 'Find and do anything' }).fill('actual')
    await program.main.keyboard.press('Enter')
    await expect.poll(async () => (await zoomOf(program.main))[1]).toBe(1)
  })

  it('follows Ctrl and the wheel, and the settings', async () => {
    await program.main.mouse.move(300, 300)
    await program.main.keyboard.down('Control')
    await program.main.mouse.wheel(0, -120)
    await program.main.keyboard.up('Control')
    await expect.poll(async () => (await zoomOf(program.main))[1]).toBe(1.1)
    await goToSettings(program.main, 'Appearance')
    await program.main.getByRole('combobox', { name: 'Zoom' }).selectOption('100 %')
    await expect.poll(async () => (await zoomOf(program.main))[1]).toBe(1)
    expect(await findViolations(program.main)).toEqual([])
    await shot(program.main, 'settings-appearance')
  })
})

describe('the page of keys', () => {
  it('lists the keys of the table, and finds one', async () => {
    await choose('Help: Keyboard')
    await program.main.getByRole('heading', { name: 'While you write' }).waitFor()
    expect(await findViolations(program.main)).toEqual([])
    for (const theme of ['light', 'dark'] as const) {
      await program.main.emulateMedia({ colorScheme: theme })
      await shot(program.main, `help-keys-${theme}`)
    }
    await program.main.getByRole('searchbox', { name: 'Find a key' }).fill('attach')
    await expect.poll(() => program.main.getByText('Attach files').count()).toBe(1)
    expect(await program.main.getByRole('heading', { name: 'Everywhere' }).count()).toBe(0)
  })
})

describe('the palette', () => {
  it('changes theme and language', async () => {
    await program.main.keyboard.press('Control+k')
    const field = program.main.getByRole('combobox', { name: 'Find and do anything' })
    await field.fill('theme dark')
    await program.main.keyboard.press('Enter')
    await expect.poll(() => program.main.locator('html').getAttribute('data-theme')).toBe('dark')
    await program.main.keyboard.press('Control+k')
    await field.fill('deutsch')
    await program.main.keyboard.press('Enter')
    await program.main.getByRole('heading', { name: 'Aussehen' }).first().waitFor()
    await expect.poll(() => choose('Sprache: English')).toBe(true)
    await program.main.getByRole('heading', { name: 'Appearance' }).first().waitFor()
  })
})
