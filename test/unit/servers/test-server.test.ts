import { describe, expect, test } from 'vitest'
import { testServer } from '../../../main/servers/test-server.ts'
import type { ClientDeps, OpenResult, OpenSession, ServerTarget } from '../../../main/smtp/client.ts'
import type { TranscriptLine } from '../../../main/smtp/types.ts'
import { createFakeClock } from '../../support/fake-clock.ts'
import { createSeededRandom } from '../../support/seeded-random.ts'
import { noConnectionSecrets } from '../../../main/servers/to-target.ts'
import { formOf } from './sample.ts'

const line: TranscriptLine = {
  seq: 1,
  atMs: 3,
  from: 'server',
  phase: 'greeting',
  text: '220 mail.example.org',
}
const refused: OpenResult = {
  ok: false,
  failure: {
    phase: 'auth',
    kind: 'server-reply',
    command: 'AUTH PLAIN',
    reply: { code: 535, enhanced: '5.7.8', lines: ['535 5.7.8 Authentication credentials invalid'] },
    detail: '',
  },
}

function bench(result?: OpenResult) {
  const asked: ServerTarget[] = []
  const heard: TranscriptLine[] = []
  let closed = 0
  const session: OpenSession = {
    capabilities: new Map(),
    greeting: 'mail.example.org',
    remoteAddress: '192.0.2.1',
    usable: true,
    deliver: () => Promise.reject(new Error('a test sends no mail')),
    probe: () => Promise.resolve([]),
    close: () => {
      closed += 1
      return Promise.resolve()
    },
    abort: () => undefined,
  }
  const deps = {
    openClient: (target: ServerTarget, { tap }: ClientDeps): Promise<OpenResult> => {
      asked.push(target)
      tap(line)
      return Promise.resolve(result ?? { ok: true, session })
    },
    clock: createFakeClock(),
    random: createSeededRandom(),
    storedPassword: (id: string) => Promise.resolve(id === 's1' ? 'stored-secret' : null),
    token: () => Promise.reject(new Error('not asked for')),
    storedSecrets: () => Promise.resolve(noConnectionSecrets),
    line: (one: TranscriptLine) => void heard.push(one),
  }
  return { deps, asked, heard, closed: () => closed }
}

describe('the test of a server', () => {
  test('signs in with the values of the form, quits, and sends no mail', async () => {
    const { deps, asked, heard, closed } = bench()
    const result = await testServer(deps, formOf({ host: 'post.müller.example', ehloName: 'laptop.example' }))
    expect(asked).toEqual([
      {
        host: 'post.xn--mller-kva.example',
        port: 587,
        security: 'starttls',
        ehloName: 'laptop.example',
        auth: { user: 'anna', pass: 'hunter2-secret', allowInsecure: false },
      },
    ])
    expect(result).toMatchObject({ ok: true, lines: [line] })
    expect(result.explanation).toBeUndefined()
    expect(heard).toEqual([line])
    expect(closed()).toBe(1)
  })

  test('takes the stored password where none was typed', async () => {
    const { deps, asked } = bench()
    await testServer(deps, formOf({ id: 's1', password: null }))
    expect(asked[0]?.auth?.pass).toBe('stored-secret')
  })

  test('asks for the password where there is none, and opens nothing', async () => {
    const { deps, asked } = bench()
    await expect(testServer(deps, formOf({ password: null }))).rejects.toMatchObject({
      failure: { code: 'invalid-argument', field: 'password' },
    })
    expect(asked).toEqual([])
  })

  test('needs no password without a user name', async () => {
    const { deps, asked } = bench()
    expect((await testServer(deps, formOf({ user: '', password: null }))).ok).toBe(true)
    expect(asked[0]?.auth).toBeUndefined()
  })

  test('P28: a form with a control character opens nothing', async () => {
    const { deps, asked } = bench()
    await expect(testServer(deps, formOf({ host: 'mail\r\n.example' }))).rejects.toMatchObject({
      failure: { field: 'host' },
    })
    expect(asked).toEqual([])
  })

  test('P10, P13: a refused sign-in is explained at AUTH with its reply', async () => {
    const { deps } = bench(refused)
    const result = await testServer(deps, formOf())
    expect(result.ok).toBe(false)
    expect(result.explanation).toMatchObject({
      command: 'AUTH PLAIN',
      replyLines: ['535 5.7.8 Authentication credentials invalid'],
    })
    expect(result.explanation?.actions).toContain('sign-in-again')
    expect(result.stops.find(({ stop }) => stop === 'sign-in')?.state).toBe('refused')
  })

  test('P25: the password is nowhere in the result', async () => {
    const { deps } = bench(refused)
    expect(JSON.stringify(await testServer(deps, formOf()))).not.toContain('hunter2')
  })
})
