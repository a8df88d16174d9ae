import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkAddresses } from '../../../main/message/address.ts'
import { freeMailDomains, nearDomain } from '../../../main/message/near-domain.ts'

describe('a mistyped domain', () => {
  it.each([
    ['gmial.com', 'gmail.com'],
    ['gmail.con', 'gmail.com'],
    ['gmail.co', 'gmail.com'],
    ['Hotmial.com', 'hotmail.com'],
    ['outlok.com', 'outlook.com'],
    ['yahooo.com', 'yahoo.com'],
    ['gmx.dr', 'gmx.de'],
  ])('%s is near %s', (typed, meant) => {
    expect(nearDomain(typed)).toBe(meant)
  })

  it.each([
    'mail.com',
    'ymail.com',
    'example.org',
    'kestrel.example',
    'fmail.com',
    'gmail.co.uk',
    'web.de',
    '',
  ])('%s is near none', (typed) => {
    expect(nearDomain(typed)).toBeNull()
  })

  it('is no domain of a known provider, and gives one', () => {
    fc.assert(fc.property(fc.constantFrom(...freeMailDomains), (name) => nearDomain(name) === null))
    fc.assert(
      fc.property(fc.domain(), (name) => {
        const near = nearDomain(name)
        return near === null || freeMailDomains.has(near)
      }),
    )
  })

  it('is said beside the address, and so are its A-labels', () => {
    expect(checkAddresses('K <k@gmial.com>')[0]).toMatchObject({ ok: true, near: 'gmail.com' })
    expect(checkAddresses('k@bücher.example')[0]).toMatchObject({
      address: 'k@bücher.example',
      ascii: 'k@xn--bcher-kva.example',
    })
    expect(checkAddresses('k@example.org')[0]).toEqual({
      text: 'k@example.org',
      ok: true,
      address: 'k@example.org',
    })
  })
})
