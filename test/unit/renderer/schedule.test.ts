import { describe, expect, it } from 'vitest'
import { listPresets } from '../../../renderer/schedule/presets.ts'
import { ScheduleFormState } from '../../../renderer/schedule/schedule-form.svelte.ts'
import { describeWhen } from '../../../renderer/schedule/when.ts'
import { toInstant, toLocal } from '../../../renderer/schedule/zoned-time.ts'

const zone = 'Europe/Berlin'

describe('wall clock time in a zone', () => {
  it('is found and told in any zone', () => {
    const at = Date.UTC(2026, 10, 26, 7, 0)
    expect(toInstant('2026-11-26T08:00', zone)).toBe(at)
    expect(toInstant('2026-11-26T12:45', 'Asia/Kathmandu')).toBe(at)
    expect(toLocal(at, 'America/Los_Angeles')).toBe('2026-11-25T23:00')
  })

  it('is moved forward where summer time leaves it out', () => {
    expect(toLocal(toInstant('2026-03-29T02:30', zone) ?? 0, zone)).toBe('2026-03-29T03:30')
  })

  it('is the first where it comes twice', () => {
    expect(toInstant('2026-10-25T02:30', zone)).toBe(Date.UTC(2026, 9, 25, 0, 30))
  })

  it('is nothing where it is no date', () => {
    for (const text of ['T', '2026-13-40T08:00', 'T08:00', '2026-11-26T'])
      expect(toInstant(text, zone)).toBeNull()
  })
})

describe('presets', () => {
  const at = (local: string) => toInstant(local, zone) ?? 0
  const labels = (local: string) => listPresets(at(local), zone).map(({ label, date }) => [label, date])

  it('are those that have not passed', () => {
    expect(labels('2026-11-25T10:45')).toEqual([
      ['This evening 18:00', '2026-11-25'],
      ['Tomorrow 08:00', '2026-11-26'],
      ['Monday 08:00', '2026-11-30'],
    ])
    expect(labels('2026-11-25T18:01').map(([label]) => label)).not.toContain('This evening 18:00')
  })

  it('name Monday once: not where it is tomorrow, and the next one on a Monday', () => {
    expect(labels('2026-11-29T10:00').map(([label]) => label)).not.toContain('Monday 08:00')
    expect(labels('2026-11-30T10:00')).toContainEqual(['Monday 08:00', '2026-12-07'])
  })
})

describe('describeWhen', () => {
  const when = (local: string, there: string) =>
    describeWhen({ at: toInstant(local, there) ?? 0, local, zone: there }, zone)

  it('says the day, and the time here where the zone is another', () => {
    expect(when('2026-11-26T08:00', zone)).toBe('Thursday, 26 November 2026, 08:00')
    expect(when('2026-11-26T08:00', 'Europe/London')).toMatch(/08:00 in Europe\/London; 09:00 here$/)
    expect(when('2026-11-26T20:00', 'America/Los_Angeles')).toMatch(/; 2026-11-27 05:00 here$/)
  })

  it('says what summer time leaves out', () => {
    expect(when('2026-03-29T02:30', zone)).toMatch(/^02:30 does not exist on Sunday, 29 March 2026/)
  })
})

describe('ScheduleFormState', () => {
  it('has a time once date and time are there, and follows its zone', () => {
    const form = new ScheduleFormState({ zone })
    expect(form.schedule).toBeNull()
    form.choose({ label: '', date: '2026-11-26', time: '08:00' })
    expect(form.schedule).toEqual({ at: Date.UTC(2026, 10, 26, 7), local: '2026-11-26T08:00', zone })
    form.zone = 'UTC'
    expect(form.schedule?.at).toBe(Date.UTC(2026, 10, 26, 8))
  })

  it('shows the latest time that stands, in its zone', () => {
    const form = new ScheduleFormState({ zone, notAfter: Date.UTC(2026, 10, 26, 17) })
    expect([form.expires, form.lastDate, form.lastTime]).toEqual([true, '2026-11-26', '18:00'])
    form.lastTime = ''
    expect(form.lacksLast).toBe(true)
    form.expires = false
    expect([form.lacksLast, form.notAfter]).toEqual([false, null])
  })
})
