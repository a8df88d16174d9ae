// The pictures of the README: a newcomer's walk from the first screen to a message that was sent, and what is worth a look.
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { inRoot } from '../support/root.ts'
import { ask } from './ask.ts'
import { inProfile } from './in-profile.ts'
import { dismissNotices } from './scenes/start.ts'
import { settle } from './seed.ts'
import { shoot, usual, type Theme } from './shoot.ts'
import type { Stage } from './stage.ts'

const folder = inRoot('docs', 'pictures')

const minutes = 'Minutes of the November meeting'
const lost = 'Did it arrive'
const letters: readonly (readonly [to: readonly string[], subject: string])[] = [
  [['carl@practice.test'], 'Keys of the boathouse'],
  [['full@practice.test'], 'Offer, revised drawings'],
  [['drops-after-dot@practice.test'], lost],
]

/** Takes them in English. What the README calls them stands in docs/pictures. */
export async function takeReadme(): Promise<void> {
  await inProfile(
    'en',
    () => ({}),
    async (stage) => {
      await dismissNotices(stage.main)
      await walk(stage)
      await showStates(stage)
    },
  )
}

/** From nothing to a message that is handed over to two of three, and why not to the third. */
async function walk(stage: Stage): Promise<void> {
  const { main, say, goTo, press } = stage
  await take(main, 'first-run')
  const page = await stage.compose(() => press('first.try'))
  // It is filled in with the first recipient.
  await write(stage, page, ['unknown@practice.test', 'bert@practice.test'], minutes)
  await take(page, 'compose')
  await send(stage, page)
  await settle(main)
  await goTo('nav.outbox')
  await stage.row(minutes).getByRole('link').click()
  await main.getByRole('region', { name: say('why.region') }).waitFor()
  await press('transcript.openFull')
  await main.getByRole('region', { name: say('transcript.factsTitle') }).waitFor()
  await take(main, 'transcript')
  await main.keyboard.press('Escape')
  await goTo('nav.practice')
  await main.getByRole('row').nth(2).waitFor()
  await take(main, 'practice')
}

/** The outbox with a message in each state that wants an explanation. */
async function showStates(stage: Stage): Promise<void> {
  const { main, say, goTo } = stage
  for (const [to, subject] of letters) {
    const page = await stage.compose(() => ask(main, 'app', 'compose', { draftId: null }))
    await write(stage, page, to, subject)
    await send(stage, page)
  }
  await settle(main)
  await goTo('nav.outbox')
  await stage.row(minutes).getByRole('link').click()
  await main.getByRole('heading', { name: minutes }).waitFor()
  await take(main, 'outbox')
  await take(main, 'outbox-dark', 'dark')
  await stage.row(lost).getByRole('link').click()
  await main.getByRole('button', { name: say('command.entry.it-arrived') }).waitFor()
  await take(main, 'unconfirmed')
}

async function write({ say }: Stage, page: Page, to: readonly string[], subject: string): Promise<void> {
  const field = page.getByRole('combobox', { name: say('compose.to'), exact: true })
  for (const address of to) {
    await field.fill(address)
    await page.keyboard.press('Enter')
  }
  await page.getByRole('textbox', { name: say('compose.subject') }).fill(subject)
  await page
    .getByRole('textbox', { name: say('compose.body') })
    .fill('Dear all,\n\nhere they are. Tell me by Friday what I left out.\n\nMarit')
}

async function send({ press }: Stage, page: Page): Promise<void> {
  const closed = page.waitForEvent('close')
  await press('compose.send', page)
  await closed
}

async function take(page: Page, name: string, theme: Theme = 'light'): Promise<void> {
  await shoot(page, { themes: [theme], sizes: [usual], toFile: () => join(folder, `${name}.png`) })
  console.log(`docs/pictures/${name}.png`)
}
