import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { describe, expect, test } from 'vitest'
import type { PlannedFault } from '../../../main/storage/protocol.ts'
import { allEntries } from '../../support/all-entries.ts'
import { createTempProfile } from '../../support/temp-profile.ts'
import { entryWith } from '../outbox/sample.ts'

/** write, fsync of the file, rename, fsync of the folder: each step of a durable file. */
const fileFaults: readonly PlannedFault[] = [
  { at: 'write', nth: 1, code: 'ENOSPC' },
  { at: 'write', nth: 2, code: 'EIO' },
  { at: 'fsync', nth: 1, code: 'EIO' },
  { at: 'rename', nth: 1, code: 'EROFS' },
  { at: 'fsync', nth: 2, code: 'EIO' },
]

describe.each(fileFaults)('P1: a fault at $at number $nth ($code)', (fault) => {
  test('is told as a storage error that names the place; the next write succeeds', async () => {
    const profile = await createTempProfile()
    const { store } = await profile.open([fault])
    await expect(store.spool.write('a.eml', Readable.from(['one', 'two']))).rejects.toMatchObject({
      failure: { code: 'storage', message: expect.stringContaining(profile.dataDir) as string },
    })
    expect((await store.spool.list()).filter((name) => name.endsWith('.tmp'))).toEqual([])
    const stored = await store.spool.write('b.eml', Readable.from(['one', 'two']))
    await store.spool.verify('b.eml', stored)
  })
})

test.each(['write', 'fsync', 'rename'] as const)(
  'a fault at %s while a file is copied in leaves no half copy',
  async (at) => {
    const profile = await createTempProfile()
    const { store } = await profile.open([{ at, nth: 1, code: 'ENOSPC' }])
    const source = join(profile.dataDir, 'source.txt')
    writeFileSync(source, 'text')
    await expect(store.files.copyIn('f1', source)).rejects.toMatchObject({ failure: { code: 'storage' } })
    expect(await store.files.list()).toEqual([])
    await store.files.copyIn('f1', source)
  },
)

test('P1: a commit that fails is told to each who waited for it, stores nothing, and the next one works', async () => {
  const profile = await createTempProfile()
  const { store } = await profile.open([{ at: 'commit', nth: 1, code: 'ENOSPC' }])
  const entry = entryWith(['pending'], { id: 'e1' })
  await expect(store.queue.add(entry)).rejects.toMatchObject({
    failure: { code: 'storage', message: expect.stringMatching(/full.*Nothing was lost/) as string },
  })
  expect(await allEntries(store)).toEqual([])
  await store.queue.add(entry)
  expect(await allEntries(store)).toEqual([entry])
})

test('what was stored before a failed commit stays', async () => {
  const profile = await createTempProfile()
  const { store } = await profile.open([{ at: 'commit', nth: 2, code: 'EIO' }])
  const before = entryWith(['pending'], { id: 'e1' })
  await store.queue.add(before)
  await expect(store.queue.apply('e1', { type: 'held', by: 'person' }, 1)).rejects.toThrow(profile.dataDir)
  await store.close()
  const again = (await profile.open()).store
  expect(await allEntries(again)).toEqual([before])
})
