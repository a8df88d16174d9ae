import { expect, it } from 'vitest'
import { createShared } from '../../../main/practice/shared.ts'
import { settle } from '../../support/fake-clock.ts'

it('is opened once for several holders and closed after the last', async () => {
  const log: string[] = []
  const shared = createShared(
    async () => log.push('open'),
    async () => void log.push('close'),
    async () => void log.push('changed'),
  )
  const [first, second] = await Promise.all([shared.acquire(), shared.acquire()])
  first.release()
  first.release()
  await settle()
  expect(log).toEqual(['open', 'changed'])
  second.release()
  await settle()
  expect(log).toEqual(['open', 'changed', 'close', 'changed'])
  expect(shared.current()).toBeNull()
})

it('tries again after it could not be opened', async () => {
  let tries = 0
  const shared = createShared(
    async () => {
      tries += 1
      if (tries === 1) throw new Error('refused')
      return tries
    },
    async () => undefined,
    async () => undefined,
  )
  await expect(shared.acquire()).rejects.toThrow('refused')
  expect((await shared.acquire()).value).toBe(2)
})
