import { expect, test } from 'vitest'
import { noConnectionSecrets, toTarget } from '../../../main/servers/to-target.ts'

const plain = { host: 'mail.example', port: 587, security: 'starttls', ehloName: '', pins: [] } as const

test('a server without options is its host, port and security', () => {
  expect(toTarget(plain, noConnectionSecrets)).toEqual({
    host: 'mail.example',
    port: 587,
    security: 'starttls',
  })
})

test('every option of the connection is in the target', () => {
  const proxy = { kind: 'http', host: 'pröxy.example', port: 3128, user: 'anna' } as const
  const options = { minTls: 'TLSv1.3', localAddress: '192.0.2.7', family: 'only-ipv4', proxy } as const
  expect(toTarget({ ...plain, ...options, pins: ['ab'] }, { proxyPassword: 'geheim' })).toEqual({
    ...{ host: 'mail.example', port: 587, security: 'starttls' },
    tls: { pins: ['ab'], minVersion: 'TLSv1.3' },
    localAddress: '192.0.2.7',
    family: 'only-ipv4',
    proxy: { kind: 'http', host: 'xn--prxy-6qa.example', port: 3128, user: 'anna', pass: 'geheim' },
  })
})

test('a proxy without a user gets no password', () => {
  const proxy = { kind: 'socks5', host: '127.0.0.1', port: 1080, user: '' } as const
  expect(toTarget({ ...plain, proxy }, { proxyPassword: 'geheim' }).proxy).toEqual({
    kind: 'socks5',
    host: '127.0.0.1',
    port: 1080,
  })
})
