// A delivery report dropped on the window, or opened: its message is shown with what the report says.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type {} from '../../renderer/client.ts'
import {
  createProfile,
  findViolations,
  removeProfile,
  startProgram,
  type Program,
} from './support/program.ts'
import { walkByKeyboard } from './support/keyboard.ts'

let program: Program
const dataDir = createProfile()
let entryId = ''
let messageId = ''

beforeAll(async () => {
  program = await startProgram({ dataDir })
  program.main.setDefaultTimeout(15_000)
  const page = await program.compose(() =>
    program.main.getByRole('button', { name: 'Try it with the practice server' }).click(),
  )
  await page.getByRole('textbox', { name: 'Subject' }).fill('Fair copy of the rules')
  await page.getByRole('button', { name: 'Send', exact: true }).click()
  await program.main.keyboard.press('Control+2')
  await program.main.getByRole('list', { name: 'Sent' }).getByText('Fair copy of the rules').waitFor()
  const found = await program.main.evaluate(async () => {
    const { outbox } = window.sendoff
    const sent = await outbox.list({ list: 'sent', offset: 0, limit: 1 })
    const id = sent.ok ? (sent.value.entries[0]?.id ?? '') : ''
    const entry = await outbox.get({ entryId: id })
    return { id, messageId: entry.ok ? entry.value.messageId : '' }
  })
  entryId = found.id
  messageId = found.messageId
}, 90_000)
afterAll(async () => {
  await program.kill()
  removeProfile(dataDir)
})

function report(id: string): string {
  return [
    'From: Mail Delivery System <MAILER-DAEMON@smtp.practice.test>',
    'Date: Mon, 23 Nov 2026 17:03:12 +0100',
    'Content-Type: multipart/report; report-type=delivery-status; boundary="b1"',
    '',
    '--b1',
    'Content-Type: message/delivery-status',
    '',
    'Reporting-MTA: dns; smtp.practice.test',
    `Original-Envelope-Id: ${entryId}-1`,
    '',
    'Final-Recipient: rfc822; anna@practice.test',
    'Action: failed',
    'Status: 5.2.2',
    'Diagnostic-Code: smtp; 552 5.2.2 The email account that you tried to reach is over quota',
    '',
    '--b1',
    'Content-Type: text/rfc822-headers',
    '',
    `Message-ID: ${id}`,
    '',
    '--b1--',
    '',
  ].join('\r\n')
}

it('dropped, it opens its message, says what happened, and axe finds nothing', async () => {
  const { main } = program
  await main.keyboard.press('Control+5')
  await main.locator('body').evaluate((body, text) => {
    const data = new DataTransfer()
    data.items.add(new File([text], 'bounce.eml', { type: 'message/rfc822' }))
    body.dispatchEvent(new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer: data }))
  }, report(messageId))
  const happened = main.getByRole('region', { name: 'What happened' })
  await happened
    .getByText(/mailbox .*is full/i)
    .first()
    .waitFor()
  await happened
    .getByText(/552 5\.2\.2/)
    .first()
    .waitFor()
  const recipients = main.getByRole('region', { name: 'Recipients' })
  await recipients.getByText(/^Bounced /).waitFor()
  await main
    .getByRole('region', { name: 'Where this is known from' })
    .getByText(/both fit/)
    .waitFor()
  expect(await findViolations(main)).toEqual([])
})

const row = (list: string) =>
  program.main
    .getByRole('list', { name: list, exact: true })
    .getByRole('link', { name: /Fair copy of the rules.*Handed over.*bounced .*\d\d:\d\d/s })

