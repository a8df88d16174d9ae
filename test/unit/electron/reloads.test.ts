import { expect, it } from 'vitest'
import { Reloads } from '../../../main/electron/reloads.ts'

const window = {}

it('loads a window anew once, when it is saved', () => {
  const reloads = new Reloads()
  expect(reloads.ask(window)).toBe(true)
  expect(reloads.saved(window)).toBe('reloads')
  expect(reloads.saved(window)).toBe('closes')
})

it('closes a window that is asked to close while it saves to be loaded anew', () => {
  const reloads = new Reloads()
  reloads.ask(window)
  reloads.closes(window)
  expect(reloads.saved(window)).toBe('closes')
})

it('does not load a window anew that is closing already', () => {
  const reloads = new Reloads()
  reloads.closes(window)
  expect(reloads.ask(window)).toBe(false)
  expect(reloads.saved(window)).toBe('closes')
})

it('loads a window anew that stayed before', () => {
  const reloads = new Reloads()
  reloads.closes(window)
  reloads.stays(window)
  expect(reloads.ask(window)).toBe(true)
  expect(reloads.saved(window)).toBe('reloads')
})

it('a window that only saves goes on, and is asked once for that', () => {
  const reloads = new Reloads()
  expect(reloads.askToSave(window)).toBe(true)
  expect(reloads.askToSave(window)).toBe(false)
  expect(reloads.saved(window)).toBe('goes-on')
  expect(reloads.askToSave(window)).toBe(true)
  reloads.stays(window)
  expect(reloads.saved(window)).toBe('closes')
})

it('a window that is to be loaded anew, or to close, is not asked to save beside', () => {
  const reloads = new Reloads()
  reloads.ask(window)
  expect(reloads.askToSave(window)).toBe(false)
  reloads.closes(window)
  expect(reloads.askToSave(window)).toBe(false)
  expect(reloads.isClosing(window)).toBe(true)
})

it('a close goes before a save that is asked for already', () => {
  const reloads = new Reloads()
  reloads.askToSave(window)
  reloads.closes(window)
  expect(reloads.saved(window)).toBe('closes')
})
