// What is read from a file: delivery reports, contacts and servers that were imported.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { inRoot } from '../../support/root.ts'
import { ask } from '../ask.ts'
import { subjects } from '../seed-data.ts'
import type { Scene, Stage } from '../stage.ts'

/** Chooses a file where this button asks for one. */
export async function give({ main }: Stage, path: string, button: () => Promise<unknown>): Promise<void> {
  const chooser = main.waitForEvent('filechooser')
  await button()
  await (await chooser).setFiles(path)
}

const report = (envelopeId: string, messageId: string): string =>
  [
    'From: Mail Delivery System <MAILER-DAEMON@smtp.practice.test>',
    'Date: Mon, 23 Nov 2026 17:03:12 +0100',
    'Content-Type: multipart/report; report-type=delivery-status; boundary="b1"',
    '',
    '--b1',
    'Content-Type: message/delivery-status',
    '',
    'Reporting-MTA: dns; smtp.practice.test',
    `Original-Envelope-Id: ${envelopeId}`,
    '',
    'Final-Recipient: rfc822; carl@practice.test',
    'Action: failed',
    'Status: 5.2.2',
    'Diagnostic-Code: smtp; 552 5.2.2 The email account that you tried to reach is over quota',
    '',
    '--b1',
    'Content-Type: text/rfc822-headers',
    '',
    `Message-ID: ${messageId}`,
    '',
    '--b1--',
    '',
  ].join('\r\n')

async function drop({ main }: Stage, text: string): Promise<void> {
  await main.locator('body').evaluate((body, letter) => {
    const data = new DataTransfer()
    data.items.add(new File([letter], 'bounce.eml', { type: 'message/rfc822' }))
    body.dispatchEvent(new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer: data }))
  }, text)
}

async function foundServers(stage: Stage): Promise<void> {
  await stage.goTo('nav.servers')
  await stage.choose('transfer.more', 'transfer.import')
  await give(stage, inRoot('test', 'data', 'transfer', 'export.json'), () => stage.press('transfer.choose'))
  await stage.main.getByRole('heading', { name: stage.say('transfer.found') }).waitFor()
}

async function foundTable(stage: Stage): Promise<void> {
  const { main, goTo, say, press, dataDir } = stage
  await goTo('nav.outbox')
  await goTo('contacts.title')
  await main.getByRole('radio', { name: say('contacts.people') }).click()
  const path = join(dataDir, 'members.csv')
  const rows = ['Name;E-Mail;Telephone;Boat', 'Otto Brandt;otto@practice.test;+31 6 1234;blue']
  writeFileSync(path, [...rows, 'Kim Doubtful;kim@gmial.com;;old', 'Nobody;;;blue'].join('\n'))
  await give(stage, path, () => press('contacts.import'))
  await main.getByText(say('import.nothingStored')).waitFor()
}

async function openFilter({ goTo, press, main, say }: Stage): Promise<void> {
  await goTo('nav.sent')
  await press('filter.open')
  await press('filter.more')
  await main.getByRole('menuitemradio', { name: say('state.bounced') }).waitFor()
}

const bounces: readonly Scene[] = [
  {
    name: 'bounce-stranger',
    act: 'full',
    go: async (stage) => {
      await stage.goTo('nav.outbox')
      await drop(stage, report('abcdefabcdefabcdefabcdef-1', '<other@example.org>'))
      await stage.main.getByRole('dialog', { name: stage.say('bounce.stranger') }).waitFor()
    },
  },
  {
    name: 'bounce',
    act: 'full',
    go: async (stage) => {
      const { entries } = await ask(stage.main, 'outbox', 'list', { list: 'sent', offset: 0, limit: 50 })
      const entryId = entries.find(({ subject }) => subject === subjects.sent)?.id ?? ''
      const { messageId } = await ask(stage.main, 'outbox', 'get', { entryId })
      await stage.goTo('nav.sent')
      await drop(stage, report(`${entryId}-1`, messageId))
      await stage.main.getByRole('region', { name: stage.say('bounce.known') }).waitFor()
    },
  },
  // Behind `bounce`: one row has come back.
  {
    name: 'sent-filter',
    act: 'full',
    go: openFilter,
    after: async ({ main, press }) => {
      await main.keyboard.press('Escape')
      await press('filter.close')
    },
  },
  {
    name: 'sent-bounced',
    act: 'full',
    go: async (stage) => {
      await openFilter(stage)
      await stage.main.getByRole('menuitemradio', { name: stage.say('state.bounced') }).click()
      await stage.main.locator('.messages .bounced').waitFor()
      await stage.main.locator('a.item').click()
    },
    after: ({ press }) => press('filter.close'),
  },
]

const imports: readonly Scene[] = [
  { name: 'contacts-import-table', act: 'full', go: foundTable },
  {
    name: 'contacts-imported',
    act: 'full',
    go: async (stage) => {
      await foundTable(stage)
      await stage.main.locator('main .primary').click()
      await stage.main.getByRole('button', { name: stage.say('import.undo') }).waitFor()
    },
    after: ({ press }) => press('import.undo'),
  },
  { name: 'server-import-found', act: 'full', go: foundServers },
  {
    name: 'server-import-done',
    act: 'full',
    go: async (stage) => {
      await foundServers(stage)
      await stage.main.locator('main .primary').click()
      await stage.main.getByRole('heading', { name: stage.say('transfer.done') }).waitFor()
    },
  },
]

/** The last of their act: they leave servers and a bounced message behind. */
export const reportScenes: readonly Scene[] = [...bounces, ...imports]
