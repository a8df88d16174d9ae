import { describe, expect, it } from 'vitest'
import { Deadlines } from '../../../main/smtp/deadlines.ts'
import { createFakeClock } from '../../support/fake-clock.ts'

describe('the deadlines of a connection', () => {
  it('each is met at its time, the soonest first, on one timer', async () => {
    const clock = createFakeClock()
    const deadlines = new Deadlines(clock)
    const met: string[] = []
    for (const ms of [300, 100, 200]) deadlines.after(ms, () => met.push(`${ms} at ${clock.monotonic()}`))
    expect(clock.pending()).toEqual([100])
    await clock.advance(1_000)
    expect(met).toEqual(['100 at 100', '200 at 200', '300 at 300'])
    expect(clock.pending()).toEqual([])
  })

  it('one that was taken back is never met, also by another at the same instant', async () => {
    const clock = createFakeClock()
    const deadlines = new Deadlines(clock)
    const met: string[] = []
    deadlines.after(50, () => met.push('first')).cancel()
    deadlines.after(100, () => {
      met.push('second')
      third.cancel()
    })
    const third = deadlines.after(100, () => met.push('third'))
    await clock.advance(1_000)
    expect(met).toEqual(['second'])
  })

  it('one that is set later is met at its own time, not when the timer fires that was armed before', async () => {
    const clock = createFakeClock()
    const deadlines = new Deadlines(clock)
    const met: number[] = []
    deadlines.after(100, () => undefined).cancel()
    await clock.advance(90)
    deadlines.after(100, () => met.push(clock.monotonic()))
    await clock.advance(99)
    expect(met).toEqual([])
    await clock.advance(1)
    expect(met).toEqual([190])
  })

  it('nothing stays armed behind the last deadline of a connection that is over', () => {
    const clock = createFakeClock()
    const deadlines = new Deadlines(clock)
    const open = deadlines.after(100, () => undefined)
    deadlines.close()
    expect(clock.pending()).toHaveLength(1)
    open.cancel()
    expect(clock.pending()).toEqual([])
  })
})
