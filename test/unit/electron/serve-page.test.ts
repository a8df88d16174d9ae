// What the app's own scheme gives out: files of the bundle, each with the policy, and nothing beside it.
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { contentSecurityPolicy } from '../../../main/electron/content-security-policy.ts'
import { servePage } from '../../../main/electron/serve-page.ts'

const home = realpathSync(mkdtempSync(join(tmpdir(), 'sendoff-pages-')))
const folder = join(home, 'renderer')

beforeAll(() => {
  mkdirSync(join(folder, 'assets'), { recursive: true })
  mkdirSync(join(home, 'renderer-other'))
  writeFileSync(join(folder, 'index.html'), '<!doctype html>')
  writeFileSync(join(folder, 'assets', 'a.js'), '1')
  writeFileSync(join(folder, 'key.pem'), 'secret')
  writeFileSync(join(home, 'secret.json'), '"secret"')
  writeFileSync(join(home, 'renderer-other', 'secret.json'), '"secret"')
  symlinkSync(join(home, 'secret.json'), join(folder, 'assets', 'out.json'))
  symlinkSync(home, join(folder, 'up'))
  symlinkSync(join(folder, 'assets', 'a.js'), join(folder, 'inside.js'))
  symlinkSync(folder, join(home, 'installed'))
})
afterAll(() => rmSync(home, { recursive: true, force: true }))

it.each([
  ['app://sendoff/index.html?language=de#/outbox', 'text/html; charset=utf-8'],
  ['app://sendoff/assets/a.js', 'text/javascript; charset=utf-8'],
  ['app://sendoff/inside.js', 'text/javascript; charset=utf-8'],
])('gives %s, with the policy', async (url, type) => {
  const response = await servePage(folder, url)
  expect(response.status).toBe(200)
  expect(response.headers.get('content-type')).toBe(type)
  expect(response.headers.get('content-security-policy')).toBe(contentSecurityPolicy)
  expect(response.headers.get('x-content-type-options')).toBe('nosniff')
})

it('gives it too where the folder itself is reached by a link', async () => {
  expect((await servePage(join(home, 'installed'), 'app://sendoff/index.html')).status).toBe(200)
})

it.each([
  'app://sendoff/../secret.json',
  'app://sendoff/%2e%2e/secret.json',
  'app://sendoff/assets/..%2f..%2fsecret.json',
  'app://sendoff/..%2frenderer-other%2fsecret.json',
  'app://sendoff/assets/out.json',
  'app://sendoff/up/secret.json',
  'app://sendoff/up/renderer/../secret.json',
  'app://sendoff/key.pem',
  'app://sendoff/assets',
  'app://sendoff/assets/',
  'app://sendoff/',
  'app://sendoff/index.html%00.js',
  'app://evil/index.html',
  'app://sendoff@evil/index.html',
  'app://sendoff.evil/index.html',
  'file:///etc/passwd',
])('gives nothing for %s, and the policy all the same', async (url) => {
  const response = await servePage(folder, url)
  expect([response.status, await response.text()]).toEqual([404, ''])
  expect(response.headers.get('content-security-policy')).toBe(contentSecurityPolicy)
})
