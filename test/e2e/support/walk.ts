// A walk through the screens, in whichever language the program speaks: each is shown, and looked at.
import type { Page } from 'playwright-core'
import type { Program } from './program.ts'

export interface Walk {
  readonly program: Program
  /** A text of the catalogue as the program shows it. */
  readonly say: (text: string) => string
  /** What is done with each screen; it may be left in any size, with any focus. */
  readonly look: (page: Page, screen: string) => Promise<void>
}

function goTo({ program, say }: Walk, name: string): Promise<void> {
  return program.main
    .getByRole('navigation', { name: say('Main') })
    .getByRole('link', { name: say(name) })
    .click()
}

function press({ say }: Walk, page: Page, name: string): Promise<void> {
  return page
    .getByRole('button', { name: say(name), exact: true })
    .first()
    .click()
}

/** From the first screen, through the places of the navigation. */
export async function walkPlaces(walk: Walk): Promise<void> {
  const { program, say, look } = walk
  const { main } = program
  await main.getByRole('heading', { name: say('Mail is sent when the other side says so.') }).waitFor()
  await look(main, 'first run')
  const letter = await program.compose(() => press(walk, main, 'Try it with the practice server'))
  await letter.close()
  await goTo(walk, 'Practice server')
  await look(main, 'practice')
  for (const [place, screen] of [
    ['Outbox', 'outbox'],
    ['Sent', 'sent'],
    ['Drafts', 'drafts'],
    ['Mail merge', 'merge'],
    ['Contacts', 'contacts'],
    ['Servers', 'servers'],
  ] as const) {
    await goTo(walk, place)
    await look(main, screen)
  }
  await press(walk, main, 'Add a server')
  await look(main, 'add a server')
  await press(walk, main, 'Set up by hand')
  for (const summary of await main.locator('.detail details > summary').all()) await summary.click()
  await look(main, 'server form')
}

/** A message that the practice server refuses: written, sent, explained. */
export async function walkRefusal(walk: Walk): Promise<void> {
  const { program, say, look } = walk
  const { main } = program
  await goTo(walk, 'Practice server')
  const letter = await program.compose(() =>
    main.getByRole('row').filter({ hasText: 'unknown@' }).getByRole('button').click(),
  )
  await walkLetter(walk, letter)
  const closed = letter.waitForEvent('close')
  await press(walk, letter, 'Send')
  await closed
  await goTo(walk, 'Outbox')
  await main.getByRole('listitem').filter({ hasText: 'unknown' }).first().click()
  await main.getByRole('region', { name: say('What happened') }).waitFor()
  await look(main, 'refused')
  await press(walk, main, 'Open in full')
  for (const view of ['Transcript', 'As text', 'Compare', 'Support report']) {
    await main
      .getByRole('tab', { name: say(view) })
      .or(main.getByRole('radio', { name: say(view) }))
      .first()
      .click()
    await look(main, `transcript ${view}`)
  }
}

async function walkLetter(walk: Walk, letter: Page): Promise<void> {
  const { say, look } = walk
  await look(letter, 'compose rich')
  await press(walk, letter, 'Make it plain text')
  await look(letter, 'compose plain')
  await press(walk, letter, 'Make it rich text')
  for (const [button, screen] of [
    ['Options', 'options'],
    ['Send options', 'send menu'],
    ['Insert', 'insert menu'],
  ] as const) {
    await press(walk, letter, button)
    await look(letter, `compose ${screen}`)
    await letter.keyboard.press('Escape')
  }
  for (const item of ['Calendar invitation…', 'Templates and snippets…']) {
    await press(walk, letter, 'Insert')
    await letter.getByRole('menuitem', { name: say(item) }).click()
    await letter.getByRole('dialog').waitFor()
    await look(letter, `compose ${item}`)
    await letter.keyboard.press('Escape')
  }
  await press(walk, letter, 'Send options')
  await letter.getByRole('menuitem', { name: say('Send later…') }).click()
  await look(letter, 'compose later')
  await letter.keyboard.press('Escape')
}

