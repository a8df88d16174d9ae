import { expect, it } from 'vitest'
import { formatPace } from '../../../renderer/servers/pace-text.ts'
import { now } from './sample.ts'

it('says nothing where there is no limit', () => expect(formatPace({}, now)).toBeNull())

it('gives the pace as it is set, and what went today', () => {
  expect(formatPace({ perMinute: 30, perMinuteSet: 30, perDay: 500, sentToday: 120 }, now)).toBe(
    '30 messages a minute now. 120 of 500 today.',
  )
})

it('gives the reply that slowed it, and the next time', () => {
  const text = formatPace(
    {
      perMinute: 1.65,
      perMinuteSet: 30,
      slowedBy: { at: now, text: '450 4.7.1 too fast' },
      nextAt: now + 60_000,
    },
    now,
  )
  expect(text).toMatch(
    /^1\.7 a minute now, of 30 that are set\. Slowed at .*: 450 4\.7\.1 too fast The next goes at /,
  )
})
