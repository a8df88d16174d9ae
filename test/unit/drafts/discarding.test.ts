import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { discardedBefore } from '../../../main/drafts/discarding.ts'
import { createDrafts } from '../../../main/drafts/drafts.ts'
import { createSeededRandom } from '../../support/seeded-random.ts'
import { createTempProfile } from '../../support/temp-profile.ts'

async function opened() {
  const profile = await createTempProfile()
  const { store } = await profile.open()
  const changes: unknown[] = []
  const drafts = createDrafts({
    store,
    clock: profile.clock,
    random: createSeededRandom(),
    changed: (...change) => void changes.push(change),
  })
  const path = join(profile.dataDir, 'a.txt')
  writeFileSync(path, 'x')
  return { profile, store, drafts, changes, path }
}

describe('a draft that is discarded', () => {
  test('is in no list, takes no save, and is had back as it was, over a restart', async () => {
    const { profile, store, drafts, changes } = await opened()
    const { id, content } = await drafts.create({ subject: 'Hello', text: 'Dear all' })
    await drafts.discard(id)
    expect(changes.at(-1)).toEqual([id, null, { subject: 'Hello' }])
    expect(await drafts.list()).toEqual([])
    await expect(drafts.get(id)).rejects.toMatchObject({ failure: { code: 'not-found' } })
    await expect(drafts.save(id, content)).rejects.toMatchObject({ failure: { code: 'not-found' } })
    await store.close()
    const again = createDrafts({
      store: (await profile.open()).store,
      clock: profile.clock,
      random: createSeededRandom(),
      changed: () => undefined,
    })
    expect(await again.discarded()).toMatchObject([{ id, discardedAt: profile.clock.now() }])
    await again.undoDiscard(id)
    expect((await again.get(id)).content).toEqual(content)
    expect(await again.discarded()).toEqual([])
  })

  test('is deleted at once where nothing was ever written', async () => {
    const { drafts, changes } = await opened()
    const { id } = await drafts.create({ text: '\n\n-- \nMarit' })
    await drafts.discard(id)
    expect(await drafts.discarded()).toEqual([])
    expect(changes.at(-1)).toEqual([id, null])
  })

  test('P24: is kept where something was written before it was emptied', async () => {
    const { drafts, profile } = await opened()
    const { id, content } = await drafts.create({ text: 'Dear all' })
    await profile.clock.advance(61_000)
    await drafts.save(id, { ...content, text: '' })
    await drafts.discard(id)
    expect(await drafts.discarded()).toHaveLength(1)
  })

  test('is old after its days, and erased with the files that nobody else has', async () => {
    const { drafts, store, profile, path } = await opened()
    const { id, content } = await drafts.create({ text: 'Dear all' })
    const { added } = await drafts.attachPaths(id, [path])
    await drafts.save(id, { ...content, attachments: added })
    const copy = await drafts.create({ text: 'Dear all', attachments: added })
    await drafts.discard(id)
    const now = profile.clock.now()
    expect(await discardedBefore(store, now, 9)).toEqual([])
    expect(await discardedBefore(store, now + 1, 9)).toEqual([id])
    await drafts.erase(id)
    expect(await store.files.list()).toHaveLength(1)
    await drafts.erase(copy.id)
    expect(await store.files.list()).toEqual([])
  })
})

describe('a version that is brought back', () => {
  test('P23: has its files; those that are not there any more are named and left out', async () => {
    const { drafts, profile, path } = await opened()
    const { id, content } = await drafts.create({ text: 'Dear all' })
    const { added } = await drafts.attachPaths(id, [path, path])
    await drafts.save(id, { ...content, text: 'With files', attachments: added })
    await profile.clock.advance(61_000)
    await drafts.save(id, { ...content, text: 'Without' })
    rmSync(join(profile.dataDir, 'files', added[0]?.file ?? ''))
    const { draft, from, before } = await drafts.restore(id, 1)
    expect([from.gone.length, before]).toEqual([1, 2])
    expect(draft.content).toMatchObject({ text: 'With files', attachments: [added[1]] })
    expect((await drafts.versions(id)).map((version) => version.content.text)).toEqual([
      'With files',
      'Without',
      'With files',
    ])
    await drafts.restore(id, before)
    expect((await drafts.get(id)).content.text).toBe('Without')
  })

  test('that is not kept is refused', async () => {
    const { drafts } = await opened()
    const { id } = await drafts.create({ text: 'Dear all' })
    await expect(drafts.restore(id, 9)).rejects.toMatchObject({ failure: { code: 'not-found' } })
  })
})