it('it is the person’s move: said in the lists, at the head and in the count, and found by the filter', async () => {
  const { main } = program
  await row('Outbox').waitFor()
  await main.getByRole('heading', { name: /^Your move\s*1$/ }).waitFor()
  await main
    .getByRole('navigation', { name: 'Main' })
    .getByRole('link', { name: /^Outbox\s*1/ })
    .waitFor()
  const line = main.getByRole('list', { name: 'Session line' })
  expect(await line.getByRole('listitem').last().innerText()).toMatch(/^Bounced, 1/)
  await main.getByText(/^Bounce opened/).waitFor()
  await main.getByText('1 handed over, 1 of them bounced later').waitFor()
  expect(await walkByKeyboard(main)).toEqual([])
  await main.keyboard.press('Control+2')
  await row('Sent').waitFor()
  await main.getByRole('button', { name: 'Find in this list' }).click()
  await main.getByRole('button', { name: 'Filter', exact: true }).click()
  await main.getByRole('menuitemradio', { name: 'Bounced' }).click()
  await main
    .getByRole('status')
    .filter({ hasText: /1.* message.*Bounced/s })
    .waitFor()
  await row('Sent').waitFor()
  expect(await findViolations(main)).toEqual([])
  await main.getByRole('button', { name: 'Show all' }).click()
  await row('Sent').click()
})

it('a full mailbox is written to anew from what happened, alone', async () => {
  const anew = program.main
    .getByRole('region', { name: 'What happened' })
    .getByRole('button', { name: 'Send anew to anna@practice.test…' })
  const page = await program.compose(() => anew.click())
  await page.getByRole('button', { name: /^anna@practice\.test, press Enter/ }).waitFor()
  expect(await page.getByRole('textbox', { name: 'Subject' }).inputValue()).toBe('Fair copy of the rules')
  expect(await findViolations(page)).toEqual([])
  await page.keyboard.press('Escape')
})

it('settled by a word of the person, it leaves "Your move" and still says that it came back', async () => {
  const { main } = program
  const happened = main.getByRole('region', { name: 'What happened' })
  await happened.getByRole('button', { name: 'The bounce is settled' }).click()
  await happened.getByRole('button', { name: 'The bounce is settled' }).waitFor({ state: 'detached' })
  await main.keyboard.press('Control+1')
  await row('Outbox').waitFor()
  expect(await main.getByRole('heading', { name: /^Your move/ }).count()).toBe(0)
  expect(await findViolations(main)).toEqual([])
})

it('opened by command, a report about another message is explained in a dialog', async () => {
  const { main } = program
  entryId = 'abcdefabcdefabcdefabcdef'
  const file = join(dataDir, 'other.eml')
  writeFileSync(file, report('<other@example.org>'))
  await main.keyboard.press('Control+k')
  await main.getByRole('combobox', { name: 'Find and do anything' }).fill('delivery report')
  const chooser = main.waitForEvent('filechooser')
  // The wait takes a moment to be in force in the browser.
  await main.getByRole('option', { name: /^Open a delivery report/ }).waitFor()
  await main.keyboard.press('Enter')
  await (await chooser).setFiles(file)
  const dialog = main.getByRole('dialog', { name: 'This report is about no message here' })
  await dialog
    .getByText(/552 5\.2\.2/)
    .first()
    .waitFor()
  expect(await findViolations(main)).toEqual([])
  expect(await walkByKeyboard(main)).toEqual([])
  await dialog.getByRole('button', { name: 'Close' }).click()
})

it('opened as a message file, a report can be explained', async () => {
  const { main } = program
  const file = join(dataDir, 'third.eml')
  writeFileSync(file, report('<other@example.org>'))
  await program.host({ ask: 'open-file', path: file })
  const letter = main.getByRole('dialog').filter({ hasText: 'This is a delivery report.' })
  await letter.waitFor()
  expect(await findViolations(main)).toEqual([])
  expect(await walkByKeyboard(main)).toEqual([])
  await letter.getByRole('button', { name: 'Explain it' }).click()
  const dialog = main.getByRole('dialog', { name: 'This report is about no message here' })
  await dialog
    .getByText(/552 5\.2\.2/)
    .first()
    .waitFor()
  await dialog.getByRole('button', { name: 'Close' }).click()
})
