import { EventEmitter } from 'node:events'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { badgeImage, TaskbarBadge } from '../../../main/electron/taskbar-badge.ts'

const icons = join(import.meta.dirname, '../../../build/icons')

class Window extends EventEmitter {
  readonly calls: (readonly [string | null, string])[] = []
  isGone = false

  setOverlayIcon(image: string | null, description: string): void {
    this.calls.push([image, description])
  }

  isDestroyed(): boolean {
    return this.isGone
  }
}

function open(platform: NodeJS.Platform) {
  const counts: number[] = []
  const setCount = (count: number) => void counts.push(count)
  const badge = new TaskbarBadge({ platform, icons: '/icons', load: (path) => `image ${path}`, setCount })
  const window = new Window()
  badge.follow(window)
  return { badge, window, counts }
}

test('on Windows a picture with the number lies over the button, with words; at 0 it goes', () => {
  const { badge, window, counts } = open('win32')
  badge.tell(3, '3 need you')
  badge.tell(12, '12 need you')
  badge.tell(0, 'nothing')
  expect(window.calls).toEqual([
    [`image ${join('/icons', 'badge-3.png')}`, '3 need you'],
    [`image ${join('/icons', 'badge-more.png')}`, '12 need you'],
    [null, ''],
  ])
  expect(counts).toEqual([])
})

test('a window that opens later has it once it is shown; one that is gone is left alone', () => {
  const { badge, window } = open('win32')
  window.isGone = true
  badge.tell(2, '2 need you')
  expect(window.calls).toEqual([])
  const next = new Window()
  badge.follow(next)
  next.emit('show')
  expect(next.calls).toEqual([[`image ${join('/icons', 'badge-2.png')}`, '2 need you']])
})

test.each(['darwin', 'linux'] as const)('on %s the desktop draws the number', (platform) => {
  const { badge, window, counts } = open(platform)
  badge.tell(3, '3 need you')
  window.emit('show')
  badge.tell(0, 'nothing')
  expect([counts, window.calls]).toEqual([[3, 0], []])
})

test('each count has its picture, at both scales', () => {
  const names = Array.from({ length: 12 }, (_, at) => badgeImage(at + 1))
  expect(new Set(names).size).toBe(10)
  for (const name of names) {
    expect(name).not.toBeNull()
    expect(existsSync(join(icons, name ?? ''))).toBe(true)
    expect(existsSync(join(icons, name?.replace('.png', '@2x.png') ?? ''))).toBe(true)
  }
  expect([badgeImage(0), badgeImage(-1)]).toEqual([null, null])
})
