import { describe, expect, it } from 'vitest'
import { canTrust, toChecks, toPairs, toShortName } from '../../../renderer/outbox/certificate-view.ts'

const dates = { from: '2 Oct 2026', to: '31 Dec 2026' }

const host = 'smtp.rowing.example'

describe('the checks of a certificate', () => {
  it.each([
    ['certificate-wrong-name', 'name'],
    ['certificate-expired', 'dates'],
    ['certificate-self-signed', 'chain'],
    ['certificate-pin-changed', 'key'],
  ] as const)('%s, stored without them: the one that failed is %s', (cause, failed) => {
    const found = toChecks({ cause, checks: undefined, host, dates }).filter(
      ({ state }) => state === 'failed',
    )
    expect(found.map(({ name }) => name)).toEqual([failed])
  })

  it('P12: what was not looked at is not called good', () => {
    const checks = toChecks({ cause: 'certificate-expired', checks: undefined, host, dates })
    expect(checks.map(({ name, state, text }) => `${name}, ${state}: ${text}`)).toEqual([
      'chain, unsaid: not the reason',
      'dates, failed: 2 Oct 2026 to 31 Dec 2026: today is not within',
      'name, unsaid: not the reason',
    ])
  })

  it('each says whether it passed, also where more than one failed', () => {
    const checks = toChecks({
      cause: 'certificate-wrong-name',
      checks: { chain: true, dates: false, name: false },
      host,
      dates,
    })
    expect(checks.map(({ name, state, text }) => `${name}, ${state}: ${text}`)).toEqual([
      'chain, passed: leads to an authority that this computer trusts',
      'dates, failed: 2 Oct 2026 to 31 Dec 2026: today is not within',
      'name, failed: smtp.rowing.example is not among its names',
    ])
  })

  it('with a trusted key that changed, nothing is said of the others', () => {
    const checks = { chain: true, dates: true, name: true }
    expect(toChecks({ cause: 'certificate-pin-changed', checks, host, dates })).toHaveLength(1)
  })
})

it('a certificate has a short name', () => {
  expect(toShortName('C=US, O=Authority, CN=R11')).toBe('R11')
  expect(toShortName('O=Authority')).toBe('O=Authority')
})

it('a changed key is an alarm, and no question', () => {
  expect(canTrust('certificate-self-signed')).toBe(true)
  expect(canTrust('certificate-pin-changed')).toBe(false)
  expect(canTrust('recipient-unknown')).toBe(false)
})

it('digits are shown in pairs', () => expect(toPairs('9c417ae0')).toBe('9C:41:7A:E0'))
