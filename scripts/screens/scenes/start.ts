// Before there is anything: the first run, and the lists that are empty.
import { ask } from '../ask.ts'
import type { Scene } from '../stage.ts'

const fresh: readonly Scene[] = [
  {
    name: 'first-run',
    act: 'fresh',
    go: ({ main, say }) => main.getByRole('heading', { name: say('first.title') }).waitFor(),
  },
]

const empty: readonly Scene[] = [
  {
    name: 'keychain-banner',
    act: 'empty',
    go: ({ goTo }) => goTo('nav.servers'),
    after: ({ main }) => dismissNotices(main),
  },
  { name: 'outbox-empty', act: 'empty', go: ({ goTo }) => goTo('nav.outbox') },
  { name: 'sent-empty', act: 'empty', go: ({ goTo }) => goTo('nav.sent') },
  { name: 'drafts-empty', act: 'empty', go: ({ goTo }) => goTo('nav.drafts') },
  { name: 'contacts-empty', act: 'empty', go: ({ goTo }) => goTo('contacts.title') },
  { name: 'merge-empty', act: 'empty', go: ({ goTo }) => goTo('merge.title') },
  { name: 'practice-empty', act: 'empty', go: ({ goTo }) => goTo('nav.practice') },
]

/** There may be no keychain where the pictures are made; its banner has a picture of its own and stands in no other. */
export async function dismissNotices(main: Parameters<typeof ask>[0]): Promise<void> {
  for (const { id } of (await ask(main, 'app', 'info')).notices)
    await ask(main, 'app', 'dismissNotice', { id })
}

export const startScenes = [...fresh, ...empty]
