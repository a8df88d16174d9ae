import { mkdirSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { beforeEach, describe, expect, test } from 'vitest'
import { createDrafts, emptyContent, type Drafts } from '../../../main/drafts/drafts.ts'
import type { DraftAttachment, DraftContent } from '../../../main/drafts/draft.ts'
import { sweepLeftovers } from '../../../main/outbox/leftover-files.ts'
import type { Store } from '../../../main/storage/store.ts'
import { createSeededRandom } from '../../support/seeded-random.ts'
import { createTempProfile, type TempProfile } from '../../support/temp-profile.ts'
import { entryWith } from './sample.ts'

const salt = 'aabbccddeeff001122334455'
const content: DraftContent = {
  ...emptyContent,
  to: ['anna@example.org'],
  subject: 'Minutes',
  text: 'Hello.\n',
}
const attachment = (file: string): DraftAttachment => ({
  ...{ id: file, name: 'plan.pdf', type: 'application/pdf', file, size: 4, sha256: '00', copiedAt: 1 },
})

let profile: TempProfile
let store: Store
let drafts: Drafts

beforeEach(async () => {
  profile = await createTempProfile()
  for (const folder of ['spool', 'files']) mkdirSync(join(profile.dataDir, folder))
})

/** A file as an earlier run left it. */
function leave(folder: 'files' | 'spool', name: string, bytes = 'text'): void {
  writeFileSync(join(profile.dataDir, folder, name), bytes)
}

function leaveMessage(
  base: string,
  typed: object | null,
  bytes = 'Subject: Minutes\r\n\r\nHello.\r\n',
): void {
  leave('spool', `${base}.eml`, bytes)
  if (typed !== null) leave('spool', `${base}.json`, JSON.stringify(typed))
}

async function open(): Promise<void> {
  store = (await profile.open()).store
  const { clock } = profile
  drafts = createDrafts({ store, clock, random: createSeededRandom(2), changed: () => undefined })
}

const sweep = () =>
  sweepLeftovers({
    ...{ store, drafts, clock: profile.clock, random: createSeededRandom(), isEnding: () => false },
  })
const names = async () => [...(await store.spool.list()), ...(await store.files.list())].sort()

/** In a run before this one. */
async function before(work: () => Promise<unknown>): Promise<void> {
  await open()
  await work()
  await store.close()
}

describe('what nobody owns is gone after one start', () => {
  test('the bytes of a message that was never queued, whose draft is there', async () => {
    const kept: { draftId?: string } = {}
    await before(async () => (kept.draftId = (await drafts.create(content)).id))
    leaveMessage(`${kept.draftId}-1-${salt}`, { ...content, draftId: kept.draftId })
    await open()
    expect(await sweep()).toBe(0)
    expect(await names()).toEqual([])
    expect((await drafts.list()).map(({ id }) => id)).toEqual([kept.draftId])
  })

  test('a version of an entry that was never stored', async () => {
    await before(async () => await store.queue.add(entryWith(['pending'], { id: 'e1' })))
    leaveMessage('e1-1', content)
    leaveMessage(`e1-2-${salt}`, { ...content, draftId: 'gone' })
    await open()
    expect(await sweep()).toBe(0)
    expect(await names()).toEqual(['e1-1.eml', 'e1-1.json'])
  })

  test('the files of an entry that was deleted', async () => {
    const revision = { ...entryWith([]).revision, files: ['mine', 'shared'] }
    leaveMessage('e1-1', content)
    for (const name of ['mine', 'shared', 'nobodys']) leave('files', name)
    await before(async () => {
      await drafts.create({ ...content, attachments: [attachment('shared')] })
      await store.queue.add(entryWith(['pending'], { id: 'e1', revision }))
      const doomed = await store.queue.remove('e1')
      expect(doomed.map(({ name }) => name).sort()).toEqual(['e1-1.eml', 'e1-1.json', 'mine'])
    })
    await open()
    expect(await sweep()).toBe(0)
    expect(await names()).toEqual(['shared'])
    expect(await drafts.list()).toHaveLength(1)
  })
})

describe('what somebody owns stays', () => {
  test('a file that only an earlier version of a draft has', async () => {
    leave('files', 'old')
    await before(async () => {
      const { id } = await drafts.create({ ...content, attachments: [attachment('old')] })
      await profile.clock.advance(3_600_000)
      await drafts.save(id, { ...content, text: 'Without the file.' })
    })
    await open()
    await sweep()
    expect(await names()).toEqual(['old'])
  })

  test('files of an entry of an older program, named by what was typed for it alone', async () => {
    leaveMessage('e1-1', { ...content, attachments: [attachment('mine')] })
    for (const name of ['mine', 'nobodys']) leave('files', name)
    await before(async () => await store.queue.add(entryWith(['pending'], { id: 'e1' })))
    await open()
    await sweep()
    expect(await names()).toEqual(['e1-1.eml', 'e1-1.json', 'mine'])
  })

  test('every attached file, where that cannot be read', async () => {
    leaveMessage('e1-1', null)
    for (const name of ['mine', 'nobodys']) leave('files', name)
    await before(async () => await store.queue.add(entryWith(['pending'], { id: 'e1' })))
    await open()
    await sweep()
    expect(await names()).toEqual(['e1-1.eml', 'mine', 'nobodys'])
  })

  test('all files that an entry may own whose record cannot be understood', async () => {
    leaveMessage('e1-1', content)
    leaveMessage('e2-1', content)
    leave('files', 'mine')
    await before(async () => {
      for (const id of ['e1', 'e2']) await store.queue.add(entryWith(['pending'], { id }))
    })
    const database = new DatabaseSync(join(profile.dataDir, 'outbox.db'))
    database.exec(
      `UPDATE entries SET data = '{' WHERE id = 'e1'; DELETE FROM facts; DELETE FROM entries WHERE id = 'e2'`,
    )
    database.close()
    await open()
    expect(await sweep()).toBe(1)
    expect(await names()).toEqual(['e1-1.eml', 'e1-1.json', 'mine'])
    expect((await drafts.list()).map((one) => one.content.subject)).toEqual(['Recovered: Minutes'])
  })

  test('damaged bytes that were set aside, as long as their message is there', async () => {
    leave('spool', 'e1-1.eml.damaged-2026-01-05T09-00-00')
    leave('spool', 'e2-1.eml.damaged-2026-01-05T09-00-00')
    await before(async () => await store.queue.add(entryWith(['pending'], { id: 'e1' })))
    await open()
    await sweep()
    expect(await names()).toEqual(['e1-1.eml.damaged-2026-01-05T09-00-00'])
  })

  test('what was written since the profile was opened, and everything where another process is on it', async () => {
    await open()
    leave('files', 'later')
    // A copy may keep the time of its source.
    utimesSync(join(profile.dataDir, 'files', 'later'), 1_000, 1_000)
    await sweep()
    expect(await names()).toEqual(['later'])
    leave('files', 'others')
    await open()
    await sweep()
    expect(await names()).toEqual(['later', 'others'])
  })
})

describe('a message whose entry was lost', () => {
  test('P1: is a draft with all that was typed and its files', async () => {
    leave('files', 'mine')
    const typed = { ...content, bcc: ['carl@example.org'], attachments: [attachment('mine')] }
    leaveMessage(`lost-1-${salt}`, { ...typed, draftId: 'lost' })
    await open()
    expect(await sweep()).toBe(1)
    expect((await drafts.list()).map((one) => one.content)).toEqual([
      { ...typed, subject: 'Recovered: Minutes' },
    ])
    expect(await names()).toEqual(['mine'])
  })

  test('P1: is a draft with what can be read of its bytes, and the bytes themselves, where that is all there is', async () => {
    const bytes = 'To: Anna <anna@example.org>, bob@example.org\r\nSubject: Minutes\r\n\r\nHello.\r\n'
    leaveMessage(`lost-1-${salt}`, null, bytes)
    await open()
    expect(await sweep()).toBe(1)
    const [draft] = await drafts.list()
    expect(draft?.content).toMatchObject({
      to: ['Anna <anna@example.org>', 'bob@example.org'],
      subject: 'Recovered: Minutes',
      text: 'Hello.',
      attachments: [{ name: 'message.eml', type: 'message/rfc822', size: bytes.length }],
    })
    expect(await names()).toEqual([draft?.content.attachments[0]?.file])
    expect(Buffer.from(await store.files.read((await names())[0] ?? '')).toString()).toBe(bytes)
  })
})
