// The pictures of the README and the user guide, in each language: a newcomer's walk from the first screen to a message that was sent, and what is worth a look.
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { inRoot } from '../support/root.ts'
import { ask } from './ask.ts'
import { inProfile } from './in-profile.ts'
import { dismissNotices } from './scenes/start.ts'
import { settle } from './seed.ts'
import { shoot, usual, type Theme } from './shoot.ts'
import type { Stage } from './stage.ts'
import type { Language } from './words.ts'

/** What the letters in the pictures say. */
interface Letters {
  /** Below docs/pictures. */
  readonly folder: string
  readonly minutes: string
  readonly keys: string
  readonly offer: string
  readonly lost: string
  readonly text: string
}

const inEnglish: Letters = {
  folder: '',
  minutes: 'Minutes of the November meeting',
  keys: 'Keys of the boathouse',
  offer: 'Offer, revised drawings',
  lost: 'Did it arrive',
  text: 'Dear all,\n\nhere they are. Tell me by Friday what I left out.\n\nMarit',
}

const inGerman: Letters = {
  folder: 'de',
  minutes: 'Protokoll der Sitzung im November',
  keys: 'Schlüssel zum Bootshaus',
  offer: 'Angebot, geänderte Zeichnungen',
  lost: 'Kam sie an?',
  text: 'Guten Tag,\n\nhier ist es. Sagt mir bis Freitag, was fehlt.\n\nMarit',
}

const byLanguage: Readonly<Record<Language, Letters>> = { en: inEnglish, de: inGerman }

/** Takes them all, into docs/pictures; what they are called there stands in the README and the guide. */
export async function takeReadme(language: Language): Promise<void> {
  const letters = byLanguage[language]
  await inProfile(
    language,
    () => ({}),
    async (stage) => {
      await dismissNotices(stage.main)
      await walk(stage, letters)
      await showStates(stage, letters)
    },
  )
}

/** From nothing to a message that is handed over to two of three, and why not to the third. */
async function walk(stage: Stage, letters: Letters): Promise<void> {
  const { main, say, goTo, press } = stage
  const { folder, minutes, text } = letters
  await take(main, folder, 'first-run')
  const page = await stage.compose(() => press('first.try'))
  // It is filled in with the first recipient.
  await write(stage, page, ['unknown@practice.test', 'bert@practice.test'], minutes, text)
  await take(page, folder, 'compose')
  await send(stage, page)
  await settle(main)
  await goTo('nav.outbox')
  await stage.row(minutes).getByRole('link').click()
  await main.getByRole('region', { name: say('why.region') }).waitFor()
  await press('transcript.openFull')
  await main.getByRole('region', { name: say('transcript.factsTitle') }).waitFor()
  await take(main, folder, 'transcript')
  await main.keyboard.press('Escape')
  await goTo('nav.practice')
  await main.getByRole('row').nth(2).waitFor()
  await take(main, folder, 'practice')
}

/** The outbox with a message in each state that wants an explanation. */
async function showStates(stage: Stage, letters: Letters): Promise<void> {
  const { main, say, goTo } = stage
  const { folder, minutes, keys, offer, lost, text } = letters
  const more = [
    ['carl@practice.test', keys],
    ['full@practice.test', offer],
    ['drops-after-dot@practice.test', lost],
  ] as const
  for (const [to, subject] of more) {
    const page = await stage.compose(() => ask(main, 'app', 'compose', { draftId: null }))
    await write(stage, page, [to], subject, text)
    await send(stage, page)
  }
  await settle(main)
  await goTo('nav.outbox')
  await stage.row(minutes).getByRole('link').click()
  await main.getByRole('heading', { name: minutes }).waitFor()
  await take(main, folder, 'outbox')
  // The README alone shows it.
  if (folder === '') await take(main, folder, 'outbox-dark', 'dark')
  await stage.row(lost).getByRole('link').click()
  await main.getByRole('button', { name: say('command.entry.it-arrived') }).waitFor()
  await take(main, folder, 'unconfirmed')
}

async function write(
  { say }: Stage,
  page: Page,
  to: readonly string[],
  subject: string,
  text: string,
): Promise<void> {
  const field = page.getByRole('combobox', { name: say('compose.to'), exact: true })
  for (const address of to) {
    await field.fill(address)
    await page.keyboard.press('Enter')
  }
  await page.getByRole('textbox', { name: say('compose.subject') }).fill(subject)
  await page.getByRole('textbox', { name: say('compose.body') }).fill(text)
}

async function send({ press }: Stage, page: Page): Promise<void> {
  const closed = page.waitForEvent('close')
  await press('compose.send', page)
  await closed
}

async function take(page: Page, folder: string, name: string, theme: Theme = 'light'): Promise<void> {
  const file = join('docs', 'pictures', folder, `${name}.png`)
  await shoot(page, { themes: [theme], sizes: [usual], toFile: () => inRoot(file) })
  console.log(file)
}
