import { expect, test } from 'vitest'
import { judgeTimes } from '../../../main/outbox/send-time.ts'

const now = Date.UTC(2026, 0, 5, 9, 0)
const at = Date.UTC(2026, 0, 6, 7, 0)
const schedule = { local: '2026-01-06T08:00', zone: 'Europe/Berlin' }
const problems = (times: Parameters<typeof judgeTimes>[0]) => {
  const judged = judgeTimes(times, now)
  return judged.ok ? [] : judged.problems.map(({ field }) => field)
}

test('no time is asked for: it goes at once', () => {
  expect(judgeTimes({}, now)).toEqual({ ok: true })
})

test('a time to come has its moment', () => {
  expect(judgeTimes({ schedule, notAfter: at + 1 }, now)).toEqual({ ok: true, schedule: { ...schedule, at } })
})

test.each([
  ['that has passed', '2026-01-05T10:00'],
  ['that the clocks skip', '2026-03-29T02:30'],
  ['that no calendar has', '2026-02-30T08:00'],
])('a time %s is named with its field', (_what, local) => {
  expect(problems({ schedule: { ...schedule, local } })).toEqual(['schedule'])
})

test('a zone that there is not is named', () => {
  const judged = judgeTimes({ schedule: { ...schedule, zone: 'Europe/Atlantis' } }, now)
  expect(judged.ok ? '' : judged.problems[0]?.message).toContain('Europe/Atlantis')
})

test('a latest time that has passed, or comes before the time to send, is refused', () => {
  expect(problems({ notAfter: now })).toEqual(['notAfter'])
  expect(problems({ notAfter: now + 1 })).toEqual([])
  expect(problems({ schedule, notAfter: at })).toEqual(['notAfter'])
})

test('both are told where both are wrong', () => {
  expect(problems({ schedule: { ...schedule, local: 'noon' }, notAfter: now - 1 })).toEqual([
    'schedule',
    'notAfter',
  ])
})
