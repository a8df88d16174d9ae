import { describe, expect, it } from 'vitest'
import type { ServerView } from '../../../main/api.ts'
import { ServerOptionsState } from '../../../renderer/servers/server-options.svelte.ts'

const server: ServerView = {
  id: 's1',
  kind: 'configured',
  name: 'Work',
  host: 'mail.example.org',
  port: 587,
  security: 'starttls',
  user: 'anna',
  ehloName: '',
  allowInsecureAuth: false,
  pins: [],
  isDefault: true,
  createdAt: 1,
  identity: null,
  hasPassword: true,
  waiting: 0,
}

describe('ServerOptionsState', () => {
  it('of a new server sends what a new server has', () => {
    expect(new ServerOptionsState(null).form).toEqual({
      mechanism: null,
      minTls: null,
      proxy: null,
      localAddress: '',
      family: null,
      timeouts: {},
      dsn: null,
      allowedSenders: [],
      queueInFlight: false,
    })
  })

  it('gives back what the server has', () => {
    const stored = {
      mechanism: 'PLAIN',
      minTls: 'TLSv1.3',
      proxy: { kind: 'http', host: 'proxy.example', port: 3128, user: 'anna' },
      localAddress: '192.0.2.7',
      family: 'only-ipv4',
      timeouts: { connectMs: 5_000, finalReplyMs: 900_000 },
      dsn: { notify: ['failure', 'delay'], ret: 'full' },
      allowedSenders: ['@example.org', 'a@example.net'],
      queueInFlight: true,
    } as const
    const { proxy, ...rest } = new ServerOptionsState({ ...server, ...stored }).form
    expect({ ...rest, proxy }).toEqual({ ...stored, proxy: { ...stored.proxy, password: null } })
  })

  it('lets the port of the proxy follow its kind until another is typed', () => {
    const options = new ServerOptionsState(null)
    options.chooseProxy('socks5')
    expect(options.proxyPort).toBe('1080')
    options.chooseProxy('http')
    expect(options.proxyPort).toBe('3128')
    options.proxyPort = '8080'
    options.chooseProxy('socks5')
    expect(options.proxyPort).toBe('8080')
  })

  it('turns what is no number into one that main refuses', () => {
    const options = new ServerOptionsState(null)
    options.chooseProxy('http')
    options.proxyPort = '80x'
    options.connectSeconds = 'soon'
    expect(options.form).toMatchObject({ proxy: { port: 0 }, timeouts: { connectMs: 0 } })
  })

  it('asks for a report of each event once, and for none again', () => {
    const options = new ServerOptionsState(null)
    options.wantNotify('failure', true)
    options.wantNotify('delay', true)
    options.wantNotify('failure', true)
    expect(options.form.dsn).toEqual({ notify: ['delay', 'failure'], ret: 'headers' })
    options.wantNotify('failure', false)
    options.wantNotify('delay', false)
    expect(options.form.dsn).toBeNull()
  })
})
