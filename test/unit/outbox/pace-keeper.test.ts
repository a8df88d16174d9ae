import { expect, test } from 'vitest'
import { openPaceKeeper, type PaceKeeper } from '../../../main/outbox/pace-keeper.ts'
import type { PaceLimits } from '../../../main/outbox/pacing.ts'
import { createFakeClock, type FakeClock } from '../../support/fake-clock.ts'

const hourMs = 3_600_000

interface Kept {
  readonly keeper: PaceKeeper
  readonly clock: FakeClock
  readonly stored: Record<string, unknown>
  readonly warnings: string[]
}

async function open(
  limits: PaceLimits,
  stored: Record<string, unknown> = {},
  isFailing = false,
): Promise<Kept> {
  const clock = createFakeClock()
  const warnings: string[] = []
  const put = async (values: Readonly<Record<string, unknown>>) => {
    if (isFailing) throw new Error('disk full')
    Object.assign(stored, structuredClone(values))
  }
  const log = {
    info: () => undefined,
    warn: (text: string) => void warnings.push(text),
    error: () => undefined,
  }
  const keeper = await openPaceKeeper({
    table: { all: async () => stored, put },
    limits: () => limits,
    clock,
    log,
  })
  return { keeper, clock, stored, warnings }
}

test('each lane has its own pace', async () => {
  const { keeper, clock } = await open({ perMinute: 2 })
  keeper.started('s1')
  expect(keeper.nextStartAt('s1')).toBe(clock.now() + 30_000)
  expect(keeper.nextStartAt('s2')).toBe(0)
})

test('what a restart must not forget is kept over it: the count of the day, and that a server asked for less', async () => {
  const first = await open({ perDay: 2 })
  first.keeper.started('s1')
  first.keeper.started('s1')
  const day = await open({ perDay: 2 }, first.stored)
  expect(day.keeper.nextStartAt('s1')).toBeGreaterThan(day.clock.now())

  const limited = await open({ perMinute: 60 })
  limited.keeper.started('s1')
  limited.keeper.rateLimited('s1', '450 slow down')
  const again = await open({ perMinute: 60 }, limited.stored)
  expect(again.keeper.view('s1')).toMatchObject({
    perMinute: 0.5,
    perMinuteSet: 60,
    slowedBy: { text: '450 slow down' },
  })
  again.clock.jumpTo(again.clock.now() + hourMs)
  expect(again.keeper.view('s1')?.perMinute).toBeCloseTo(0.55)
})

test('the view says when the next one goes', async () => {
  const { keeper, clock } = await open({ perMinute: 1 })
  keeper.started('s1')
  expect(keeper.view('s1')?.nextAt).toBe(clock.now() + 60_000)
  expect((await open({})).keeper.view('s1')).toBeUndefined()
})

test('stored values that are not understood are like none', async () => {
  const { keeper } = await open({ perMinute: 1 }, { 'pace:s1': { recent: 'now' }, 'pace:s2': null, other: 1 })
  expect([keeper.nextStartAt('s1'), keeper.nextStartAt('s2')]).toEqual([0, 0])
})

test('a disk that takes nothing stops nothing, and is told', async () => {
  const { keeper, clock, warnings } = await open({ perDay: 1 }, {}, true)
  keeper.started('s1')
  await clock.advance(0)
  expect(keeper.nextStartAt('s1')).toBeGreaterThan(clock.now())
  expect(warnings).toEqual([expect.stringContaining('disk full')])
})

test('a slowing that is taken back stays so over a restart', async () => {
  const { keeper, clock, stored } = await open({ perMinute: 30 })
  await clock.advance(hourMs)
  keeper.started('s1')
  keeper.rateLimited('s1', '421 4.7.0 too many')
  expect(keeper.view('s1')?.perMinute).toBeLessThan(30)
  keeper.restore('s1')
  expect(keeper.view('s1')).toMatchObject({ perMinute: 30 })
  expect(keeper.view('s1')?.slowedBy).toBeUndefined()
  const again = await open({ perMinute: 30 }, stored)
  expect(again.keeper.view('s1')?.slowedBy).toBeUndefined()
})
