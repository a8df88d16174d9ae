import { describe, expect, it } from 'vitest'
import { createAutosave, type Timers } from '../../../renderer/compose/autosave.ts'

/** Timers that move only when told to. */
function fakeTimers() {
  let at = 0
  let nextHandle = 1
  const pending = new Map<number, { dueAt: number; run: () => void }>()
  const timers: Timers = {
    setTimeout(run, delayMs) {
      pending.set(nextHandle, { dueAt: at + delayMs, run })
      return nextHandle++
    },
    clearTimeout: (handle) => void pending.delete(handle),
    now: () => at,
  }
  const advance = async (ms: number) => {
    const end = at + ms
    for (;;) {
      const due = [...pending]
        .filter(([, timer]) => timer.dueAt <= end)
        .sort((a, b) => a[1].dueAt - b[1].dueAt)[0]
      if (!due) break
      at = due[1].dueAt
      pending.delete(due[0])
      due[1].run()
      await Promise.resolve()
    }
    at = end
    await Promise.resolve()
  }
  return { timers, advance }
}

describe('autosave', () => {
  it('saves after a rest of half a second', async () => {
    const { timers, advance } = fakeTimers()
    let saves = 0
    const autosave = createAutosave(() => {
      saves += 1
      return Promise.resolve('done')
    }, timers)
    autosave.touch()
    await advance(499)
    expect(saves).toBe(0)
    await advance(1)
    expect(saves).toBe(1)
  })

  it('saves each second although typing never rests', async () => {
    const { timers, advance } = fakeTimers()
    let saves = 0
    const autosave = createAutosave(() => {
      saves += 1
      return Promise.resolve('done')
    }, timers)
    autosave.touch()
    const seen: number[] = []
    for (let typed = 0; typed < 32; typed++) {
      await advance(100)
      autosave.touch()
      seen.push(saves)
    }
    expect([seen[8], seen[9]]).toEqual([0, 1])
    expect(saves).toBe(3)
  })

  it('saves once more what changed while a save was running', async () => {
    const { timers, advance } = fakeTimers()
    const finish: (() => void)[] = []
    const autosave = createAutosave(
      () => new Promise((resolve) => finish.push(() => resolve('done'))),
      timers,
    )
    autosave.touch()
    await advance(500)
    autosave.touch()
    await advance(500)
    expect(finish).toHaveLength(1)
    finish[0]?.()
    await advance(0)
    await advance(0)
    await advance(0)
    expect(finish).toHaveLength(2)
  })

  it('flush saves at once, and saves nothing when nothing changed', async () => {
    const { timers } = fakeTimers()
    let saves = 0
    const autosave = createAutosave(() => {
      saves += 1
      return Promise.resolve('done')
    }, timers)
    await autosave.flush()
    expect(saves).toBe(0)
    autosave.touch()
    await autosave.flush()
    expect(saves).toBe(1)
  })

  it('flush waits for a save that another flush began', async () => {
    const { timers } = fakeTimers()
    const finish: (() => void)[] = []
    const autosave = createAutosave(
      () => new Promise((resolve) => finish.push(() => resolve('done'))),
      timers,
    )
    autosave.touch()
    const first = autosave.flush()
    autosave.touch()
    let done = 0
    const waiting = [autosave.flush(), autosave.flush()].map((flushed) => flushed.then(() => (done += 1)))
    finish[0]?.()
    await first
    await new Promise((resolve) => setImmediate(resolve))
    expect([finish.length, done]).toEqual([2, 0])
    finish[1]?.()
    await Promise.all(waiting)
    expect(done).toBe(2)
  })

  it('saves nothing after it was stopped', async () => {
    const { timers, advance } = fakeTimers()
    let saves = 0
    const autosave = createAutosave(() => {
      saves += 1
      return Promise.resolve('done')
    }, timers)
    autosave.touch()
    autosave.stop()
    await advance(5000)
    expect(saves).toBe(0)
  })
  it('tries again by itself what could not be saved, until it is', async () => {
    const { timers, advance } = fakeTimers()
    const outcomes = ['again', 'again', 'done'] as const
    let saves = 0
    const autosave = createAutosave(() => Promise.resolve(outcomes[saves++] ?? 'done'), timers)
    autosave.touch()
    await advance(500)
    expect(saves).toBe(1)
    await advance(4999)
    expect(saves).toBe(1)
    await advance(5001)
    expect(saves).toBe(3)
    await advance(60_000)
    expect(saves).toBe(3)
  })

  it('a key pressed before the next try is saved as soon as ever', async () => {
    const { timers, advance } = fakeTimers()
    let saves = 0
    const autosave = createAutosave(() => Promise.resolve(saves++ === 0 ? 'again' : 'done'), timers)
    autosave.touch()
    await advance(500)
    autosave.touch()
    await advance(500)
    expect(saves).toBe(2)
    await advance(60_000)
    expect(saves).toBe(2)
  })

  it('tries nothing again after it was stopped, also while it saved', async () => {
    const { timers, advance } = fakeTimers()
    let saves = 0
    let fail: () => void = () => undefined
    const autosave = createAutosave(() => {
      saves += 1
      return new Promise((resolve) => (fail = () => resolve('again')))
    }, timers)
    autosave.touch()
    await advance(500)
    autosave.stop()
    fail()
    await advance(60_000)
    expect(saves).toBe(1)
  })
})
