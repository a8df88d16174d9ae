import { describe, expect, it } from 'vitest'
import {
  formatShortcut,
  isPlainKey,
  isShortcut,
  toAriaShortcut,
  type KeyPress,
} from '../../../renderer/shared/shortcut.ts'

function press(key: string, over: Partial<KeyPress> = {}): KeyPress {
  return { key, ctrlKey: false, metaKey: false, shiftKey: false, altKey: false, ...over }
}

describe('isShortcut', () => {
  it('takes Ctrl for Mod, and Cmd on macOS', () => {
    expect(isShortcut(press('n', { ctrlKey: true }), 'Mod+n', false)).toBe(true)
    expect(isShortcut(press('n', { metaKey: true }), 'Mod+n', true)).toBe(true)
    expect(isShortcut(press('n', { ctrlKey: true }), 'Mod+n', true)).toBe(false)
    expect(isShortcut(press('n'), 'Mod+n', false)).toBe(false)
  })

  it('tells Shift apart, whatever the case of the letter', () => {
    expect(isShortcut(press('A', { ctrlKey: true, shiftKey: true }), 'Mod+Shift+a', false)).toBe(true)
    expect(isShortcut(press('A', { ctrlKey: true, shiftKey: true }), 'Mod+a', false)).toBe(false)
    expect(isShortcut(press('F6', { shiftKey: true }), 'F6', false)).toBe(false)
  })

  it('does not take a letter with Ctrl, Alt or Cmd for the letter alone', () => {
    expect(isShortcut(press('s', { ctrlKey: true }), 's', false)).toBe(false)
    expect(isShortcut(press('s', { altKey: true }), 's', false)).toBe(false)
    expect(isShortcut(press('s', { metaKey: true }), 's', false)).toBe(false)
  })
})

describe('isPlainKey', () => {
  it('is what would be typed in a field', () => {
    expect(['s', '/', 'Delete', 'Enter'].every(isPlainKey)).toBe(true)
    expect(['Mod+n', 'F6', 'Escape'].some(isPlainKey)).toBe(false)
  })
})

describe('formatShortcut', () => {
  it('is written as people write it', () => {
    expect(formatShortcut('Mod+Shift+a', false)).toBe('Ctrl Shift A')
    expect(formatShortcut('Mod+n', true)).toBe('⌘N')
    expect(formatShortcut('Delete', false)).toBe('Del')
    expect(toAriaShortcut('Mod+n', false)).toBe('Control+n')
  })
})
