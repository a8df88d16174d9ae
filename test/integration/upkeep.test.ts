// The profile over restarts: files without an owner, a damaged database, messages whose time is over.
import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { DraftContent } from '../../main/drafts/draft.ts'
import { createHarness, isSettled, type Harness } from '../support/core-harness.ts'
import { settle } from '../support/fake-clock.ts'

const dayMs = 86_400_000

let core: Harness

beforeEach(async () => {
  core = await createHarness()
})
afterEach(() => core.close())

/** Sends a message with an attached file to the practice server, and waits until that is over. */
async function send(to: string, over: Partial<DraftContent> = {}): Promise<string> {
  const { draftId } = await core.api.practice.tryIt({ scenarioId: null })
  const { content } = await core.api.drafts.get({ draftId })
  const bytes = new TextEncoder().encode('a file')
  const { added } = await core.api.drafts.attachBytes({
    draftId,
    name: 'plan.txt',
    type: 'text/plain',
    bytes,
  })
  const sent = {
    ...content,
    to: [to],
    subject: 'Minutes',
    text: 'The minutes.\n',
    attachments: added,
    ...over,
  }
  await core.api.outbox.enqueue({ draftId, content: sent })
  await core.until(draftId, isSettled)
  return draftId
}

const filesIn = (folder: string) => readdirSync(join(core.dataDir, folder))
const countFiles = () => filesIn('spool').length + filesIn('files').length

test('P19: with a deleted message go its files, but for those that an open edit has', async () => {
  const gone = await send('full@practice.test')
  const edited = await send('full@practice.test')
  expect(countFiles()).toBe(6)
  const { draftId } = await core.api.outbox.edit({ entryId: edited, addressOnly: false })
  for (const entryId of [gone, edited]) await core.api.outbox.delete({ entryId })
  const { content } = await core.api.drafts.get({ draftId })
  expect([filesIn('spool'), filesIn('files')]).toEqual([[], content.attachments.map(({ file }) => file)])
})

test('P1: a database that cannot be read at all: every message is a draft after the start, with its file, and a notice says so', async () => {
  await send('full@practice.test', { subject: 'Contract' })
  await core.restart(() => writeFileSync(join(core.dataDir, 'outbox.db'), 'no database any more'))
  const notices = async () => (await core.api.app.info()).notices.map(({ id }) => id)
  while ((await notices()).length < 2) await settle()
  expect(await notices()).toEqual(['database-set-aside', 'recovered'])
  const drafts = await core.api.drafts.list()
  expect(
    drafts.map(({ content: { subject, text, attachments } }) => [subject, text, attachments[0]?.name]),
  ).toEqual([['Recovered: Contract', 'The minutes.\n', 'plan.txt']])
  expect([filesIn('spool').length, filesIn('files').length]).toEqual([0, 1])
})

test('settled messages are kept for as many days as the person wants, all others for ever', async () => {
  const sent = await send('anna@practice.test')
  const refused = await send('unknown@practice.test')
  await core.clock.advance(8 * dayMs)
  const listed = async () => {
    const both = ['outbox', 'sent'] as const
    const pages = await Promise.all(both.map((list) => core.api.outbox.list({ list, offset: 0, limit: 9 })))
    return pages.flatMap(({ entries }) => entries.map(({ id }) => id))
  }
  expect(await listed()).toEqual([refused, sent])
  await core.api.settings.set({ keepSettledDays: 7 })
  while ((await listed()).length === 2) await settle()
  expect(await listed()).toEqual([refused])
  await core.restart()
  expect(countFiles()).toBe(3)
})

test('a message whose record cannot be read is left where it is, and a notice names it', async () => {
  const id = await send('full@practice.test')
  await core.restart(() => {
    const database = new DatabaseSync(join(core.dataDir, 'outbox.db'))
    database.exec(`UPDATE entries SET data = json_set(data, '$.recipients', 'eaten'); DELETE FROM facts`)
    database.close()
  })
  const { notices } = await core.api.app.info()
  expect(notices).toMatchObject([{ id: 'unreadable', detail: expect.stringContaining(id) as string }])
  expect((await core.api.outbox.list({ list: 'outbox', offset: 0, limit: 9 })).total).toBe(0)
  await core.restart()
  expect(countFiles()).toBe(3)
})
