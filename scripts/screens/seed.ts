// What the program holds while most pictures are taken: a rowing club's mail, in the state that each screen is for.
import { setTimeout as delay } from 'node:timers/promises'
import type { Page } from 'playwright-core'
import { ask } from './ask.ts'
import { addPeople, addServer } from './seed-accounts.ts'
import { snippets, templates } from './seed-data.ts'
import { addDrafts, addMerges, sendAll } from './seed-mail.ts'

const settleMs = 60_000

/** Fills the profile that has the practice server already, and waits until every message has come to rest. */
export async function seed(main: Page): Promise<void> {
  const practice = (await ask(main, 'identities', 'list'))[0]
  if (practice === undefined) throw new Error('The practice server has no address.')
  const club = await addServer(main)
  await addPeople(main)
  for (const each of [...templates, ...snippets]) await ask(main, 'templates', 'save', each)
  await sendAll(main, practice.id)
  await addDrafts(main, practice.id, club)
  const discardedAt = Date.now()
  await addMerges(main, practice.id)
  await settle(main)
  // What was discarded is offered back for ten seconds, at the foot of every page.
  await delay(Math.max(0, discardedAt + 10_500 - Date.now()))
}

/** Waits until nothing is queued or being sent. @throws after a minute. */
export async function settle(main: Page): Promise<void> {
  for (const end = Date.now() + settleMs; Date.now() < end;) {
    const { entries } = await ask(main, 'outbox', 'list', { list: 'outbox', offset: 0, limit: 100 })
    if (entries.every(({ state }) => state !== 'queued' && state !== 'sending')) return
    await delay(200)
  }
  throw new Error('The messages did not come to rest.')
}
