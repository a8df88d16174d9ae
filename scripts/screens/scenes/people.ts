// Drafts and contacts.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ask } from '../ask.ts'
import type { Scene, Stage } from '../stage.ts'
import type { WordKey } from '../words.ts'

const draft = (name: string, subject: string): Scene => ({
  name,
  act: 'full',
  go: async (stage) => {
    await stage.goTo('nav.drafts')
    await stage.row(subject).getByRole('link').click()
    await stage.main.getByRole('heading', { name: subject }).waitFor()
  },
})

const card = [
  'BEGIN:VCARD',
  'VERSION:3.0',
  'FN:Otto Brandt',
  'EMAIL:otto@practice.test',
  'END:VCARD',
  'BEGIN:VCARD',
  'VERSION:3.0',
  'FN:Anna de Vries',
  'EMAIL:anna@practice.test',
  'END:VCARD',
  'BEGIN:VCARD',
  'VERSION:3.0',
  'FN:Without an address',
  'END:VCARD',
  'BEGIN:VCARD',
  'VERSION:3.0',
  'FN:Kim Doubtful',
  'EMAIL:kim@gmial.com',
  'END:VCARD',
].join('\r\n')

async function toContacts({ goTo, main, say, row }: Stage, kind: WordKey, name?: string): Promise<void> {
  await goTo('nav.outbox')
  await goTo('contacts.title')
  await main.getByRole('radio', { name: say(kind) }).click()
  if (name === undefined) return
  await row(name).getByRole('link').click()
  await main.getByRole('heading', { name, exact: true }).waitFor()
}

/** The foot that offers a discarded draft back, in a page that has nothing to do with drafts. */
const foot = (name: string, place: WordKey): Scene => ({
  name,
  act: 'full',
  go: async ({ goTo, main, say }) => {
    const subject = 'Thrown away a moment ago'
    const { id: draftId } = await ask(main, 'drafts', 'create', { content: { subject, text: 'Away.' } })
    await ask(main, 'drafts', 'discard', { draftId })
    await goTo(place)
    await main.getByText(say('drafts.wasDiscarded', { subject })).first().waitFor()
  },
  after: async ({ main }) => {
    for (const { id: draftId, content } of await ask(main, 'drafts', 'discarded'))
      if (content.text === 'Away.') await ask(main, 'drafts', 'erase', { draftId })
  },
})

const contacts: readonly Scene[] = [
  { name: 'contacts', act: 'full', go: (stage) => toContacts(stage, 'contacts.people') },
  {
    name: 'contacts-person',
    act: 'full',
    go: (stage) => toContacts(stage, 'contacts.people', 'Anna de Vries'),
  },
  {
    name: 'contacts-person-form',
    act: 'full',
    go: async (stage) => {
      await toContacts(stage, 'contacts.people', 'Anna de Vries')
      await stage.press('contacts.edit')
    },
    after: ({ press }) => press('contacts.cancel'),
  },
  {
    name: 'contacts-group',
    act: 'full',
    go: (stage) => toContacts(stage, 'contacts.groups', 'Crew of the blue boat'),
  },
  {
    name: 'contacts-group-form',
    act: 'full',
    go: async (stage) => {
      await toContacts(stage, 'contacts.groups', 'Crew of the blue boat')
      await stage.press('contacts.edit')
    },
    after: ({ press }) => press('contacts.cancel'),
  },
  {
    name: 'contacts-choosing',
    act: 'full',
    go: async (stage) => {
      await toContacts(stage, 'contacts.people')
      await stage.choose('contacts.more', 'contacts.chooseSeveral')
      const people = stage.main.getByRole('list', { name: stage.say('contacts.people') })
      await people.getByRole('link').first().focus()
      await stage.main.keyboard.press('Space')
      await stage.main.keyboard.press('ArrowDown')
      await stage.main.keyboard.press('Space')
    },
    after: ({ goTo }) => goTo('nav.outbox'),
  },
  {
    name: 'contacts-doubles',
    act: 'full',
    go: async (stage) => {
      await toContacts(stage, 'contacts.people')
      await stage.choose('contacts.more', 'contacts.doubles')
      await stage.main.getByRole('table', { name: stage.say('contacts.doubles') }).waitFor()
    },
  },
  {
    name: 'contacts-import',
    act: 'full',
    go: async (stage) => {
      await toContacts(stage, 'contacts.people')
      const path = join(stage.dataDir, 'members.vcf')
      writeFileSync(path, card)
      const chooser = stage.main.waitForEvent('filechooser')
      await stage.press('contacts.import')
      await (await chooser).setFiles(path)
      await stage.main.getByText(stage.say('import.nothingStored')).waitFor()
    },
  },
]

export const peopleScenes: readonly Scene[] = [
  {
    name: 'drafts',
    act: 'full',
    go: async ({ goTo }) => {
      await goTo('nav.outbox')
      await goTo('nav.drafts')
    },
  },
  draft('draft-full', 'Autumn regatta, files'),
  draft('draft-versions', 'Minutes, first version'),
  draft('draft-discarded', 'Not needed any more'),
  {
    name: 'draft-version',
    act: 'full',
    go: async (stage) => {
      await stage.goTo('nav.drafts')
      await stage.row('Minutes, first version').getByRole('link').click()
      await stage.main.locator('.versions button').nth(1).click()
      await stage.main.getByText(stage.say('versions.restore')).first().waitFor()
    },
  },
  {
    name: 'drafts-find',
    act: 'full',
    go: async ({ goTo, press, main, say }) => {
      await goTo('nav.drafts')
      await press('drafts.find')
      await main.getByLabel(say('drafts.findField')).fill('regatta')
    },
    after: ({ press }) => press('drafts.findEnd'),
  },
  foot('foot-merge', 'merge.title'),
  foot('foot-settings', 'nav.settings'),
  foot('foot-help', 'help.title'),
  ...contacts,
]
