import { describe, expect, test } from 'vitest'
import { isSameOwner, registeredDomain } from '../../../main/message/registered-domain.ts'

describe('the registered domain of a host', () => {
  test.each([
    ['mail.example.org', 'example.org'],
    ['example.org', 'example.org'],
    ['a.b.c.example.org.', 'example.org'],
    ['SMTP.Example.ORG', 'example.org'],
    ['smtp.example.co.uk', 'example.co.uk'],
    ['example.co.uk', 'example.co.uk'],
    ['co.uk', 'co.uk'],
    ['mail.firma.com.tr', 'firma.com.tr'],
    ['post.müller.example', 'xn--mller-kva.example'],
    ['localhost', 'localhost'],
    ['127.0.0.1', 'localhost'],
    ['[::1]', 'localhost'],
    ['0:0:0:0:0:0:0:1', 'localhost'],
    ['mail.localhost', 'localhost'],
    ['[192.0.2.1]', '192.0.2.1'],
    ['2001:DB8:0:0:0:0:0:1', '2001:db8::1'],
    ['[2001:db8::1]', '2001:db8::1'],
    ['fe80::1%eth0', 'fe80::1%eth0'],
    ['', ''],
    ['no host at all', 'no host at all'],
  ])('%s is of %s', (host, domain) => expect(registeredDomain(host)).toBe(domain))

  test('an address is of nobody but itself', () => {
    expect(isSameOwner('10.0.0.1', '10.0.0.2')).toBe(false)
    expect(isSameOwner('1.0.0.1', '2.0.0.1')).toBe(false)
    expect(isSameOwner('localhost', '127.0.0.1')).toBe(true)
    expect(isSameOwner('localhost.evil.test', 'localhost')).toBe(false)
  })

  test('a name that ends like another is not of it', () => {
    expect(isSameOwner('mail.example.org', 'mail.badexample.org')).toBe(false)
    expect(isSameOwner('mail.example.org', 'example.org.evil.test')).toBe(false)
    expect(isSameOwner('a.co.uk', 'b.co.uk')).toBe(false)
    expect(isSameOwner('smtp.example.org', 'mail.example.org')).toBe(true)
  })

  test('100 kB of dots and brackets are read in one pass', () => {
    expect(registeredDomain('.'.repeat(100_000))).toBe('.')
    expect(registeredDomain('['.repeat(100_000)).length).toBe(100_000)
  })
})
