import { copyFileSync, existsSync, readFileSync, renameSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, test } from 'vitest'
import { leaveCleanEnd, takeCleanEnd } from '../../../main/storage/clean-end.ts'
import { allEntries } from '../../support/all-entries.ts'
import { createTempProfile, type TempProfile } from '../../support/temp-profile.ts'
import { entryWith } from '../outbox/sample.ts'

const day = 24 * 3_600_000
const pageSize = 4096

/** A profile that was closed as it should be. */
async function closed(count = 40): Promise<{ profile: TempProfile; path: string }> {
  const profile = await createTempProfile()
  const { store } = await profile.open()
  for (let n = 0; n < count; n += 1)
    await store.queue.add(entryWith(['pending'], { id: `e${n}`, subject: 'x'.repeat(3_000) }))
  await store.close()
  return { profile, path: join(profile.dataDir, 'outbox.db') }
}

test('a file is trusted once, where nobody has touched it since it was closed', async () => {
  const { profile, path } = await closed(1)
  const now = profile.clock.now()
  expect(takeCleanEnd(path, now + 5)).toBe(now)
  expect(takeCleanEnd(path, now + 5)).toBeUndefined()
})

test.each<readonly [string, (path: string) => void]>([
  ['written to', (path) => writeFileSync(path, readFileSync(path))],
  ['set back to its old time', (path) => utimesSync(path, 1, 1)],
  [
    'brought back from a copy',
    (path) => {
      copyFileSync(path, `${path}.copy`)
      renameSync(`${path}.copy`, path)
    },
  ],
  ['left with changes that are not in it yet', (path) => writeFileSync(`${path}-wal`, '')],
  ['left with a note that is none', (path) => writeFileSync(`${path}-closed`, '{"file":')],
  [
    'left by a program of another format',
    (path) => {
      const note = JSON.parse(readFileSync(`${path}-closed`, 'utf8')) as { format: number }
      writeFileSync(`${path}-closed`, JSON.stringify({ ...note, format: note.format - 1 }))
    },
  ],
  [
    'left by a program that says no format',
    (path) => {
      const note = JSON.parse(readFileSync(`${path}-closed`, 'utf8')) as { format: number }
      writeFileSync(`${path}-closed`, JSON.stringify({ ...note, format: undefined }))
    },
  ],
])('a file that was %s is read in whole', async (_, change) => {
  const { profile, path } = await closed(1)
  change(path)
  expect(takeCleanEnd(path, profile.clock.now())).toBeUndefined()
})

test('after a week, or where the clock was set back, it is read in whole all the same', async () => {
  const { profile, path } = await closed(1)
  const now = profile.clock.now()
  for (const [at, is] of [
    [now + 7 * day, undefined],
    [now - 1, undefined],
    [now + 6 * day, now],
  ] as const) {
    leaveCleanEnd(path, now)
    expect(takeCleanEnd(path, at)).toBe(is)
  }
})

test('while the profile is open there is no note, and one that is closed without a check keeps the time of the last', async () => {
  const { profile, path } = await closed(1)
  const checkedAt = profile.clock.now()
  await profile.clock.advance(day)
  const { store } = await profile.open()
  expect(existsSync(`${path}-closed`)).toBe(false)
  await store.close()
  expect(takeCleanEnd(path, profile.clock.now())).toBe(checkedAt)
})

test('where two are on the profile, whoever came second leaves no note', async () => {
  const { profile, path } = await closed(1)
  const [first, second] = [await profile.open(), await profile.open()]
  await first.store.close()
  await second.store.close()
  expect(existsSync(`${path}-closed`)).toBe(false)
})

/** Fills a page of the file, as a disk that forgets would leave it: the note says that nobody has touched it. */
function damage({ profile, path }: { profile: TempProfile; path: string }, page: (bytes: Buffer) => number) {
  const bytes = readFileSync(path)
  const at = page(bytes) * pageSize
  bytes.fill(0xff, at, at + pageSize)
  writeFileSync(path, bytes)
  leaveCleanEnd(path, profile.clock.now())
}

/** What is read at a start stays whole: the rows alone are lost. */
const pageOfRows = (bytes: Buffer) => Math.floor(bytes.indexOf('x'.repeat(2_000)) / pageSize)

test('P1: damage that no check looked for is met in the work; the next start reads the whole file and repairs it', async () => {
  const { profile, path } = await closed()
  damage({ profile, path }, pageOfRows)
  const { store, notices } = await profile.open()
  expect(notices).toEqual([])
  await expect(allEntries(store)).rejects.toMatchObject({ failure: { code: 'storage' } })
  await store.close()
  const next = await profile.open()
  expect(next.notices).toMatchObject([{ id: 'database-set-aside' }])
})

