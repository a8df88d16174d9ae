import { describe, expect, it } from 'vitest'
import {
  addDays,
  dayDistance,
  formatDayHeading,
  formatDuration,
  formatFull,
  formatHash,
  formatOctets,
  formatOffset,
  formatSeconds,
  formatSize,
  formatTime,
  formatTimeSeconds,
  formatTimeShort,
} from '../../../renderer/shared/format.ts'
import { clockAt, now } from './sample.ts'

const day = 86_400_000

describe('times', () => {
  it.each([
    ['today', clockAt(9, 5), '09:05'],
    ['yesterday', clockAt(23, 59) - day, 'yesterday 23:59'],
    ['tomorrow', clockAt(8, 0) + day, 'tomorrow 08:00'],
    ['within the last week', clockAt(17, 3) - 2 * day, 'Mon 17:03'],
    ['earlier this year', clockAt(17, 3) - 13 * day, '12 Nov 17:03'],
    ['another year', new Date(2025, 10, 12, 17, 3).getTime(), '12 Nov 2025 17:03'],
  ])('%s', (_, at, text) => {
    expect(formatTime(at, now)).toBe(text)
  })

  it('counts days by the calendar, not by 24 hours', () => {
    expect(dayDistance(clockAt(0, 1), clockAt(23, 59))).toBe(0)
    expect(dayDistance(clockAt(23, 59) - day, clockAt(0, 1))).toBe(-1)
  })

  it('counts days across the change of the clock', () => {
    const beforeChange = new Date(2026, 2, 28, 23, 0).getTime()
    const afterChange = new Date(2026, 2, 30, 1, 0).getTime()
    expect(dayDistance(afterChange, beforeChange)).toBe(2)
    expect(dayDistance(addDays(beforeChange, 2), beforeChange)).toBe(2)
  })

  it('has seconds, a short form and a full form', () => {
    expect(formatTimeSeconds(clockAt(10, 42, 7), now)).toBe('10:42:07')
    expect(formatTimeShort(clockAt(10, 42), now)).toBe('10:42')
    expect(formatTimeShort(clockAt(10, 42) - day, now)).toBe('Tue')
    expect(formatFull(clockAt(10, 38, 51))).toMatch(/^Wednesday, 25 November 2026, 10:38:51 [+-]\d{4}$/)
  })

  it('names days in headings', () => {
    expect(formatDayHeading(now, now)).toBe('Today')
    expect(formatDayHeading(now - day, now)).toBe('Yesterday')
    expect(formatDayHeading(now - 2 * day, now)).toBe('Monday, 23 November 2026')
  })
})

describe('durations', () => {
  it.each([
    [12.4, '12 ms'],
    [999, '999 ms'],
    [999.6, '1.0 s'],
    [31_700, '31.7 s'],
    [600_000, '10 min'],
  ])('%d ms', (ms, text) => {
    expect(formatDuration(ms)).toBe(text)
  })

  it('of an attempt are in seconds', () => {
    expect(formatSeconds(667)).toBe('0.7 s')
    expect(formatSeconds(223, 3)).toBe('0.223 s')
    expect(formatOffset(38_117)).toBe('38.117')
    expect(formatOffset(-0.4)).toBe('0.000')
  })
})

describe('sizes', () => {
  it.each([
    [812, '812 octets'],
    [48_211, '48 kB'],
    [99_950, '0.1 MB'],
    [15_200_000, '15.2 MB'],
  ])('%d octets', (octets, text) => {
    expect(formatSize(octets)).toBe(text)
  })

  it('are exact in transcripts and proofs', () => {
    expect(formatOctets(4_812_906)).toBe('4\u00a0812\u00a0906')
    expect(formatOctets(999)).toBe('999')
    expect(formatHash(`e3b741c90d5a${'0'.repeat(48)}7f12`)).toBe('e3b7 41c9 0d5a … 7f12')
  })
})
