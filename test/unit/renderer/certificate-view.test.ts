import { describe, expect, it } from 'vitest'
import { canTrust, toChecks, toPairs } from '../../../renderer/outbox/certificate-view.ts'

const dates = { from: '2 Oct 2026', to: '31 Dec 2026' }

describe('the checks of a certificate', () => {
  it.each([
    ['certificate-wrong-name', 'name'],
    ['certificate-expired', 'dates'],
    ['certificate-self-signed', 'chain'],
    ['certificate-pin-changed', 'key'],
  ] as const)('%s: the one that failed is %s', (cause, failed) => {
    const found = toChecks(cause, dates).filter(({ isFailed }) => isFailed)
    expect(found.map(({ name }) => name)).toEqual([failed])
  })

  it('P12: what was not looked at is not called good', () => {
    const texts = toChecks('certificate-expired', dates).map(({ name, text }) => `${name}: ${text}`)
    expect(texts).toEqual([
      'chain: not the reason',
      'dates: 2 Oct 2026 to 31 Dec 2026: today is not within',
      'name: not the reason',
    ])
  })
})

it('a changed key is an alarm, and no question', () => {
  expect(canTrust('certificate-self-signed')).toBe(true)
  expect(canTrust('certificate-pin-changed')).toBe(false)
  expect(canTrust('recipient-unknown')).toBe(false)
})

it('digits are shown in pairs', () => expect(toPairs('9c417ae0')).toBe('9C:41:7A:E0'))