async function walkPages(
  { program, say, look }: Walk,
  place: string,
  pages: readonly string[],
): Promise<void> {
  for (const page of pages) {
    await program.main
      .getByRole('navigation', { name: say(place) })
      .getByRole('link', { name: say(page), exact: true })
      .click()
    await look(program.main, `${place.toLowerCase()} ${page}`)
  }
}

/** Settings, help, forms, and the pages that the palette finds; from the transcript in full. */
export async function walkForms(walk: Walk): Promise<void> {
  const { program, say, look } = walk
  const { main } = program
  await main.keyboard.press('Escape')
  await main.keyboard.press('Control+,')
  await main.getByRole('heading', { name: say('Settings'), level: 1 }).waitFor()
  const pages = [
    'Sending',
    'Appearance',
    'Desktop',
    'Keyboard',
    'Security',
    'Records',
    'Profile',
    'Administrator',
    'About',
  ]
  await walkPages(walk, 'Settings', pages)
  await goTo(walk, 'Help')
  await walkPages(walk, 'Help', ['Reply codes', 'Lessons', 'Log and crashes'])
  await goTo(walk, 'Drafts')
  await main
    .getByRole('list', { name: say('Drafts') })
    .getByRole('link')
    .first()
    .click()
  await look(main, 'draft')
  await goTo(walk, 'Mail merge')
  await press(walk, main, 'New mail merge')
  await look(main, 'merge setup')
  await press(walk, main, 'From contacts…')
  await main.getByRole('dialog').waitFor()
  await look(main, 'merge people')
  await main.keyboard.press('Escape')
  await goTo(walk, 'Contacts')
  await press(walk, main, 'New contact')
  await look(main, 'contact form')
  await goTo(walk, 'Servers')
  await press(walk, main, 'Routes')
  await press(walk, main, 'New rule')
  await look(main, 'routes')
  for (const screen of ['Import servers', 'Export servers', 'Identities']) {
    await main.keyboard.press('Control+k')
    await main.getByRole('dialog').getByRole('combobox').fill(say(screen))
    await main.getByRole('dialog').getByRole('option').first().click()
    await look(main, screen)
  }
  await press(walk, main, 'Add an identity')
  await look(main, 'identity form')
  await main.keyboard.press('Control+k')
  await main.getByRole('dialog').waitFor()
  await look(main, 'palette')
  await main.keyboard.press('Escape')
}

/** Gives the program a file where this button asks for one. */
async function give(walk: Walk, button: string, path: string): Promise<void> {
  const chooser = walk.program.main.waitForEvent('filechooser')
  await press(walk, walk.program.main, button)
  await (await chooser).setFiles(path)
}

export interface ImportFiles {
  /** A table of contacts, with a row that cannot be taken. */
  readonly contacts: string
  /** Servers that were exported. */
  readonly servers: string
}

/** A contact with what is known of it, and files that are read: what would be taken, then what was. */
export async function walkImports(walk: Walk, files: ImportFiles): Promise<void> {
  const { program, say, look } = walk
  const { main } = program
  await goTo(walk, 'Contacts')
  await press(walk, main, 'New contact')
  await main.getByLabel(say('Name'), { exact: true }).fill('Anna de Vries')
  await main.getByLabel(say('Address 1'), { exact: true }).fill('anna@practice.test')
  await main.keyboard.press('Enter')
  await main.getByRole('heading', { name: 'Anna de Vries' }).waitFor()
  await look(main, 'contact')
  await give(walk, 'Import', files.contacts)
  await main.getByText(say('Nothing is stored yet')).waitFor()
  await look(main, 'contacts import')
  await main.locator('main .primary').click()
  await main.getByRole('button', { name: say('Undo this import') }).waitFor()
  await look(main, 'contacts imported')
  await main.keyboard.press('Control+k')
  await main.getByRole('dialog').getByRole('combobox').fill(say('Import servers'))
  await main.getByRole('dialog').getByRole('option').first().click()
  await give(walk, 'Choose a file…', files.servers)
  await main.getByRole('heading', { name: say('What was found') }).waitFor()
  await look(main, 'servers import')
  await main.locator('main .primary').click()
  await main.getByRole('heading', { name: say('Import finished') }).waitFor()
  await look(main, 'servers imported')
}
