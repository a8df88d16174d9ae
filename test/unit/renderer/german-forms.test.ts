// Numbers, sizes, days and plural forms as a German window writes them.
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type * as englishFormat from '../../../renderer/shared/format.ts'
import type * as english from '../../../renderer/text/t.ts'

let words: typeof english
let format: typeof englishFormat
beforeEach(async () => {
  vi.resetModules()
  vi.stubGlobal('location', { search: '?language=de' })
  words = await import('../../../renderer/text/t.ts')
  format = await import('../../../renderer/shared/format.ts')
})
afterEach(() => {
  vi.unstubAllGlobals()
  vi.resetModules()
})

it('sizes and durations have a comma, and one octet is one', () => {
  expect(format.formatSize(1_500_000)).toBe('1,5 MB')
  expect(format.formatSize(812)).toBe('812 Oktette')
  expect(format.formatSize(1)).toBe('1 Oktett')
  expect(format.formatDuration(2_100)).toBe('2,1 s')
  expect(format.formatOffset(223)).toBe('0,223')
})

it('counts have their plural and are grouped from five digits on', () => {
  expect(words.plural('filter.found', 1)).toBe('1 Nachricht')
  expect(words.plural('filter.found', 1_000)).toBe('1000 Nachrichten')
  expect(words.plural('filter.found', 12_345)).toBe('12.345 Nachrichten')
  expect(words.plural('lane.waiting', 1)).toBe('1 wartet')
  expect(words.plural('lane.waiting', 2)).toBe('2 warten')
  expect(words.plural('merge.showRefused', 1)).toBe('Die abgelehnte zeigen')
  expect(words.plural('merge.start', 1)).toBe('Beginnen: 1 Nachricht')
  expect(words.plural('expired.some', 1)).toMatch(/^1 ihrer Empfänger hat sie\./)
})

it('days are in German, and days of the clock have 24 hours', () => {
  const at = new Date(2026, 10, 24, 18, 5).getTime()
  expect(format.formatFull(at)).toMatch(/^Dienstag, 24\. November 2026, 18:05:00 /)
  expect(format.formatTime(at, at)).toBe('18:05')
})
