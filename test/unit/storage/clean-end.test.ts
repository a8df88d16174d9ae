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

test('P1: damage that no check looked for is met in the work; the next start reads the whole file and repairs it', async () => {
  const { profile, path } = await closed()
  const bytes = readFileSync(path)
  // What is read at a start stays whole: the rows alone are lost.
  const at = bytes.indexOf('x'.repeat(2_000))
  bytes.fill(0xff, at - (at % pageSize), at - (at % pageSize) + pageSize)
  writeFileSync(path, bytes)
  // As a disk that forgets would leave it: the note says that nobody has touched it.
  leaveCleanEnd(path, profile.clock.now())
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
