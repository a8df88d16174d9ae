import { describe, expect, it } from 'vitest'
import { PacedRead } from '../../../renderer/state/paced-read.ts'

function bench() {
  let reads = 0
  let rest: (() => void) | null = null
  const paced = new PacedRead(
    () => {
      reads += 1
      return Promise.resolve()
    },
    (_, run) => {
      rest = run
      return () => (rest = null)
    },
  )
  const settle = () => new Promise((resolve) => setImmediate(resolve))
  return { paced, settle, reads: () => reads, isResting: () => rest !== null, wake: () => rest?.() }
}

describe('a paced read', () => {
  it('reads at once, and what was asked meanwhile once after a rest', async () => {
    const { paced, settle, reads, wake } = bench()
    paced.ask()
    paced.ask()
    await settle()
    paced.ask()
    expect(reads()).toBe(1)
    wake()
    await settle()
    expect(reads()).toBe(2)
    wake()
    await settle()
    expect(reads()).toBe(2)
  })

  it('reads at once again where the rest is over', async () => {
    const { paced, settle, reads, wake } = bench()
    paced.ask()
    await settle()
    wake()
    paced.ask()
    expect(reads()).toBe(2)
  })

  it('is done when it is ended, in a rest or in a read', async () => {
    const { paced, settle, reads, isResting } = bench()
    paced.ask()
    await settle()
    paced.end()
    expect(isResting()).toBe(false)
    paced.ask()
    const other = bench()
    other.paced.ask()
    other.paced.end()
    await other.settle()
    expect(other.isResting()).toBe(false)
    expect([reads(), other.reads()]).toEqual([1, 1])
  })
})
