import { describe, expect, test } from 'vitest'
import type { ServerForm } from '../../../main/api.ts'
import { isAllowedSender } from '../../../main/message/allowed-sender.ts'
import { parseServerForm } from '../../../main/servers/parse-form.ts'
import { parseOptions } from '../../../main/servers/parse-options.ts'
import { formOf } from './sample.ts'

const oauth = { provider: 'google', clientId: ' client ', clientSecret: null } as const
const proxy = { kind: 'socks5', host: 'proxy.example', port: 1080, user: '', password: null } as const

describe('the options of a server form', () => {
  test('of a new server are none, whether they are absent, null or as they come', () => {
    expect(parseOptions(formOf())).toEqual({ options: {}, problems: [] })
    const nothing = {
      concurrency: 1,
      perMinute: null,
      perDay: null,
      mechanism: null,
      oauth: null,
      minTls: null,
      proxy: null,
      localAddress: ' ',
      family: null,
      timeouts: {},
      dsn: { notify: [], ret: 'full' },
      allowedSenders: [' '],
    } as const
    expect(parseOptions(formOf(nothing))).toEqual({ options: {}, problems: [] })
  })

  test.each<[string, Partial<ServerForm>, object]>([
    ['a mechanism', { mechanism: 'SCRAM-SHA-256' }, { mechanism: 'SCRAM-SHA-256' }],
    [
      'a token',
      { oauth, mechanism: 'XOAUTH2' },
      { mechanism: 'XOAUTH2', oauth: { provider: 'google', clientId: 'client' } },
    ],
    [
      'a certificate beside a token',
      { oauth, mechanism: 'EXTERNAL' },
      { mechanism: 'EXTERNAL', oauth: { provider: 'google', clientId: 'client' } },
    ],
    [
      'an issuer of its own',
      {
        oauth: {
          ...oauth,
          provider: 'issuer',
          issuer: 'https://login.example',
          scope: ' mail ',
          tenant: 'x',
        },
      },
      { oauth: { provider: 'issuer', issuer: 'https://login.example', clientId: 'client', scope: 'mail' } },
    ],
    [
      'a directory, with Microsoft alone',
      { oauth: { ...oauth, provider: 'microsoft', tenant: 'example.org' } },
      { oauth: { provider: 'microsoft', clientId: 'client', tenant: 'example.org' } },
    ],
    [
      'a proxy, without its password',
      { proxy: { ...proxy, user: 'anna', password: 'geheim' } },
      { proxy: { kind: 'socks5', host: 'proxy.example', port: 1080, user: 'anna' } },
    ],
    [
      'a source address',
      { localAddress: ' 192.0.2.7 ', family: 'only-ipv4' },
      { localAddress: '192.0.2.7', family: 'only-ipv4' },
    ],
    [
      'waits',
      { timeouts: { connectMs: 5_000, replyMs: 60_000, finalReplyMs: 900_000 } },
      { timeouts: { connectMs: 5_000, replyMs: 60_000, finalReplyMs: 900_000 } },
    ],
    [
      'reports, each once',
      { dsn: { notify: ['failure', 'failure', 'delay'], ret: 'headers' } },
      { dsn: { notify: ['failure', 'delay'], ret: 'headers' } },
    ],
    [
      'senders',
      { allowedSenders: ['@Example.ORG', 'Anna@EXAMPLE.net', '@example.org'] },
      { allowedSenders: ['@example.org', 'Anna@example.net'] },
    ],
    ['TLS 1.3', { minTls: 'TLSv1.3' }, { minTls: 'TLSv1.3' }],
  ])('%s', (_, over, options) => {
    expect(parseOptions(formOf(over))).toEqual({ options, problems: [] })
  })

  test.each<[Partial<ServerForm>, string, string]>([
    [{ mechanism: 'XOAUTH2' }, 'mechanism', 'token'],
    [{ mechanism: 'PLAIN', oauth }, 'mechanism', 'password'],
    [{ oauth: { ...oauth, clientId: ' ' } }, 'oauth.clientId', 'missing'],
    [{ oauth, user: '' }, 'user', 'user name'],
    [{ oauth: { ...oauth, clientId: 'a\u0000b' } }, 'oauth.clientId', 'control'],
    [{ oauth: { ...oauth, provider: 'issuer' } }, 'oauth.issuer', 'https'],
    [{ oauth: { ...oauth, provider: 'issuer', issuer: 'http://login.example' } }, 'oauth.issuer', 'https'],
    [
      { oauth: { ...oauth, provider: 'issuer', issuer: 'https://a:b@login.example' } },
      'oauth.issuer',
      'https',
    ],
    [{ oauth: { ...oauth, provider: 'microsoft', tenant: '../x' } }, 'oauth.tenant', 'letters'],
    [{ proxy: { ...proxy, host: 'http://proxy' } }, 'proxy.host', 'host name'],
    [{ proxy: { ...proxy, port: 0 } }, 'proxy.port', '1 to 65535'],
    [{ proxy: { ...proxy, password: 'x' } }, 'proxy.user', 'user name'],
    [{ proxy: { ...proxy, kind: 'http', user: 'a:b' } }, 'proxy.user', 'character'],
    [{ localAddress: 'eth0' }, 'localAddress', 'IP address'],
    [{ localAddress: '::1', family: 'only-ipv4' }, 'localAddress', 'other kind'],
    [{ timeouts: { connectMs: 10 } }, 'timeouts.connectMs', '1 to 600'],
    [{ timeouts: { replyMs: 1.5 } }, 'timeouts.replyMs', '10 to 3600'],
    [{ allowedSenders: ['anna'] }, 'allowedSenders', 'anna'],
    [{ allowedSenders: ['@'] }, 'allowedSenders', '@example.org'],
    [{ concurrency: 21 }, 'concurrency', '1 to 20'],
    [{ perDay: 0 }, 'perDay', 'whole number'],
  ])('%j is a problem of %s', (over, field, says) => {
    expect(parseOptions(formOf(over)).problems).toEqual([
      { field, message: expect.stringContaining(says) as string },
    ])
  })

  test('P4: a wait for the final reply under ten minutes is refused', () => {
    const { problems } = parseOptions(formOf({ timeouts: { finalReplyMs: 599_000 } }))
    expect(problems.map(({ field }) => field)).toEqual(['timeouts.finalReplyMs'])
  })

  test('P28: a control character for the proxy is refused, and P25: its password is not quoted', () => {
    const user = parseOptions(formOf({ proxy: { ...proxy, user: 'a\r\nb' } }))
    expect(user.problems.map(({ field }) => field)).toEqual(['proxy.user'])
    const password = parseOptions(formOf({ proxy: { ...proxy, user: 'a', password: 'geheim\n' } }))
    expect(password.problems.map(({ field }) => field)).toEqual(['proxy.password'])
    expect(JSON.stringify(password)).not.toContain('geheim')
  })
})

describe('senders that a server takes', () => {
  test.each([
    [undefined, 'anna@example.org', true],
    [['@example.org'], 'anna@Example.org', true],
    [['@example.org'], 'anna@mail.example.org', false],
    [['anna@example.org'], 'anna@EXAMPLE.org', true],
    [['anna@example.org'], 'berta@example.org', false],
  ])('%j takes %s: %s', (allowedSenders, address, isAllowed) => {
    expect(isAllowedSender(allowedSenders === undefined ? {} : { allowedSenders }, address)).toBe(isAllowed)
  })

  test('are asked when the form is saved', () => {
    const parsed = parseServerForm(formOf({ allowedSenders: ['@example.net'] }), true)
    expect(parsed).toMatchObject({ ok: false, problems: [{ field: 'email' }] })
  })
})
