import { describe, expect, test } from 'vitest'
import type { Entry } from '../../../../main/outbox/entry.ts'
import { createCopyKeeper } from '../../../../main/outbox/copy/copy-keeper.ts'
import { createFakeClock } from '../../../support/fake-clock.ts'
import { createMemoryQueue } from '../../../support/memory-queue.ts'
import { entryWith } from '../sample.ts'

const due = (id: string): Entry =>
  entryWith(['accepted'], { id, sentCopy: { kind: 'eml', path: '/sent', state: 'pending' } })

function keeperOver(entries: readonly Entry[], save: (entry: Entry) => Promise<string>) {
  const log: string[] = []
  const queue = createMemoryQueue(
    {
      store: { put: async () => undefined, remove: async () => undefined },
      clock: createFakeClock(),
      news: { changed: () => undefined, manyChanged: () => undefined },
    },
    entries,
  )
  const keeper = createCopyKeeper({
    queue,
    save,
    openSpool: () => Promise.resolve(() => expect.unreachable('no byte is read here')),
    log: { info: () => undefined, warn: () => undefined, error: (text) => void log.push(text) },
  })
  return { keeper, queue, log, copyOf: async (id: string) => (await queue.get(id))?.sentCopy }
}

describe('copies that are due', () => {
  test('are written at the start, one after the other, each once', async () => {
    const saved: string[] = []
    let running = 0
    const { keeper, copyOf } = keeperOver(
      [due('e1'), due('e2'), entryWith(['accepted'], { id: 'e3' })],
      async ({ id }) => {
        running += 1
        expect(running).toBe(1)
        await Promise.resolve()
        running -= 1
        saved.push(id)
        return `${id}.eml`
      },
    )
    keeper.begin()
    keeper.look(due('e1'))
    await new Promise((resolve) => setImmediate(resolve))
    await keeper.close()
    expect(saved).toEqual(['e1', 'e2'])
    expect(await copyOf('e1')).toMatchObject({ state: 'done', file: 'e1.eml' })
    expect(await copyOf('e3')).toBeUndefined()
  })

  test.each([
    ['ENOSPC', 'The copy could not be written to /sent: the disk is full (ENOSPC).'],
    ['EACCES', 'The copy could not be written to /sent: this folder may not be written to (EACCES).'],
    ['EIO', 'The copy could not be written to /sent: it broke.'],
  ])('P8: a fault (%s) is kept with the copy, and stops no other', async (code, detail) => {
    const { keeper, copyOf } = keeperOver([due('e1'), due('e2')], ({ id }) =>
      id === 'e1' ? Promise.reject(Object.assign(new Error('it broke'), { code })) : Promise.resolve('x.eml'),
    )
    keeper.begin()
    await new Promise((resolve) => setImmediate(resolve))
    await keeper.close()
    expect(await copyOf('e1')).toMatchObject({ state: 'failed', detail })
    expect(await copyOf('e2')).toMatchObject({ state: 'done' })
  })

  test('stay due where the program ends', async () => {
    const { keeper, copyOf } = keeperOver([due('e1')], () => Promise.resolve('x.eml'))
    await keeper.close()
    keeper.look(due('e1'))
    keeper.begin()
    await new Promise((resolve) => setImmediate(resolve))
    expect(await copyOf('e1')).toMatchObject({ state: 'pending' })
  })
})
