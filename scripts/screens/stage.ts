import type { Locator, Page } from 'playwright-core'
import { ask } from './ask.ts'
import type { Program } from './program.ts'
import type { Language, WordKey, Words } from './words.ts'

/** Which state of the profile a scene wants; the first three follow each other in one program, each other has its own. */
export const acts = ['fresh', 'empty', 'full', 'policy', 'late'] as const
export type Act = (typeof acts)[number]

/** A picture: its name and the way there, from the main window with nothing open. */
export interface Scene {
  readonly name: string
  readonly act: Act
  /** Where it opens another window, that one is taken. */
  readonly go: (stage: Stage) => Promise<unknown>
  /** Done anew at each size: what a change of the window undoes. */
  readonly frame?: (page: Page, stage: Stage) => Promise<unknown>
  /** Puts back what `go` changed for the scenes behind it. */
  readonly after?: (stage: Stage) => Promise<unknown>
}

/** The program in one language, and what a person does in it. */
export interface Stage extends Program, Words {
  readonly language: Language
  goTo(key: WordKey): Promise<void>
  /** Presses the first button of that name. */
  press(key: WordKey, page?: Page): Promise<void>
  choose(menu: WordKey, item: WordKey, page?: Page): Promise<void>
  /** Opens a draft with this subject in its window. */
  write(subject: string): Promise<Page>
  /** The row of a list that has this text. */
  row(text: string): Locator
}

export function stageOf(program: Program, words: Words, language: Language): Stage {
  const { main } = program
  const { say } = words
  const button = (page: Page, key: WordKey) =>
    page.getByRole('button', { name: say(key), exact: true }).first()
  return {
    ...program,
    ...words,
    language,
    goTo: (key) =>
      main
        .getByRole('navigation', { name: say('nav.main') })
        // Behind it may stand how many wait; “Server” is no “Server for practice”.
        .getByRole('link', { name: new RegExp(`^${say(key)}(?!\\p{L})`, 'u') })
        .click(),
    press: (key, page = main) => button(page, key).click(),
    choose: async (menu, item, page = main) => {
      await button(page, menu).click()
      await page.getByRole('menuitem', { name: say(item) }).click()
    },
    write: async (subject) => {
      const found = (await ask(main, 'drafts', 'list')).find(({ content }) => content.subject === subject)
      if (found === undefined) throw new Error(`no draft ${subject}`)
      return await program.compose(() => ask(main, 'app', 'compose', { draftId: found.id }))
    },
    row: (text) => main.getByRole('listitem').filter({ hasText: text }).first(),
  }
}

/** Closes what a scene left open. */
export async function clear({ main, others }: Stage): Promise<void> {
  for (const page of others()) {
    const closed = page.waitForEvent('close')
    await page.close({ runBeforeUnload: true })
    await closed
  }
  await main.bringToFront()
  await main.evaluate(`for (const one of document.querySelectorAll('dialog[open]')) one.close()`)
  for (let tries = 0; tries < 2; tries += 1) await main.keyboard.press('Escape')
}
