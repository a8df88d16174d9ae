import { expect, it } from 'vitest'
import { Beginning } from '../../../main/electron/beginning.ts'

function setUp() {
  const state = { isAnyOpen: false, ends: 0 }
  const beginning = new Beginning({ isAnyOpen: () => state.isAnyOpen, noneLeft: () => (state.ends += 1) })
  return { state, beginning }
}

it('the last window that closes ends the program', async () => {
  const { state, beginning } = setUp()
  state.isAnyOpen = true
  await beginning.end([])
  expect(state.ends).toBe(0)
  beginning.allClosed()
  expect(state.ends).toBe(1)
})

it('a window that is closed while a link is still to open does not', async () => {
  const { state, beginning } = setUp()
  const { promise, resolve } = Promise.withResolvers<undefined>()
  const begun = beginning.end([promise])
  beginning.allClosed()
  state.isAnyOpen = true
  resolve(undefined)
  await begun
  expect(state.ends).toBe(0)
})

it('where nothing came of it, the program ends: also of what failed', async () => {
  const { state, beginning } = setUp()
  await beginning.end([Promise.reject(new Error('not opened')), Promise.resolve()])
  expect(state.ends).toBe(1)
})
