import { describe, expect, it } from 'vitest'
import { toPagePath } from '../../../main/electron/page-path.ts'

const folder = '/opt/sendoff/out/renderer'

describe('toPagePath', () => {
  it('finds a file of ours', () => {
    expect(toPagePath(folder, 'app://sendoff/index.html')).toBe(`${folder}/index.html`)
    expect(toPagePath(folder, 'app://sendoff/assets/a%20b.js?x#y')).toBe(`${folder}/assets/a b.js`)
  })

  it.each([
    'app://sendoff/../../etc/passwd',
    'app://sendoff/%2e%2e/%2e%2e/etc/passwd',
    'app://sendoff/assets/..%2f..%2f..%2f..%2fetc%2fpasswd',
    'app://sendoff/%2e%2e%2frenderer-other/index.html',
    'app://sendoff/a%00.html',
    'app://sendoff/%zz',
    'app://sendoff/..%5c..%5cetc%5cpasswd',
    'app://sendoff/assets/%252e%252e%252f%252e%252e%252fetc%252fpasswd',
    'app://sendoff//etc/passwd',
    'app://sendoff/%2fetc/passwd',
    'app://sendoff/',
    'app://sendoff',
  ])('refuses %s, or stays inside the folder', (url) => {
    const path = toPagePath(folder, url)
    expect(path === null || path.startsWith(`${folder}/`)).toBe(true)
    expect((path ?? '').split('/')).not.toContain('..')
  })

  it.each([
    'app://other/index.html',
    'app://sendoff.example/index.html',
    'app://evil/index.html',
    'app://sendoff@evil/index.html',
    'app://sendoff:80/index.html',
    'app:sendoff/index.html',
    'https://sendoff/index.html',
    'file:///etc/passwd',
    '',
  ])('refuses %s, which is not ours', (url) => {
    expect(toPagePath(folder, url)).toBeNull()
  })
})
