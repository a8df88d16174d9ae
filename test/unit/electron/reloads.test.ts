import { expect, it } from 'vitest'
import { Reloads } from '../../../main/electron/reloads.ts'

const window = {}

it('loads a window anew once, when it is saved', () => {
  const reloads = new Reloads()
  expect(reloads.ask(window)).toBe(true)
  expect(reloads.saved(window)).toBe(true)
  expect(reloads.saved(window)).toBe(false)
})

it('closes a window that is asked to close while it saves to be loaded anew', () => {
  const reloads = new Reloads()
  reloads.ask(window)
  reloads.closes(window)
  expect(reloads.saved(window)).toBe(false)
})

it('does not load a window anew that is closing already', () => {
  const reloads = new Reloads()
  reloads.closes(window)
  expect(reloads.ask(window)).toBe(false)
  expect(reloads.saved(window)).toBe(false)
})

it('loads a window anew that stayed before', () => {
  const reloads = new Reloads()
  reloads.closes(window)
  reloads.stays(window)
  expect(reloads.ask(window)).toBe(true)
  expect(reloads.saved(window)).toBe(true)
})
