// The language: chosen in Settings, it holds for every window, the menu and explanations at once, and loses no draft.
import { expect, it } from 'vitest'
import type { Page } from 'playwright-core'
import { goTo, newMessage } from './support/hands.ts'
import { findViolations } from './support/program.ts'
import { useProgram } from './support/use-program.ts'

const program = useProgram({ env: { LC_ALL: 'en_GB.UTF-8' } })

const languageOf = (page: Page) => page.evaluate(() => document.documentElement.lang)

it('is the system’s until one is chosen', async () => {
  await program.main.getByRole('button', { name: 'Try it with the practice server' }).click()
  await program.main.getByRole('heading', { name: 'Practice server', level: 1 }).waitFor()
  expect(await languageOf(program.main)).toBe('en')
})

it('holds for all windows and the menu once it is chosen, and an open draft keeps its text', async () => {
  const letter = await newMessage(program)
  await letter.getByRole('textbox', { name: 'Subject' }).fill('Minutes')
  await letter.getByRole('textbox', { name: 'Message body' }).fill('Dear all,')
  await program.main.keyboard.press('Control+,')
  await program.main
    .getByRole('navigation', { name: 'Settings' })
    .getByRole('link', { name: 'Appearance', exact: true })
    .click()
  await program.main.getByRole('radio', { name: 'Deutsch' }).click()

  await program.main.getByRole('heading', { name: 'Einstellungen', level: 1 }).waitFor()
  await program.main.getByRole('radiogroup', { name: 'Sprache' }).waitFor()
  expect(await languageOf(program.main)).toBe('de')
  await expect.poll(() => letter.getByRole('textbox', { name: 'Betreff' }).inputValue()).toBe('Minutes')
  await expect
    .poll(() => letter.getByRole('textbox', { name: 'Text der Nachricht' }).innerText())
    .toContain('Dear all,')
  expect(await program.host({ ask: 'choose', from: 'menu', label: 'Entwürfe' })).toBe(true)
  await program.main.getByRole('heading', { name: 'Entwürfe', level: 1 }).waitFor()
  expect(await findViolations(program.main)).toEqual([])
})

it('is that of explanations too', async () => {
  await program.main
    .getByRole('navigation', { name: 'Bereiche' })
    .getByRole('link', { name: 'Übungsserver' })
    .click()
  const letter = await program.compose(() =>
    program.main
      .getByRole('row', { name: /unknown/ })
      .getByRole('button', { name: /Ausprobieren/ })
      .click(),
  )
  const closed = letter.waitForEvent('close')
  await letter.getByRole('button', { name: 'Senden', exact: true }).click()
  await closed
  await program.main
    .getByRole('navigation', { name: 'Bereiche' })
    .getByRole('link', { name: 'Postausgang' })
    .click()
  await program.main.getByRole('list', { name: 'Postausgang' }).getByRole('listitem').first().click()
  const why = program.main.getByRole('region', { name: 'Was geschehen ist' })
  await why
    .getByText(/gibt es nicht/)
    .first()
    .waitFor()
  await why.getByText(/Code 550, erweitert 5\.1\.1: Zielpostfach ungültig/).waitFor()
  expect(await findViolations(program.main)).toEqual([])
})

it('is English again when it is chosen', async () => {
  await program.main.keyboard.press('Control+,')
  await program.main
    .getByRole('navigation', { name: 'Einstellungen' })
    .getByRole('link', { name: 'Aussehen', exact: true })
    .click()
  await program.main.getByRole('radio', { name: 'English' }).click()
  await program.main.getByRole('heading', { name: 'Settings', level: 1 }).waitFor()
  await goTo(program.main, 'Outbox')
  expect(program.faults()).toEqual([])
})
