import { beforeEach, expect, test } from 'vitest'
import { createRetention, type Retention } from '../../../main/outbox/retention.ts'
import { createFakeClock, settle, type FakeClock } from '../../support/fake-clock.ts'

const dayMs = 86_400_000

let clock: FakeClock
let kept: Map<string, number>
let keepDays: number
let retention: Retention
let warnings: string[]

beforeEach(() => {
  clock = createFakeClock()
  kept = new Map()
  keepDays = 30
  warnings = []
  const warn = (message: string) => void warnings.push(message)
  retention = createRetention({
    clock,
    log: { info: () => undefined, warn, error: warn },
    keepDays: () => keepDays,
    settledBefore: async (at, limit) =>
      [...kept]
        .filter(([, settledAt]) => settledAt < at)
        .map(([id]) => id)
        .slice(0, limit),
    remove: async (id) => void kept.delete(id),
  })
})

const settleAgo = (id: string, days: number) => kept.set(id, clock.now() - days * dayMs)
const left = async () => {
  await settle()
  return [...kept.keys()]
}

test('what settled longer ago than is kept goes, however much it is', async () => {
  for (let at = 0; at < 250; at += 1) settleAgo(`old${at}`, 31)
  settleAgo('young', 29)
  retention.look()
  expect(await left()).toEqual(['young'])
})

test('0 keeps for ever; a change of the setting takes effect', async () => {
  keepDays = 0
  settleAgo('old', 4_000)
  retention.look()
  expect(await left()).toEqual(['old'])
  keepDays = 3_650
  retention.look()
  expect(await left()).toEqual([])
})

test('while the program runs it looks again', async () => {
  settleAgo('a', 29.9)
  retention.look()
  expect(await left()).toEqual(['a'])
  await clock.advance(dayMs)
  expect(await left()).toEqual([])
})

test('after close nothing is removed and no timer runs', async () => {
  settleAgo('old', 31)
  await retention.close()
  retention.look()
  expect(await left()).toEqual(['old'])
  expect(clock.pending()).toEqual([])
})
