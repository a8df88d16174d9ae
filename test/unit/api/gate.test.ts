import { expect, test } from 'vitest'
import { createGate } from '../../../main/api/gate.ts'
import { settle } from '../../support/fake-clock.ts'

test('so many run at a time, in the order in which they came; one that fails lets the next in', async () => {
  const gate = createGate(2)
  const begun: number[] = []
  const ends: ((fails: boolean) => void)[] = []
  const work = (at: number) => () =>
    new Promise<number>((resolve, reject) => {
      begun.push(at)
      ends[at] = (fails) => (fails ? reject(new Error(`${at} failed`)) : resolve(at))
    })
  const results = Promise.allSettled([0, 1, 2, 3].map((at) => gate(work(at))))
  await settle()
  expect(begun).toEqual([0, 1])
  ends[1]?.(true)
  await settle()
  expect(begun).toEqual([0, 1, 2])
  ends[0]?.(false)
  ends[2]?.(false)
  await settle()
  expect(begun).toEqual([0, 1, 2, 3])
  ends[3]?.(false)
  expect((await results).map(({ status }) => status)).toEqual([
    'fulfilled',
    'rejected',
    'fulfilled',
    'fulfilled',
  ])
  await expect(gate(() => Promise.resolve('again'))).resolves.toBe('again')
})
