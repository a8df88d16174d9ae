import { expect, test } from 'vitest'
import { fullHostName } from '../../../main/servers/full-host-name.ts'
import { noConnectionSecrets, toTarget } from '../../../main/servers/to-target.ts'

const nameless = () => undefined
const plain = { host: 'mail.example', port: 587, security: 'starttls', ehloName: '', pins: [] } as const

test('a server without options is its host, port and security', () => {
  expect(toTarget(plain, noConnectionSecrets, nameless)).toEqual({
    host: 'mail.example',
    port: 587,
    security: 'starttls',
  })
})

test('every option of the connection is in the target', () => {
  const proxy = { kind: 'http', host: 'pröxy.example', port: 3128, user: 'anna' } as const
  const options = { minTls: 'TLSv1.3', localAddress: '192.0.2.7', family: 'only-ipv4', proxy } as const
  expect(toTarget({ ...plain, ...options, pins: ['ab'] }, { proxyPassword: 'geheim' }, nameless)).toEqual({
    ...{ host: 'mail.example', port: 587, security: 'starttls' },
    tls: { pins: ['ab'], minVersion: 'TLSv1.3' },
    localAddress: '192.0.2.7',
    family: 'only-ipv4',
    proxy: { kind: 'http', host: 'xn--prxy-6qa.example', port: 3128, user: 'anna', pass: 'geheim' },
  })
})

test('a proxy without a user gets no password', () => {
  const proxy = { kind: 'socks5', host: '127.0.0.1', port: 1080, user: '' } as const
  expect(toTarget({ ...plain, proxy }, { proxyPassword: 'geheim' }, nameless).proxy).toEqual({
    kind: 'socks5',
    host: '127.0.0.1',
    port: 1080,
  })
})

test('the name of this computer is said where a server refuses its address, and where the form has no EHLO name', () => {
  const named = () => 'pc.example.org'
  expect(toTarget(plain, noConnectionSecrets, named).ehloFallback).toBe('pc.example.org')
  const own = toTarget({ ...plain, ehloName: 'laptop.example' }, noConnectionSecrets, named)
  expect([own.ehloName, own.ehloFallback]).toEqual(['laptop.example', undefined])
})

test.each([
  ['pc.example.org', 'pc.example.org'],
  ['pc', undefined],
  ['pc.local', undefined],
  ['pc.localdomain', undefined],
  ['192.0.2.1', undefined],
  ['p c.example.org', undefined],
])('%j is a name that a server would know: %s', (name, whole) => expect(fullHostName(name)).toBe(whole))
