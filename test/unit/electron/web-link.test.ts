import { expect, it } from 'vitest'
import { toWebLink } from '../../../main/electron/web-link.ts'

it('lets https through, as the parser wrote it', () => {
  expect(toWebLink('https://Example.org/a b')).toBe('https://example.org/a%20b')
})

it.each([
  'http://example.org/',
  'file:///etc/passwd',
  'javascript:alert(1)',
  'smb://host/share',
  'https://bank.example@evil.example/',
  'no address',
  '',
])('refuses %s', (url) => {
  expect(toWebLink(url)).toBeNull()
})
