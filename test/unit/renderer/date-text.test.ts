import { describe, expect, it } from 'vitest'
import {
  formatDayField,
  moveDay,
  parseDayField,
  parseTimeField,
  weeksOf,
} from '../../../renderer/shared/date-text.ts'

const today = '2026-11-26'

describe('a day in a field', () => {
  it.each([
    ['de-DE', '27.11.2026'],
    ['en-GB', '27/11/2026'],
    ['en-US', '11/27/2026'],
  ])('in %s is written %s, and read back', (locale, text) => {
    expect(formatDayField('2026-11-27', locale)).toBe(text)
    expect(parseDayField(text, locale, today)).toBe('2026-11-27')
  })

  it.each([
    ['2027-03-01', '2027-03-01'],
    ['1.3.27', '2027-03-01'],
    ['1-3-2027', '2027-03-01'],
    [' 1 3 2027 ', '2027-03-01'],
    ['27.11.', '2026-11-27'],
    ['26.11', '2026-11-26'],
    ['1.3.', '2027-03-01'],
    ['29.2.', '2028-02-29'],
    ['30.2.2027', null],
    ['31.13.2027', null],
    ['morgen', null],
    ['1.3.202', null],
    ['', null],
  ])('“%s” is %s', (typed, day) => {
    expect(parseDayField(typed, 'de-DE', today)).toBe(day)
  })

  it('that is none is not shown', () => {
    expect(formatDayField('2026-02-30', 'de-DE')).toBe('')
    expect(formatDayField('', 'de-DE')).toBe('')
  })
})

it.each([
  ['9', '09:00'],
  ['930', '09:30'],
  ['9.30', '09:30'],
  ['09:30', '09:30'],
  ['9:30 pm', '21:30'],
  ['12am', '00:00'],
  ['9 Uhr', '09:00'],
  ['9 Uhr 30', '09:30'],
  ['17h45', '17:45'],
  ['24:00', null],
  ['9:60', null],
  ['13 pm', null],
  ['noon', null],
])('the time “%s” is %s', (typed, time) => {
  expect(parseTimeField(typed)).toBe(time)
})

it('a month has six weeks from a Monday, and moves to days that are there', () => {
  const weeks = weeksOf('2026-11-26')
  expect([weeks.length, weeks[0]?.[0], weeks[0]?.[6], weeks[5]?.[6]]).toEqual([
    6,
    '2026-10-26',
    '2026-11-01',
    '2026-12-06',
  ])
  expect(moveDay('2026-01-31', { months: 1 })).toBe('2026-02-28')
  expect(moveDay('2026-12-31', { days: 1 })).toBe('2027-01-01')
  expect(moveDay('2028-02-29', { months: -12 })).toBe('2027-02-28')
})
