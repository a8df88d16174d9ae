import { describe, expect, it } from 'vitest'
import { lookAtLink } from '../../../renderer/messages/link-look.ts'

const look = (href: string, text = 'here') => lookAtLink(href, text)

describe('a link of a message', () => {
  it('is shown by the host that it leads to', () => {
    expect(look('https://Rowing.Example/plan?a=1#b')).toEqual({
      address: 'https://rowing.example/plan?a=1#b',
      host: 'rowing.example',
      refused: null,
      hasOtherAlphabet: false,
      says: null,
    })
    expect(look('https://x.example:8443/')?.host).toBe('x.example:8443')
  })

  it.each([
    'javascript:alert(1)',
    'file:///etc/passwd',
    'smb://evil.example/share',
    'data:text/html,x',
    'app://sendoff/index.html',
    'relative/path',
    '//evil.example/',
    'https://',
    '',
  ])('%j is no web link', (href) => expect(look(href)).toBeNull())

  it.each([
    ['http://x.example/', 'no-https'],
    ['https://bank.example@evil.example/', 'user-name'],
    ['https://bank.example:pass@evil.example/', 'user-name'],
    ['https://bank.example%2f@evil.example/', 'user-name'],
    ['https:\\\\evil.example\\bank.example', null],
    ['https://evil.example\\@bank.example/', null],
  ])('%s: refused %s', (href, refused) => expect(look(href)?.refused).toBe(refused))

  it('a backslash leads where the browser would go', () => {
    expect(look('https://evil.example\\@bank.example/')?.host).toBe('evil.example')
  })

  it.each([
    'https://www.\u0430\u0440\u0440\u04CF\u0435.example/',
    'https://b\u00FCcher.example/',
    'https://xn--bcher-kva.example/',
    'https://bank\uFF0Eexample.\u0435vil.example/',
  ])('%s: another alphabet is shown as A-labels, and said', (href) => {
    const { host = '', hasOtherAlphabet } = look(href) ?? {}
    expect(host).toMatch(/xn--/)
    expect(host).toMatch(/^[a-z0-9.-]+$/)
    expect(hasOtherAlphabet).toBe(true)
  })

  it('letters that only look wide are what they stand for', () => {
    expect(look('https://\uFF42ank.example/')).toMatchObject({
      host: 'bank.example',
      hasOtherAlphabet: false,
    })
    expect(look('https://0x7f.1/')?.host).toBe('127.0.0.1')
  })

  it.each([
    ['https://bank.example/login', 'bank.example'],
    ['bank.example', 'bank.example'],
    [' www.bank.example/a ', 'www.bank.example'],
    ['http://bank.example', 'bank.example'],
    ['HTTPS://BANK.EXAMPLE', 'bank.example'],
  ])('text %j names another host than evil.example', (text, said) => {
    expect(look('https://evil.example/', text)?.says).toBe(said)
  })

  it.each([
    'here',
    'evil.example',
    'www.evil.example/x',
    'https://pay.evil.example',
    'Read the plan. It is long',
    '3.5',
    '',
  ])('text %j names none, or the same', (text) =>
    expect(look('https://evil.example/', text)?.says).toBeNull(),
  )
})
