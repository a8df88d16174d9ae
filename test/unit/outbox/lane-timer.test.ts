import { expect, it } from 'vitest'
import { createLaneTimer, faultPauseMs } from '../../../main/outbox/lane-timer.ts'
import { createFakeClock } from '../../support/fake-clock.ts'

it('has one timer, of an hour at most', () => {
  const clock = createFakeClock()
  const timer = createLaneTimer(clock, () => undefined)
  timer.sleep(5)
  timer.sleep(86_400_000)
  expect(clock.pending()).toEqual([3_600_000])
  timer.cancel()
  expect(clock.pending()).toEqual([])
})

it('rests after a storage fault by monotonic time, until that is over or ended', async () => {
  const clock = createFakeClock()
  const timer = createLaneTimer(clock, () => undefined)
  expect(timer.pauseLeftMs()).toBe(0)
  timer.pause()
  clock.jumpTo(0)
  await clock.advance(1_000)
  expect(timer.pauseLeftMs()).toBe(faultPauseMs - 1_000)
  timer.endPause()
  expect(timer.pauseLeftMs()).toBeLessThanOrEqual(0)
})