test('an entry that cannot be understood is named at every start, and listed once it can be', async () => {
  const { profile, path } = await closed(3)
  const change = (sql: string) => {
    const database = new DatabaseSync(path)
    database.exec(sql)
    database.close()
  }
  change(`CREATE TABLE kept AS SELECT id, data FROM entries; UPDATE entries SET data = '{' WHERE id = 'e1'`)
  const named = async () => {
    let entryIds: readonly string[] = []
    const opened = await profile.open()
    opened.watchDamage((found) => (entryIds = found))
    const read = await allEntries(opened.store)
    await opened.store.close()
    return [entryIds, read.map(({ id }) => id).sort()]
  }
  for (let start = 0; start < 3; start += 1) expect(await named()).toEqual([['e1'], ['e0', 'e2']])
  change(`UPDATE entries SET data = (SELECT data FROM kept WHERE kept.id = entries.id); DROP TABLE kept`)
  // As if an older program had left it: the note is of this state.
  leaveCleanEnd(path, profile.clock.now())
  for (let start = 0; start < 2; start += 1) expect(await named()).toEqual([[], ['e0', 'e1', 'e2']])
})

test('P1: where another process met the damage, the start after both reads the whole file and repairs it', async () => {
  const { profile, path } = await closed()
  damage({ profile, path }, pageOfRows)
  const [first, second] = [await profile.open(), await profile.open()]
  await expect(allEntries(second.store)).rejects.toMatchObject({ failure: { code: 'storage' } })
  await second.store.close()
  await first.store.close()
  expect((await profile.open()).notices).toMatchObject([{ id: 'database-set-aside' }])
})

/** What counts rows at a start reads this index. */
function pageOfIndex(path: string): number {
  const database = new DatabaseSync(path)
  const root = database.prepare(`SELECT rootpage FROM sqlite_schema WHERE name = 'listing_by_group'`).get()
  database.close()
  return Number(root?.rootpage) - 1
}

test('P1: where another process met the damage at its start, the file is not trusted either', async () => {
  const { profile, path } = await closed()
  const at = pageOfIndex(path)
  const first = await profile.open()
  // Into the file under it, and into none of the pages that it has read.
  const change = new DatabaseSync(path)
  change.exec('PRAGMA wal_checkpoint(TRUNCATE)')
  change.close()
  damage({ profile, path }, () => at)
  await expect(profile.open()).rejects.toMatchObject({ failure: { code: 'storage' } })
  await first.store.close()
  expect(takeCleanEnd(path, profile.clock.now())).toBeUndefined()
})

test('P1: damage that is met at the start itself is repaired at that start', async () => {
  const { profile, path } = await closed()
  damage({ profile, path }, () => pageOfIndex(path))
  const { store, notices } = await profile.open()
  expect(notices).toMatchObject([{ id: 'database-set-aside' }])
  expect(await allEntries(store)).toHaveLength(40)
})

test('P1: an index that lacks rows is met in the work; the next start finds that too, and repairs it', async () => {
  const { profile, path } = await closed(3)
  const change = (...sql: readonly string[]) => {
    const database = new DatabaseSync(path)
    // Node opens it so that its schema cannot be written.
    database.enableDefensive(false)
    for (const one of ['PRAGMA writable_schema = ON', ...sql]) database.exec(one)
    database.close()
  }
  const where = `WHERE name = 'listing_by_group'`
  change(
    `CREATE TABLE kept AS SELECT sql FROM sqlite_schema ${where}`,
    `UPDATE sqlite_schema SET sql = sql || ' WHERE grp = 9' ${where}`,
  )
  change(`UPDATE listing SET updated_at = updated_at + 1 WHERE entry_id = 'e0'`)
  change(`UPDATE sqlite_schema SET sql = (SELECT sql FROM kept) ${where}`, 'DROP TABLE kept')
  leaveCleanEnd(path, profile.clock.now())
  const { store } = await profile.open()
  const held = store.queue.apply('e0', { type: 'held', by: 'person' }, profile.clock.now())
  await expect(held).rejects.toMatchObject({ failure: { code: 'storage' } })
  await store.close()
  const next = await profile.open()
  expect(next.notices).toMatchObject([{ id: 'database-set-aside' }])
  expect((await next.store.queue.apply('e0', { type: 'held', by: 'person' }, 1)).isChanged).toBe(true)
  expect(await allEntries(next.store)).toHaveLength(3)
})

test('P1: a disk that reported a fault is not trusted: the next start reads the whole file', async () => {
  const { profile, path } = await closed(1)
  const { store } = await profile.open([{ at: 'commit', nth: 1, code: 'EIO' }])
  await expect(store.queue.add(entryWith(['pending'], { id: 'e9' }))).rejects.toMatchObject({
    failure: { code: 'storage' },
  })
  await store.close()
  expect(takeCleanEnd(path, profile.clock.now())).toBeUndefined()
})
