import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { describe, expect, test } from 'vitest'
import { createDrafts } from '../../../main/drafts/drafts.ts'
import type { PlannedFault } from '../../../main/storage/protocol.ts'
import { createSeededRandom } from '../../support/seeded-random.ts'
import { createTempProfile } from '../../support/temp-profile.ts'

async function opened(faults?: readonly PlannedFault[]) {
  const profile = await createTempProfile()
  const { store } = await profile.open(faults)
  const changes: (readonly [string, number | null, ...unknown[]])[] = []
  const drafts = createDrafts({
    store,
    clock: profile.clock,
    random: createSeededRandom(),
    changed: (...change) => void changes.push(change),
  })
  const source = (name: string, text: string) => {
    const path = join(profile.dataDir, name)
    writeFileSync(path, text)
    return path
  }
  return { profile, store, drafts, changes, source }
}

describe('a draft', () => {
  test('is on the disk when its save resolves, and announced after that', async () => {
    const { profile, store, drafts, changes } = await opened()
    const { id, content } = await drafts.create({ subject: 'Hello' })
    await profile.clock.advance(2_000)
    await drafts.save(id, { ...content, text: 'Text' })
    await store.close()
    const again = (await profile.open()).store
    expect((await again.drafts.get(id))?.content).toEqual({ ...content, text: 'Text' })
    expect(changes).toEqual([
      [id, profile.clock.now() - 2_000],
      [id, profile.clock.now()],
    ])
  })

  test('P24: that is emptied keeps the long version, over a restart', async () => {
    const { profile, store, drafts } = await opened()
    const text = 'A letter that took an hour to write. '.repeat(40)
    const { id, content } = await drafts.create({ text })
    await drafts.save(id, { ...content, text: '' })
    await store.close()
    const again = (await profile.open()).store
    expect((await again.drafts.versions(id)).map((version) => version.content.text)).toEqual([text, ''])
    expect((await again.drafts.get(id))?.content.text).toBe('')
  })

  test('keeps where the person stood in it, over saves and a restart, and no version of that', async () => {
    const { profile, store, drafts, changes } = await opened()
    const place = { kind: 'plain', block: 0, sign: 3, scroll: 40, direction: 'rtl' } as const
    const { id, content } = await drafts.create({ text: 'Text' })
    expect((await drafts.get(id)).place).toBeUndefined()
    await drafts.keepPlace(id, place)
    expect(changes).toHaveLength(1)
    await drafts.save(id, { ...content, text: 'Text, more' })
    await store.close()
    const again = (await profile.open()).store
    expect((await again.drafts.get(id))?.place).toEqual(place)
    const damaged = await again.drafts.get(id)
    if (damaged === undefined) throw new Error('it is gone')
    await again.drafts.put({ ...damaged, place: { ...place, sign: -1 } }, [])
    expect((await again.drafts.get(id))?.content.text).toBe('Text, more')
    expect((await again.drafts.get(id))?.place).toBeUndefined()
  })

  test('P2: that is sent while a save is under way does not come back', async () => {
    const { drafts } = await opened()
    const { id, content } = await drafts.create({})
    const saved = drafts.save(id, { ...content, text: 'late' })
    await drafts.remove(id)
    await saved.catch(() => undefined)
    expect(await drafts.find(id)).toBeUndefined()
    await expect(drafts.save(id, content)).rejects.toMatchObject({ failure: { code: 'not-found' } })
  })

  test('saved many times at once ends with what was saved last', async () => {
    const { drafts } = await opened()
    const { id, content } = await drafts.create({})
    await Promise.all(['a', 'ab', 'abc'].map((text) => drafts.save(id, { ...content, text })))
    expect((await drafts.get(id)).content.text).toBe('abc')
    expect((await drafts.versions(id)).map((version) => version.content.text)).toEqual(['abc'])
  })

  test('a save that fails is told, and the draft stays as it was', async () => {
    const { drafts, changes } = await opened([{ at: 'commit', nth: 2, code: 'ENOSPC' }])
    const { id, content } = await drafts.create({ text: 'first' })
    await expect(drafts.save(id, { ...content, text: 'second' })).rejects.toMatchObject({
      failure: { code: 'storage' },
    })
    expect((await drafts.get(id)).content.text).toBe('first')
    expect(changes).toHaveLength(1)
    await drafts.save(id, { ...content, text: 'third' })
    expect((await drafts.get(id)).content.text).toBe('third')
  })

  test('that is gone is not made again by a late save', async () => {
    const { drafts, changes } = await opened()
    const { id, content } = await drafts.create({})
    await drafts.remove(id)
    await expect(drafts.save(id, content)).rejects.toMatchObject({ failure: { code: 'not-found' } })
    await expect(drafts.get(id)).rejects.toMatchObject({ failure: { code: 'not-found' } })
    expect(changes.at(-1)).toEqual([id, null])
    await drafts.remove(id)
  })

  test('of an entry is found by it', async () => {
    const { drafts } = await opened()
    await drafts.create({})
    const { id } = await drafts.create({}, 'e1')
    expect((await drafts.findForEntry('e1'))?.id).toBe(id)
    expect(await drafts.findForEntry('e2')).toBeUndefined()
  })
})

