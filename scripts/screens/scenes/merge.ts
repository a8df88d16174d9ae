// Mail merge: the list, each step of its setup, the progress.
import type { Scene, Stage } from '../stage.ts'
import type { WordKey } from '../words.ts'

async function open({ goTo, main }: Stage, name: string): Promise<void> {
  await goTo('nav.outbox')
  await goTo('merge.title')
  await main.getByRole('link', { name }).or(main.getByRole('button', { name })).first().click()
}

/** A step of the setup, scrolled to. */
const step = (name: string, heading: WordKey): Scene => ({
  name,
  act: 'full',
  go: async (stage) => {
    await open(stage, 'Your season')
    await stage.main
      .getByRole('heading', { name: stage.say(heading) })
      .first()
      .waitFor()
  },
  frame: (page, { say }) =>
    page
      .getByRole('heading', { name: say(heading) })
      .first()
      .evaluate((element) => element.scrollIntoView({ block: 'start' })),
})

export const mergeScenes: readonly Scene[] = [
  {
    name: 'merge',
    act: 'full',
    go: async ({ goTo }) => {
      await goTo('nav.outbox')
      await goTo('merge.title')
    },
  },
  step('merge-table', 'merge.step.table'),
  step('merge-letter', 'merge.step.letter'),
  step('merge-files', 'merge.step.files'),
  step('merge-list', 'merge.step.list'),
  step('merge-when', 'merge.step.when'),
  step('merge-before', 'merge.step.before'),
  {
    name: 'merge-people',
    act: 'full',
    go: async (stage) => {
      await open(stage, 'Your season')
      await stage.press('merge.fromContacts')
      await stage.main.getByRole('dialog').waitFor()
    },
  },
  {
    name: 'merge-progress',
    act: 'full',
    go: async (stage) => {
      await open(stage, 'Invoices of the season')
      await stage.main.getByRole('progressbar').waitFor()
    },
  },
]
