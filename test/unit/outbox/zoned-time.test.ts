import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { toInstant } from '../../../main/outbox/zoned-time.ts'

const utc = (text: string) => ({ ok: true, at: Date.parse(`${text}:00Z`) })

test('a wall clock time in its zone', () => {
  expect(toInstant('2026-01-05T08:00', 'Europe/Berlin')).toEqual(utc('2026-01-05T07:00'))
  expect(toInstant('2026-07-05T08:00', 'Europe/Berlin')).toEqual(utc('2026-07-05T06:00'))
  expect(toInstant('2026-01-05T08:00', 'Asia/Kathmandu')).toEqual(utc('2026-01-05T02:15'))
  expect(toInstant('2026-01-05T08:00', 'Pacific/Kiritimati')).toEqual(utc('2026-01-04T18:00'))
})

describe('summer time', () => {
  test('begins: the hour that the clocks skip is refused, its edges are not', () => {
    expect(toInstant('2026-03-29T01:59', 'Europe/Berlin')).toEqual(utc('2026-03-29T00:59'))
    expect(toInstant('2026-03-29T02:00', 'Europe/Berlin')).toEqual({ ok: false, problem: 'skipped' })
    expect(toInstant('2026-03-29T02:59', 'Europe/Berlin')).toEqual({ ok: false, problem: 'skipped' })
    expect(toInstant('2026-03-29T03:00', 'Europe/Berlin')).toEqual(utc('2026-03-29T01:00'))
  })

  test('ends: of the hour that there is twice the first is meant', () => {
    expect(toInstant('2026-10-25T02:30', 'Europe/Berlin')).toEqual(utc('2026-10-25T00:30'))
    expect(toInstant('2026-10-25T03:00', 'Europe/Berlin')).toEqual(utc('2026-10-25T02:00'))
    expect(toInstant('2026-11-01T01:30', 'America/New_York')).toEqual(utc('2026-11-01T05:30'))
  })

  test('of half an hour, where a zone has that', () => {
    expect(toInstant('2026-10-04T02:15', 'Australia/Lord_Howe')).toEqual({ ok: false, problem: 'skipped' })
    expect(toInstant('2026-04-05T01:45', 'Australia/Lord_Howe')).toEqual(utc('2026-04-04T14:45'))
  })

  test('a day that a zone left out', () => {
    expect(toInstant('2011-12-30T12:00', 'Pacific/Apia')).toEqual({ ok: false, problem: 'skipped' })
  })
})

test.each([
  '2026-02-30T08:00',
  '2026-13-01T08:00',
  '2026-01-01T24:00',
  '2026-01-01T08:60',
  '2026-01-01 08:00',
  'noon',
  '',
])('%j is no time', (local) => {
  expect(toInstant(local, 'UTC')).toEqual({ ok: false, problem: 'no-time' })
})

test.each(['Europe/Atlantis', '', 'UTC+1'])('%j is no zone', (zone) => {
  expect(toInstant('2026-01-01T08:00', zone)).toEqual({ ok: false, problem: 'no-zone' })
})

test('what comes out is shown by the zone as what went in', () => {
  const zone = fc.constantFrom(
    'Europe/Berlin',
    'America/St_Johns',
    'Asia/Kolkata',
    'Australia/Lord_Howe',
    'UTC',
  )
  const day = fc.date({ min: new Date('2000-01-02'), max: new Date('2036-12-30'), noInvalidDate: true })
  fc.assert(
    fc.property(day, zone, (date, timeZone) => {
      const local = date.toISOString().slice(0, 16)
      const found = toInstant(local, timeZone)
      if (!found.ok) expect(found.problem).toBe('skipped')
      else
        expect(new Date(found.at).toLocaleString('sv-SE', { timeZone }).slice(0, 16)).toBe(
          local.replace('T', ' '),
        )
    }),
    { numRuns: 500 },
  )
})