describe('P23: a file that is attached', () => {
  test('is copied: its source may change or go', async () => {
    const { drafts, store, source } = await opened()
    const { id } = await drafts.create({})
    const path = source('Brief.PDF', 'as it was')
    const { added, problems } = await drafts.attachPaths(id, [path])
    rmSync(path)
    expect(problems).toEqual([])
    expect(added).toMatchObject([{ name: 'Brief.PDF', type: 'application/pdf', size: 9, sourcePath: path }])
    expect((await buffer(store.files.open(added[0]?.file ?? ''))).toString()).toBe('as it was')
  })

  test('that cannot be taken is named with its path; the others are added', async () => {
    const { drafts, profile, store, source } = await opened()
    const { id } = await drafts.create({})
    const folder = join(profile.dataDir, 'folder')
    mkdirSync(folder)
    const gone = join(profile.dataDir, 'gone.txt')
    const { added, problems } = await drafts.attachPaths(id, [gone, source('there.txt', 'x'), folder])
    expect(added.map(({ name }) => name)).toEqual(['there.txt'])
    expect(problems).toEqual([
      { name: 'gone.txt', message: `${gone} is not there any more.` },
      { name: 'folder', message: `${folder} is a folder; a message carries files.` },
    ])
    expect(await store.files.list()).toHaveLength(1)
  })

  test('on a full disk is a problem that says so, and leaves nothing behind', async () => {
    const { drafts, store, source } = await opened([{ at: 'fsync', nth: 1, code: 'ENOSPC' }])
    const { id } = await drafts.create({})
    const { added, problems } = await drafts.attachPaths(id, [source('a.txt', 'x')])
    expect(added).toEqual([])
    expect(problems).toEqual([{ name: 'a.txt', message: expect.stringContaining('full') as string }])
    expect(await store.files.list()).toEqual([])
  })

  test('pasted keeps its octets and gets a clean name', async () => {
    const { drafts, store } = await opened()
    const { id } = await drafts.create({})
    const bytes = Uint8Array.from({ length: 256 }, (_, at) => at)
    const { added } = await drafts.attachBytes(id, {
      name: '../../evil\r\n\u202egnp.exe',
      type: 'not a type',
      bytes,
    })
    expect(added).toMatchObject([{ name: 'evilgnp.exe', type: 'application/octet-stream', size: 256 }])
    expect(await buffer(store.files.open(added[0]?.file ?? ''))).toEqual(Buffer.from(bytes))
  })

  test('pasted over the limit is refused with both numbers', async () => {
    const { drafts, store } = await opened()
    const { id } = await drafts.create({})
    const outcome = await drafts.attachBytes(id, {
      name: 'big.bin',
      type: '',
      bytes: new Uint8Array(25_000_001),
    })
    expect(outcome.added).toEqual([])
    expect(outcome.problems[0]?.message).toMatch(/25000001.*25000000/)
    expect(await store.files.list()).toEqual([])
  })

  test('to a draft that is gone is refused', async () => {
    const { drafts } = await opened()
    await expect(drafts.attachPaths('gone', ['/etc/hostname'])).rejects.toMatchObject({
      failure: { code: 'not-found' },
    })
  })

  test('goes with the draft when that is erased, and stays when it was sent', async () => {
    const { drafts, store, source } = await opened()
    for (const end of [drafts.remove, drafts.erase]) {
      const { id, content } = await drafts.create({})
      const { added } = await drafts.attachPaths(id, [source('a.txt', 'x')])
      await drafts.save(id, { ...content, attachments: added })
      await end(id)
      expect(await store.files.list()).toHaveLength(1)
    }
  })
})
