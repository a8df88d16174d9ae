import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { mkdir, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, test } from 'vitest'
import { currentVersion } from '../../../main/storage/migrations.ts'
import { openStore } from '../../../main/storage/open-store.ts'
import { allEntries } from '../../support/all-entries.ts'
import { createTempProfile } from '../../support/temp-profile.ts'
import { entryWith } from '../outbox/sample.ts'

const hashOf = (path: string) => createHash('sha256').update(readFileSync(path)).digest('hex')

test('a database that is none is set aside under a new name, and the notice says both', async () => {
  const profile = await createTempProfile()
  const path = join(profile.dataDir, 'outbox.db')
  writeFileSync(path, 'this is no database, but somebody may want to see it')
  const { store, notices } = await profile.open()
  const aside = 'outbox.damaged-2026-01-05T09-00-00.db'
  expect(readFileSync(join(profile.dataDir, aside), 'utf8')).toContain('somebody may want')
  expect(notices).toHaveLength(1)
  expect(notices[0]?.id).toBe('database-set-aside')
  expect(`${notices[0]?.message} ${notices[0]?.detail}`).toContain(aside)
  expect(`${notices[0]?.message} ${notices[0]?.detail}`).toContain('outbox.db')
  await store.queue.add(entryWith(['pending'], { id: 'e1' }))
  expect(await allEntries(store)).toHaveLength(1)
})

test('a second damaged database in the same second overwrites nothing', async () => {
  const profile = await createTempProfile()
  const path = join(profile.dataDir, 'outbox.db')
  for (const text of ['first', 'second']) {
    writeFileSync(path, `${text} damaged file`)
    await (await profile.open()).store.close()
  }
  const names = (await readdir(profile.dataDir)).filter((name) => name.startsWith('outbox.damaged-'))
  const texts = names.map((name) => readFileSync(join(profile.dataDir, name), 'utf8'))
  expect(texts.sort()).toEqual(['first damaged file', 'second damaged file'])
})

test('pages overwritten inside the database are found at start, and the file is kept', async () => {
  const profile = await createTempProfile()
  const path = join(profile.dataDir, 'outbox.db')
  const first = (await profile.open()).store
  const long = 'x'.repeat(3000)
  for (let n = 0; n < 40; n++) await first.queue.add(entryWith(['pending'], { id: `e${n}`, subject: long }))
  await first.close()
  const bytes = readFileSync(path)
  bytes.fill(0xff, 8192, Math.min(bytes.length, 60_000))
  writeFileSync(path, bytes)
  const damaged = hashOf(path)
  const { store, notices } = await profile.open()
  expect(notices.map(({ id }) => id)).toEqual(['database-set-aside'])
  expect(hashOf(join(profile.dataDir, 'outbox.damaged-2026-01-05T09-00-00.db'))).toBe(damaged)
  expect(await allEntries(store)).toHaveLength(40)
})

test('a database of a newer program is refused with both versions, and not one octet of it changes', async () => {
  const profile = await createTempProfile()
  const path = join(profile.dataDir, 'outbox.db')
  const newer = new DatabaseSync(path)
  newer.exec(`CREATE TABLE things (id TEXT) STRICT; PRAGMA user_version = ${currentVersion + 6}`)
  newer.close()
  const before = hashOf(path)
  await expect(profile.open()).rejects.toMatchObject({
    failure: {
      code: 'storage',
      message: expect.stringMatching(new RegExp(`${currentVersion + 6}.*${currentVersion}`)) as string,
    },
  })
  expect(hashOf(path)).toBe(before)
  expect((await readdir(profile.dataDir)).filter((name) => name.startsWith('outbox'))).toEqual(['outbox.db'])
})

test('a profile folder that cannot be made is named in the error', async () => {
  const profile = await createTempProfile()
  await writeFile(join(profile.dataDir, 'spool'), 'a file where a folder must be')
  await expect(profile.open()).rejects.toMatchObject({
    failure: { code: 'storage', message: expect.stringContaining(profile.dataDir) as string },
  })
})

test('a database that cannot be opened is named by its folder', async () => {
  const profile = await createTempProfile()
  await mkdir(join(profile.dataDir, 'outbox.db'))
  await expect(profile.open()).rejects.toMatchObject({
    failure: { code: 'storage', message: expect.stringContaining(profile.dataDir) as string },
  })
})

test('what cannot be removed at start is told, and the thread does not stay behind', async () => {
  const profile = await createTempProfile()
  await mkdir(join(profile.dataDir, 'spool', 'odd.eml.tmp', 'inside'), { recursive: true })
  await expect(profile.open()).rejects.toMatchObject({
    failure: { code: 'storage', message: expect.stringContaining(profile.dataDir) as string },
  })
})

test('a thread whose module is not there is told', async () => {
  const { dataDir, clock } = await createTempProfile()
  const log = { info: () => undefined, warn: () => undefined, error: () => undefined }
  const workerUrl = new URL('file:///nonexistent/worker.js')
  await expect(openStore({ dataDir, clock, log, workerUrl })).rejects.toMatchObject({
    failure: { code: 'internal', message: expect.stringContaining('/nonexistent/worker.js') as string },
  })
})

test('unfinished files that a crash left are removed at start, finished ones stay', async () => {
  const profile = await createTempProfile()
  for (const folder of ['spool', 'files']) {
    await mkdir(join(profile.dataDir, folder))
    await writeFile(join(profile.dataDir, folder, 'half.eml.tmp'), 'half')
    await writeFile(join(profile.dataDir, folder, 'whole.eml'), 'whole')
  }
  const { store } = await profile.open()
  expect(await store.spool.list()).toEqual(['whole.eml'])
  expect(await store.files.list()).toEqual(['whole.eml'])
})
