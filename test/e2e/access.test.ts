// Every screen by keyboard alone, and by what a screen reader goes by.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Locator, Page } from 'playwright-core'
import { goToSettings, newMessageByKey } from './support/hands.ts'
import { walkByKeyboard } from './support/keyboard.ts'
import { tryPopUps } from './support/pop-ups.ts'
import { findViolations } from './support/program.ts'
import { findUnstructured } from './support/structure.ts'
import { useProgram } from './support/use-program.ts'
import { walkForms, walkImports, walkPlaces, walkRefusal, type Walk } from './support/walk.ts'

describe('every screen', () => {
  const program = useProgram()
  /** Each with the first screen that had it. */
  const faults = {
    keyboard: new Map<string, string>(),
    axe: new Map<string, string>(),
    structure: new Map<string, string>(),
  }

  async function look(page: Page, screen: string): Promise<void> {
    const note = (kind: keyof typeof faults, lines: readonly string[]) => {
      for (const line of lines) faults[kind].set(line, faults[kind].get(line) ?? screen)
    }
    note('axe', await findViolations(page))
    note('structure', await findUnstructured(page))
    if ((await page.locator('[popover]:popover-open').count()) > 0) return
    note('keyboard', await walkByKeyboard(page))
    note('keyboard', await tryPopUps(page))
  }
  const walk: Walk = { program, say: (text) => text, look }

  it('walks through the places', { timeout: 180_000 }, () => walkPlaces(walk))
  it('walks through a refusal', { timeout: 180_000 }, () => walkRefusal(walk))
  it('walks through forms', { timeout: 180_000 }, () => walkForms(walk))
  it('walks through a contact and imports', { timeout: 180_000 }, () => {
    const contacts = join(program.dataDir, 'members.csv')
    const rows = ['Name;E-Mail;Telephone;Boat', 'Otto Brandt;otto@practice.test;+31 6 1234;blue']
    writeFileSync(contacts, [...rows, 'Kim Doubtful;kim@gmial.com;;old', 'Nobody;;;blue'].join('\n'))
    const servers = join(import.meta.dirname, '../data/transfer/export.json')
    return walkImports(walk, { contacts, servers })
  })

  it('is used by keyboard alone, and one sees where one is', () => {
    expect([...faults.keyboard]).toEqual([])
  })
  it('has nothing that axe objects to', () => {
    expect([...faults.axe]).toEqual([])
  })
  it('has one main, one first heading, no level left out, and names', () => {
    expect([...faults.structure]).toEqual([])
  })

  it('a dialog takes the focus, Escape leaves it, and the focus is back where it was', async () => {
    const letter = await newMessageByKey(program)
    const insert = letter.getByRole('button', { name: 'Insert', exact: true })
    await openAndLeave(letter, insert, ['Enter', 'c', 'Enter'])
    await openAndLeave(letter, insert, ['Enter', 't', 'Enter'])
    await openAndLeave(letter, letter.getByRole('textbox', { name: 'Message body' }), ['Control+k'])
    await letter.close()
  })

  it('a dialog of the main window does so', async () => {
    const { main } = program
    const link = main.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Contacts' })
    await openAndLeave(main, link, ['Control+k'])
    await goToSettings(main, 'Records')
    await openAndLeave(main, main.getByRole('button', { name: 'Delete everything …' }), ['Enter'])
  })

  it('would find what is not reached, what does not show its focus, and a heading left out', async () => {
    const { main } = program
    await main.evaluate(() => {
      const [far, plain, heading] = ['button', 'button', 'h6'].map((tag) => document.createElement(tag))
      for (const element of [far, plain, heading]) if (element !== undefined) document.body.append(element)
      far?.append('far')
      far?.setAttribute('tabindex', '-1')
      plain?.append('plain')
      plain?.style.setProperty('outline', 'none')
      heading?.append('deep')
    })
    expect(await walkByKeyboard(main)).toEqual([
      'not reached: button.# "far"',
      'focus does not show: button.# "plain"',
    ])
    expect(await findUnstructured(main)).toEqual([expect.stringMatching(/^from h\d to h6: deep$/)])
  })
})

/** Opens a dialog by keys from an element, and leaves it. That Tab stays in it, the walk sees. */
async function openAndLeave(page: Page, from: Locator, keys: readonly string[]): Promise<void> {
  await from.focus()
  for (const [index, key] of keys.entries()) {
    if (index > 0) await page.locator('[role="menuitem"]:focus').waitFor()
    await page.keyboard.press(key)
  }
  const dialog = page.locator('dialog[open]')
  await dialog.waitFor()
  await expect.poll(() => dialog.evaluate((element) => element.contains(document.activeElement))).toBe(true)
  await page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'detached' })
  await expect.poll(() => from.evaluate((element) => element === document.activeElement)).toBe(true)
}
