// Every screen in a pseudo-language: text that no catalogue has shows without brackets, and longer text shows where there is
// no room for it. The second one runs from right to left.
import { describe, expect, it } from 'vitest'
import type { Page } from 'playwright-core'
import { toPseudo } from '../../main/text/languages.ts'
import { listLanguages } from '../../renderer/compose/languages.ts'
import { findClipped, findUntranslated } from './support/text-look.ts'
import { shot } from './support/shot.ts'
import { useProgram } from './support/use-program.ts'

const sizes = [
  { width: 1280, height: 800 },
  { width: 900, height: 600 },
]

/** Names of languages, which are not words of a catalogue. */
const languages = ['en-XA', 'ar-XB']
  .flatMap((shownIn) => listLanguages(shownIn))
  .map(({ label }) => label.replaceAll(/[()]/g, String.raw`\$&`))

/** What this test typed, what is the same in every language, and how times and sizes are written. */
const data = [
  new RegExp(`^(?:${languages.join('|')})$`, 'g'),
  /\S+@\S+|\b[\w-]+(?:\.[\w-]+)+\b|\bpractice\.test\b/g,
  /\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\b/g,
  /\b(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b/g,
  /\b(?:ms|MB|kB|px|UTC|Mod|Ctrl|Alt|Shift|Enter|Esc|F6)\b/g,
  /^[A-Z]\w+(?:\/[\w-]+)+$/g,
  /\b(?:SCRAM-SHA-(?:1|256)(?:-PLUS)?|EXTERNAL|OAUTHBEARER|XOAUTH2|CRAM-MD5|PLAIN|LOGIN)\b|-----BEGIN CERTIFICATE-----/g,
  /^you$|^Sendoff$|\b(?:CN=|O=Sendoff practice server)|\b(?:recipient|subject|ip|server|server-name)-\d\b|^\/tmp\/\S+$/g,
  /^\[Ýöürš\.$|^(?:practice\.test, )?localhost, 127\.0\.0\.1$|^, localhost, $|^bulk$|^list$|^https:\/\/$/g,
  /Cannot autolaunch D-Bus without X11 \$DISPLAY/g,
  /^550 5\.1\.1 Recipient address rejected: User unknown in local recipient table$/g,
]

describe.each(['en-XA', 'ar-XB'] as const)('in %s', (language) => {
  const program = useProgram({ env: { SENDOFF_LANGUAGE: language } })
  /** Each with the first screen that had it. */
  const untranslated = new Map<string, string>()
  const clipped = new Map<string, string>()

  async function look(page: Page, screen: string): Promise<void> {
    for (const size of sizes) {
      await page.setViewportSize(size)
      await page.waitForTimeout(120)
      const name = `${size.width}x${size.height}`
      await shot(page, `${language}-${screen.replaceAll(/\W+/g, '-')}-${name}`)
      const where = `${screen}, ${name}`
      for (const text of await findUntranslated(page, data))
        untranslated.set(text, untranslated.get(text) ?? where)
      for (const text of await findClipped(page)) clipped.set(text, clipped.get(text) ?? where)
    }
    await page.setViewportSize({ width: 1280, height: 800 })
  }

  const say = (text: string) => toPseudo(text)
  const goTo = (name: string) =>
    program.main
      .getByRole('navigation', { name: say('Main') })
      .getByRole('link', { name: say(name) })
      .click()
  const press = (page: Page, name: string) =>
    page
      .getByRole('button', { name: say(name), exact: true })
      .first()
      .click()

  it('walks through the main window', { timeout: 180_000 }, async () => {
    const { main } = program
    await main.getByRole('heading', { name: say('Mail is sent when the other side says so.') }).waitFor()
    await look(main, 'first run')
    const letter = await program.compose(() => press(main, 'Try it with the practice server'))
    await letter.close()
    await goTo('Practice server')
    await look(main, 'practice')
    for (const [place, screen] of [
      ['Outbox', 'outbox'],
      ['Sent', 'sent'],
      ['Drafts', 'drafts'],
      ['Mail merge', 'merge'],
      ['Contacts', 'contacts'],
      ['Servers', 'servers'],
    ] as const) {
      await goTo(place)
      await look(main, screen)
    }
    await press(main, 'Add a server')
    await look(main, 'add a server')
    await press(main, 'Set up by hand')
    for (const summary of await main.locator('.detail details > summary').all()) await summary.click()
    await look(main, 'server form')
  })

  it('walks through a message that was refused', { timeout: 180_000 }, async () => {
    const { main } = program
    await goTo('Practice server')
    const letter = await program.compose(() =>
      main.getByRole('row').filter({ hasText: 'unknown@' }).getByRole('button').click(),
    )
    await look(letter, 'compose rich')
    await press(letter, 'Make it plain text')
    await look(letter, 'compose plain')
    await press(letter, 'Make it rich text')
    for (const [button, screen] of [
      ['Options', 'options'],
      ['Send options', 'send menu'],
      ['Insert', 'insert menu'],
    ] as const) {
      await press(letter, button)
      await look(letter, `compose ${screen}`)
      await letter.keyboard.press('Escape')
    }
    for (const item of ['Calendar invitation…', 'Templates and snippets…']) {
      await press(letter, 'Insert')
      await letter.getByRole('menuitem', { name: say(item) }).click()
      await letter.getByRole('dialog').waitFor()
      await look(letter, `compose ${item}`)
      await letter.keyboard.press('Escape')
    }
    await press(letter, 'Send options')
    await letter.getByRole('menuitem', { name: say('Send later…') }).click()
    await look(letter, 'compose later')
    await letter.keyboard.press('Escape')
    const closed = letter.waitForEvent('close')
    await press(letter, 'Send')
    await closed
    await goTo('Outbox')
    await main.getByRole('listitem').filter({ hasText: 'unknown' }).first().click()
    await main.getByRole('region', { name: say('What happened') }).waitFor()
    await look(main, 'refused')
    await press(main, 'Open in full')
    for (const view of ['Transcript', 'As text', 'Compare', 'Support report']) {
      await main
        .getByRole('tab', { name: say(view) })
        .or(main.getByRole('radio', { name: say(view) }))
        .first()
        .click()
      await look(main, `transcript ${view}`)
    }
  })

  it('walks through settings, identities and routes', { timeout: 180_000 }, async () => {
    const { main } = program
    await main.keyboard.press('Escape')
    await main.keyboard.press('Control+,')
    await main.getByRole('heading', { name: say('Settings'), level: 1 }).waitFor()
    for (const page of ['Sending', 'Appearance', 'Desktop', 'Keyboard', 'Security', 'Records', 'About']) {
      await main
        .getByRole('navigation', { name: say('Settings') })
        .getByRole('link', { name: say(page), exact: true })
        .click()
      await look(main, `settings ${page}`)
    }
    await goTo('Mail merge')
    await press(main, 'New mail merge')
    await look(main, 'merge setup')
    await press(main, 'From contacts…')
    await main.getByRole('dialog').waitFor()
    await look(main, 'merge people')
    await main.keyboard.press('Escape')
    await goTo('Contacts')
    await press(main, 'New contact')
    await look(main, 'contact form')
    await goTo('Servers')
    await press(main, 'Routes')
    await press(main, 'New rule')
    await look(main, 'routes')
    for (const screen of ['Import servers', 'Export servers', 'Identities']) {
      await main.keyboard.press('Control+k')
      await main.getByRole('dialog').getByRole('combobox').fill(say(screen))
      await main.getByRole('dialog').getByRole('option').first().click()
      await look(main, screen)
    }
    await press(main, 'Add an identity')
    await look(main, 'identity form')
    await main.keyboard.press('Control+k')
    await main.getByRole('dialog').waitFor()
    await look(main, 'palette')
    await main.keyboard.press('Escape')
  })

  it('would find both', async () => {
    await program.main.evaluate(() => {
      const [around, cut] = [document.createElement('div'), document.createElement('p')]
      cut.textContent = 'Not in any catalogue'
      for (const [name, value] of Object.entries({
        overflow: 'hidden',
        width: '40px',
        position: 'fixed',
        top: '0',
      }))
        around.style.setProperty(name, value)
      cut.style.setProperty('width', '200px')
      around.append(cut)
      document.body.append(around)
    })
    expect(await findUntranslated(program.main, data)).toContain('Not in any catalogue')
    expect(await findClipped(program.main)).toEqual([
      'over the edge of what is around it, p.: Not in any catalogue',
    ])
  })

  it('finds no text that is in no catalogue', () => {
    expect([...untranslated]).toEqual([])
  })

  it('finds no text that is cut off', () => {
    expect([...clipped]).toEqual([])
  })
})
