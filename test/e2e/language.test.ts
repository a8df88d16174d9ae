// The language: chosen in Settings, it holds for every window, the menu and explanations at once, and loses no draft.
import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import type { Page } from 'playwright-core'
import type { HostRecord } from '../../host/record.ts'
import { goTo, newMessage } from './support/hands.ts'
import { findViolations } from './support/program.ts'
import { shots } from './support/shot.ts'
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

it('is that of the user guide, which the menu opens', async () => {
  expect(await program.host({ ask: 'choose', from: 'menu', label: 'Handbuch' })).toBe(true)
  const opened = async () => {
    const calls = (await program.host({ ask: 'records', member: 'shell.openPath' })) as readonly HostRecord[]
    return String(calls.at(-1)?.args[0])
  }
  await expect.poll(opened).toMatch(/guide[/\\]de[/\\]index\.html$/)
  expect(readFileSync(await opened(), 'utf8')).toContain('<title>Handbuch</title>')
})

it('is that of days and times in fields, as they are typed', async () => {
  const [letter] = program.composeWindows()
  if (letter === undefined) throw new Error('The letter has gone.')
  await letter.getByRole('button', { name: 'Sendeoptionen' }).click()
  await letter.getByRole('menuitem', { name: /Später senden/ }).click()
  const panel = letter.getByRole('dialog', { name: 'Später senden' })
  await panel.getByRole('button', { name: 'Morgen 08:00' }).click()
  const day = panel.getByRole('textbox', { name: 'Datum', exact: true })
  expect(await day.inputValue()).toMatch(/^\d\d\.\d\d\.\d{4}$/)
  await day.fill('31.2.')
  await day.press('Tab')
  await panel.getByText(/^Tippen Sie einen Tag wie \d\d\.\d\d\.\d{4}\.$/).waitFor()
  await panel.getByRole('button', { name: 'Kalender: Datum' }).click()
  const month = panel.getByRole('dialog', { name: 'Kalender: Datum' })
  await month.getByRole('columnheader', { name: 'Mo' }).waitFor()
  expect(await findViolations(letter)).toEqual([])
  await shots(letter, 'kalender')
  await letter.keyboard.press('PageDown')
  await letter.keyboard.press('Enter')
  await panel.getByRole('textbox', { name: 'Uhrzeit', exact: true }).fill('930')
  await letter.keyboard.press('Tab')
  expect(await panel.getByRole('textbox', { name: 'Uhrzeit', exact: true }).inputValue()).toBe('09:30')
  await expect.poll(() => panel.getByText(/Tippen Sie/).count()).toBe(0)
  await panel.getByText(/09:30/).waitFor()
  await letter.keyboard.press('Escape')
})

it('is that of emoji: found by a German word, and put in by a click', async () => {
  const [letter] = program.composeWindows()
  if (letter === undefined) throw new Error('The letter has gone.')
  const body = letter.getByRole('textbox', { name: 'Text der Nachricht' })
  await body.click()
  await letter.keyboard.press('Control+End')
  await letter.keyboard.press('Control+.')
  const panel = letter.getByRole('dialog', { name: 'Emoji' })
  await panel.getByRole('combobox', { name: 'Emoji suchen' }).fill('daumen hoch')
  await panel.getByRole('option', { name: 'Daumen hoch', exact: true }).waitFor()
  await panel.getByText('Daumen hoch, 1 gefunden').waitFor()
  expect(await findViolations(letter)).toEqual([])
  await shots(letter, 'emoji')
  await panel.getByRole('option', { name: 'Daumen hoch', exact: true }).click()
  await expect.poll(() => body.innerText()).toContain('👍')
})

it('is that of what is built in: the practice server and its sender', async () => {
  const [letter] = program.composeWindows()
  if (letter === undefined) throw new Error('The letter has gone.')
  const choices = await letter
    .getByRole('combobox', { name: 'Senden über' })
    .locator('option')
    .allInnerTexts()
  expect(choices).toEqual(['Übungsserver, Vorgabe'])
  const from = letter.getByRole('combobox', { name: 'Von', exact: true }).locator('option:checked')
  expect(await from.innerText()).toContain('Sie <you@practice.test>')
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

it('is that of the notes of a transcript; as text it is as it is stored', async () => {
  const { main } = program
  await main.getByRole('button', { name: 'Ganz öffnen' }).click()
  await main.getByRole('cell', { name: /^verbunden mit 127\.0\.0\.1:\d+$/ }).waitFor()
  await main.getByRole('searchbox', { name: 'In der Mitschrift suchen' }).fill('verbunden mit')
  await main.locator('mark').first().waitFor()
  await main.getByRole('tab', { name: 'Als Text' }).click()
  await main
    .getByRole('region', { name: 'Als Text' })
    .getByText(/connected to 127\.0\.0\.1/)
    .waitFor()
  await main.keyboard.press('Escape')
})

it('is that of the help: codes are found by German words, and each lesson works', async () => {
  const { main } = program
  await main.keyboard.press('F1')
  const help = main.getByRole('navigation', { name: 'Hilfe' })
  await help.getByRole('link', { name: 'Antwortcodes' }).click()
  const find = main.getByRole('searchbox', { name: 'Code suchen' })
  await find.fill('Platz schaffen')
  await main.getByRole('row', { name: /X\.2\.2 Postfach voll/ }).waitFor()
  await find.fill('Begrüßung')
  await main.getByRole('row', { name: /^220/ }).waitFor()
  expect(await findViolations(main)).toEqual([])
  await shots(main, 'codes')
  await help.getByRole('link', { name: 'Lektionen' }).click()
  for (const [name, done] of [
    ['Eine Nachricht senden', /^Erledigt: Der Server nimmt sie an/],
    ['Abgelehnt werden', /^Erledigt: Sie wird abgelehnt/],
    ['Greylisting erleben', /^Erledigt: Sie wird zurückgestellt/],
    ['Die letzte Antwort verlieren', /^Erledigt: Sie ist unbestätigt/],
  ] as const) {
    const lesson = main.getByRole('region', { name })
    const begin = lesson.getByRole('button', { name: new RegExp(`: ${name}$`) })
    const letter = await program.compose(() => begin.click())
    const closed = letter.waitForEvent('close')
    await letter.getByRole('button', { name: 'Senden', exact: true }).click()
    await closed
    await lesson.getByText(done).waitFor()
  }
  expect(await findViolations(main)).toEqual([])
  await shots(main, 'lektionen')
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
