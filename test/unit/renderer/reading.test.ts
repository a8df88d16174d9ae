import { describe, expect, it } from 'vitest'
import { startReading } from '../../../renderer/transcript/reading.ts'

describe('startReading', () => {
  it('gives the answer of a reading that holds', async () => {
    const taken: string[] = []
    startReading(Promise.resolve('text'), (answer) => taken.push(answer))
    await Promise.resolve()
    expect(taken).toEqual(['text'])
  })

  it('drops the answer that comes after the view has gone', async () => {
    const taken: string[] = []
    startReading(Promise.resolve('text'), (answer) => taken.push(answer))()
    await Promise.resolve()
    expect(taken).toEqual([])
  })
})
