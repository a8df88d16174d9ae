import { describe, expect, it } from 'vitest'
import { toCheckTarget } from '../../../main/servers/check-target.ts'
import type { Server } from '../../../main/servers/server.ts'
import { formOf } from './sample.ts'

const pin = 'ab'.repeat(32)
const stored: Server = {
  id: 's1',
  kind: 'configured',
  name: 'Work',
  host: 'mail.example.org',
  port: 587,
  security: 'starttls',
  user: 'anna',
  ehloName: '',
  allowInsecureAuth: false,
  pins: [pin],
  isDefault: true,
  createdAt: 0,
}
const deps = {
  storedPassword: (id: string) => Promise.resolve(id === 's1' ? 'stored-secret' : null),
  storedSecrets: () => Promise.resolve({ proxyPassword: 'stored-proxy', clientCertificate: null }),
  token: () => Promise.resolve({ token: 'granted-token' }),
  server: (id: string) => (id === 's1' ? stored : undefined),
}

describe('the server that a form describes', () => {
  it('has the values of the form, unsaved ones too', async () => {
    const { target } = await toCheckTarget(
      deps,
      formOf({ host: 'post.müller.example', ehloName: 'laptop.example' }),
    )
    expect(target).toMatchObject({
      host: 'post.xn--mller-kva.example',
      port: 587,
      security: 'starttls',
      ehloName: 'laptop.example',
      auth: { user: 'anna', pass: 'hunter2-secret', allowInsecure: false },
    })
    expect(target.tls?.pins ?? []).toEqual([])
  })

  it('has the stored password and the trusted key of the server that the form edits', async () => {
    const { target } = await toCheckTarget(deps, formOf({ id: 's1', password: null }))
    expect(target.auth?.pass).toBe('stored-secret')
    expect(target.tls?.pins).toEqual([pin])
  })

  it('signs in by the mechanism that the form insists on', async () => {
    const { target } = await toCheckTarget(deps, formOf({ mechanism: 'LOGIN' }))
    expect(target.auth?.mechanisms).toEqual(['LOGIN'])
  })

  it('has the proxy with its stored password, the family, and the waits of the form', async () => {
    const { target, timeouts } = await toCheckTarget(
      deps,
      formOf({
        id: 's1',
        proxy: { kind: 'socks5', host: 'proxy.example', port: 1080, user: 'p', password: null },
        family: 'prefer-ipv4',
        timeouts: { connectMs: 5_000 },
      }),
    )
    expect(target).toMatchObject({
      proxy: { host: 'proxy.example', pass: 'stored-proxy' },
      family: 'prefer-ipv4',
    })
    expect(timeouts).toEqual({ connectMs: 5_000 })
  })

  it('asks for the password where there is none', async () => {
    await expect(toCheckTarget(deps, formOf({ password: null }))).rejects.toMatchObject({
      failure: { code: 'invalid-argument', field: 'password' },
    })
  })

  it('has a token in place of the password, and P26: never without TLS', async () => {
    const oauth = { provider: 'google', clientId: 'c', clientSecret: null } as const
    const { target } = await toCheckTarget(deps, formOf({ oauth, password: null }))
    expect(target.auth).toEqual({ user: 'anna', token: 'granted-token' })
  })

  it('needs no password without a user name', async () => {
    const { target } = await toCheckTarget(deps, formOf({ user: '', password: null }))
    expect(target.auth).toBeUndefined()
  })

  it('P28: is refused with a control character in the host', async () => {
    await expect(toCheckTarget(deps, formOf({ host: 'mail\r\n.example' }))).rejects.toMatchObject({
      failure: { field: 'host' },
    })
  })

  it('P25: a refusal does not quote the password', async () => {
    const refused = await toCheckTarget(deps, formOf({ password: 'hunter2\u0000secret' })).catch(
      (error: unknown) => error,
    )
    expect(JSON.stringify(refused)).toContain('password')
    expect(JSON.stringify(refused)).not.toContain('hunter2')
  })
})
