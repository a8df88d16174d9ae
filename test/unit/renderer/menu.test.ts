import { describe, expect, it } from 'vitest'
import { stepMenu } from '../../../renderer/shared/menu.ts'

const labels = ['Hold', 'Make it a draft', 'Move to another server']

describe('stepMenu', () => {
  it('goes round at both ends', () => {
    expect(stepMenu('ArrowDown', 2, labels)).toBe(0)
    expect(stepMenu('ArrowUp', 0, labels)).toBe(2)
    expect(stepMenu('ArrowDown', -1, labels)).toBe(0)
    expect(stepMenu('Home', 2, labels)).toBe(0)
    expect(stepMenu('End', 0, labels)).toBe(2)
  })

  it('goes to the next item that begins with a letter, and stays where none does', () => {
    expect(stepMenu('m', 0, labels)).toBe(1)
    expect(stepMenu('M', 1, labels)).toBe(2)
    expect(stepMenu('m', 2, labels)).toBe(1)
    expect(stepMenu('x', 1, labels)).toBeNull()
    expect(stepMenu('Escape', 1, labels)).toBeNull()
  })
})
