import { describe, expect, it } from 'vitest'
import type { CheckResult, ServerForm } from '../../../main/api.ts'
import type { Result } from '../../../main/result.ts'
import { doesAnswer, OtherWays, toOtherWays } from '../../../renderer/servers/other-ways.svelte.ts'
import { formOf } from '../servers/sample.ts'

const resultOf = (outcome: CheckResult['outcome'], connect: 'passed' | 'failed'): CheckResult => ({
  outcome,
  rungs: [{ name: 'connect', state: connect }],
  lines: [],
  fixes: [],
  story: null,
  durationMs: 1,
  endedAt: 0,
})

describe('other ways to a server', () => {
  it('are those that the form does not have, always with TLS', () => {
    expect(toOtherWays({ port: 587, security: 'starttls' })).toEqual([
      { port: 465, security: 'implicit' },
      { port: 2525, security: 'starttls' },
      { port: 25, security: 'starttls' },
    ])
    const all = toOtherWays({ port: 587, security: 'none' })
    expect(all).toContainEqual({ port: 587, security: 'starttls' })
    expect(all.map(({ security }) => security)).not.toContain('none')
  })

  it('are tried one after the other with what is in the form', async () => {
    const asked: ServerForm[] = []
    const ways = new OtherWays(({ form, until }): Promise<Result<CheckResult>> => {
      expect(until).toBe('sign-in')
      asked.push(form)
      return Promise.resolve({
        ok: true,
        value: form.port === 465 ? resultOf('passed', 'passed') : resultOf('failed', 'failed'),
      })
    })
    const form = { ...formOf(), port: 587, security: 'starttls' as const, password: 'typed' }
    await ways.run(form)
    expect(asked.map(({ port, security, password }) => [port, security, password])).toEqual([
      [465, 'implicit', 'typed'],
      [2525, 'starttls', 'typed'],
      [25, 'starttls', 'typed'],
    ])
    expect(ways.tried.map(({ port, result }) => [port, result?.outcome])).toEqual([
      [465, 'passed'],
      [2525, 'failed'],
      [25, 'failed'],
    ])
    expect(ways.tried.map(doesAnswer)).toEqual([true, false, false])
    expect(ways.running).toBe(false)
  })

  it('end where something else was asked for', async () => {
    const ways = new OtherWays(() => Promise.resolve({ ok: true, value: resultOf('stopped', 'failed') }))
    await ways.run(formOf())
    expect(ways.tried).toHaveLength(1)
    expect(ways.running).toBe(false)
  })

  it('end with what is wrong where the form cannot be used', async () => {
    const failure = {
      code: 'invalid-argument',
      message: 'A password is missing.',
      field: 'password',
    } as const
    const ways = new OtherWays(() => Promise.resolve({ ok: false, failure }))
    await ways.run(formOf())
    expect(ways.failure).toEqual(failure)
    expect(ways.tried).toEqual([])
    expect(ways.running).toBe(false)
  })
})
