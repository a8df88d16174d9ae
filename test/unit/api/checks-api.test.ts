import { describe, expect, it } from 'vitest'
import type { ApiEvents } from '../../../main/api.ts'
import { createChecksApi } from '../../../main/api/checks-api.ts'
import { createEventBus } from '../../../main/events.ts'
import type { OAuth } from '../../../main/oauth/create-oauth.ts'
import { openGuard } from '../../../main/servers/guard.ts'
import type { Servers } from '../../../main/servers/servers.ts'
import type { OpenClient } from '../../../main/smtp/client.ts'
import { createFakeClock, settle } from '../../support/fake-clock.ts'
import { createSeededRandom } from '../../support/seeded-random.ts'
import { formOf } from '../servers/sample.ts'

/** A server that never answers: a session ends by its signal alone. */
const silent: OpenClient = (_target, { signal, tap }) => {
  tap({ seq: 1, atMs: 1, from: 'note', phase: 'connect', text: 'mail.example.org is 192.0.2.1' })
  return new Promise((resolve) => {
    signal?.addEventListener('abort', () =>
      resolve({ ok: false, failure: { phase: 'connect', kind: 'local', detail: 'cancelled' } }),
    )
  })
}

function bench() {
  const silentLog = { info: () => undefined, warn: () => undefined, error: () => undefined }
  const events = createEventBus(silentLog)
  const heard: ApiEvents['checks.progress'][] = []
  events.on('checks.progress', (told) => heard.push(told))
  const clock = createFakeClock()
  const noToken: Pick<OAuth, 'credentialFor'> = {
    credentialFor: () => Promise.reject(new Error('not asked for')),
  }
  const servers: Pick<Servers, 'get' | 'password' | 'connectionSecrets'> = {
    get: () => undefined,
    password: () => Promise.resolve(null),
    connectionSecrets: () => Promise.resolve({ proxyPassword: null, clientCertificate: null }),
  }
  const api = createChecksApi({
    servers: servers as Servers,
    guard: openGuard,
    oauth: noToken as OAuth,
    openClient: silent,
    events,
    clock,
    random: createSeededRandom(),
  })
  const run = (checkId: string, recipient = '') =>
    api.run({ checkId, form: formOf(), recipient, until: 'reset' })
  return { api, run, heard, clock }
}

describe('the calls of a check', () => {
  it('tell the ladder at once, and its lines in batches', async () => {
    const { api, run, heard, clock } = bench()
    const running = run('c1')
    await settle()
    expect(heard).toHaveLength(1)
    expect(heard[0]).toMatchObject({ checkId: 'c1', lines: [] })
    expect(heard[0]?.rungs[0]).toMatchObject({ name: 'look-up', state: 'running' })
    await clock.advance(30)
    expect(heard[1]?.lines).toMatchObject([{ seq: 1 }])
    expect(heard[1]?.rungs.slice(0, 3).map(({ state }) => state)).toEqual(['passed', 'running', 'ahead'])
    await api.stop({ checkId: 'c1' })
    expect((await running).outcome).toBe('stopped')
  })

  it('end the one that runs where another begins', async () => {
    const { api, run } = bench()
    const first = run('c1')
    await settle()
    const second = run('c2')
    expect((await first).outcome).toBe('stopped')
    await api.stop({ checkId: 'c1' })
    await api.stop({ checkId: 'c2' })
    expect((await second).outcome).toBe('stopped')
  })

  it('P28: refuse a recipient that is no address, and open nothing', async () => {
    const { run, heard } = bench()
    await expect(run('c1', 'a@b.example\r\nRCPT')).rejects.toMatchObject({ failure: { field: 'recipient' } })
    expect(heard).toEqual([])
  })

  it('P9: send no test message without an address to send from', async () => {
    const { api } = bench()
    const sending = api.sendTest({ checkId: 'c1', form: formOf({ email: '' }), to: ['a@b.example'] })
    await expect(sending).rejects.toMatchObject({ failure: { field: 'email' } })
  })
})
