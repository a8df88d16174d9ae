// The compose window: empty, full, and all that opens in it.
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { Page } from 'playwright-core'
import { ask } from '../ask.ts'
import type { Scene, Stage } from '../stage.ts'
import type { WordKey } from '../words.ts'

const full = 'Autumn regatta: boats, crews and keys'

/** A state of the window of the full letter. */
const inLetter = (name: string, work: (page: Page, stage: Stage) => Promise<unknown>): Scene => ({
  name,
  act: 'full',
  go: async (stage) => {
    const page = await stage.write(full)
    await page.setViewportSize({ width: 1280, height: 800 })
    await work(page, stage)
  },
})

const menu = (name: string, button: WordKey): Scene =>
  inLetter(name, (page, { press }) => press(button, page))

const inDialog = (name: string, item: WordKey): Scene =>
  inLetter(name, async (page, { choose }) => {
    await choose('templates.insert', item, page)
    await page.getByRole('dialog').waitFor()
  })

const blank = (name: string, work?: (page: Page, stage: Stage) => Promise<unknown>): Scene => ({
  name,
  act: 'full',
  go: async (stage) => {
    const page = await stage.compose(() => ask(stage.main, 'app', 'compose', { draftId: null }))
    await page.setViewportSize({ width: 1280, height: 800 })
    await work?.(page, stage)
  },
  after: async ({ main, others, press }) => {
    const page = others()[0]
    if (page === undefined) return
    const closed = page.waitForEvent('close')
    await page.keyboard.press('Escape')
    await press('compose.discard', page)
    await closed
    for (const { id: draftId, content } of await ask(main, 'drafts', 'discarded'))
      if (content.subject === '') await ask(main, 'drafts', 'erase', { draftId })
  },
})

/** The disk of a profile takes no draft any more, or again. */
function fillDisk(dataDir: string, isFull: boolean): void {
  const database = new DatabaseSync(join(dataDir, 'outbox.db'))
  database.exec(
    isFull
      ? "CREATE TRIGGER full BEFORE UPDATE ON drafts BEGIN SELECT RAISE(ABORT, 'the disk is full'); END"
      : 'DROP TRIGGER full',
  )
  database.close()
}

const unsaved: Scene = inLetter('compose-unsaved', async (page, { dataDir, say }) => {
  fillDisk(dataDir, true)
  await page.getByRole('textbox', { name: say('compose.subject') }).fill(`${full}.`)
  void page.close({ runBeforeUnload: true })
  await page.getByRole('dialog').getByText(say('unsaved.failed')).waitFor()
})

const field = (page: Page, { say }: Stage, key: WordKey) =>
  page.getByRole('combobox', { name: say(key), exact: true })

export const composeScenes: readonly Scene[] = [
  blank('compose-empty'),
  blank('compose-completion', async (page, stage) => {
    await field(page, stage, 'compose.to').pressSequentially('an')
    await page.getByRole('listbox', { name: stage.say('recipients.list') }).waitFor()
  }),
  blank('compose-findings', async (page, stage) => {
    const to = field(page, stage, 'compose.to')
    for (const text of ['anna@practice.test', 'two@@signs', 'kim@gmial.com', 'anna@practice.test']) {
      await to.fill(text)
      await page.keyboard.press('Enter')
    }
    await page
      .getByRole('textbox', { name: stage.say('compose.body') })
      .fill(stage.language === 'de' ? 'Guten Tag, die Datei ist im Anhang.' : 'Hello, the file is attached.')
    await stage.press('compose.send', page)
    await page.getByText(stage.say('compose.beforeItGoes')).first().waitFor()
  }),
  inLetter('compose-full', () => Promise.resolve()),
  {
    name: 'compose-plain',
    act: 'full',
    go: async (stage) => {
      const page = await stage.write('Autumn regatta, files')
      await page.setViewportSize({ width: 1280, height: 800 })
    },
  },
  {
    ...unsaved,
    after: async ({ dataDir, others, press, say }) => {
      fillDisk(dataDir, false)
      const page = others()[0]
      if (page === undefined) return
      await press('unsaved.stay', page)
      await page.getByRole('textbox', { name: say('compose.subject') }).fill(full)
    },
  },
  menu('compose-options', 'compose.options'),
  menu('compose-send-menu', 'compose.sendOptions'),
  menu('compose-insert-menu', 'templates.insert'),
  menu('compose-signature-menu', 'compose.signature'),
  menu('compose-more-menu', 'action.more'),
  inLetter('compose-later', (page, { choose }) =>
    choose('compose.sendOptions', 'compose.sendLaterMore', page),
  ),
  inDialog('compose-invitation', 'invitation.menu'),
  inDialog('templates', 'templates.manage'),
  inLetter('compose-source', async (page) => {
    await page.keyboard.press('F9')
    await page.getByRole('dialog').getByText('Message-ID').first().waitFor()
  }),
  {
    name: 'compose-versions',
    act: 'full',
    go: async (stage) => {
      const page = await stage.write('Minutes, first version')
      await page.setViewportSize({ width: 1280, height: 800 })
      await page.keyboard.press('Shift+F9')
      await page.getByRole('dialog').getByRole('table').waitFor()
    },
  },
  inLetter('compose-find', async (page, { say }) => {
    await page.getByRole('textbox', { name: say('compose.body') }).click()
    await page.keyboard.press('Control+h')
    await page.keyboard.type('boat')
    await page.keyboard.press('Enter')
  }),
  inLetter('compose-emoji', async (page, { say }) => {
    await page.getByRole('button', { name: say('editor.emoji'), exact: true }).click()
  }),
  inLetter('compose-link', async (page, { say }) => {
    await page
      .getByRole('toolbar')
      .getByRole('button', { name: say('command.format.link') })
      .click()
    await page.getByRole('textbox', { name: say('editor.link.address') }).waitFor()
  }),
  {
    name: 'compose-from-menu',
    act: 'full',
    go: async (stage) => {
      const page = await stage.write(full)
      await page.setViewportSize({ width: 1280, height: 800 })
      const from = page.getByRole('combobox', { name: stage.say('compose.from') })
      await from.selectOption({ label: stage.say('compose.anotherSender') })
    },
  },
]
