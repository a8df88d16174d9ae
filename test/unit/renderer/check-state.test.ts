import { describe, expect, it } from 'vitest'
import type { CheckResult, EntryExplanation, TestMessageResult } from '../../../main/api.ts'
import { CheckState } from '../../../renderer/check/check-state.svelte.ts'
import { formOf } from '../servers/sample.ts'
import { createFakeBridge, ok } from './fake-bridge.ts'

const line = (seq: number) => ({ seq, atMs: seq, from: 'note', phase: 'connect', text: 'x' }) as const
const resultOf = (over: Partial<CheckResult> = {}): CheckResult => ({
  outcome: 'passed',
  rungs: [{ name: 'look-up', state: 'passed' }],
  lines: [line(1), line(2)],
  fixes: [],
  story: null,
  durationMs: 3,
  endedAt: 77,
  ...over,
})

/** A check whose call is answered by hand. */
function bench() {
  const finish: ((value: unknown) => void)[] = []
  const wait = () => new Promise((resolve) => finish.push(resolve))
  const fake = createFakeBridge({
    'checks.run': wait,
    'checks.sendTest': wait,
    'checks.stop': () => ok(undefined),
  })
  let elapsed = 1_000
  let ids = 0
  const check = new CheckState(fake.bridge, {
    elapsed: () => elapsed,
    createId: () => `c${(ids += 1)}`,
  })
  const tell = (checkId: string, seq: number) =>
    fake.emit('checks.progress', {
      checkId,
      rungs: [{ name: 'look-up', state: 'running' }],
      lines: [line(seq)],
    })
  return { ...fake, check, tell, finish, pass: (ms: number) => (elapsed += ms) }
}

describe('CheckState', () => {
  it('fills ladder and lines as they come, and takes the result', async () => {
    const { check, tell, finish, calls, pass } = bench()
    check.recipient = ' jonas@regatta.example '
    const running = check.run(formOf())
    tell('c1', 1)
    tell('c1', 2)
    pass(400)
    check.tick()
    expect(check).toMatchObject({ phase: 'running', elapsedMs: 400 })
    expect(check.lines).toHaveLength(2)
    expect(check.rungs).toEqual([{ name: 'look-up', state: 'running' }])
    expect(calls[0]?.input).toMatchObject({
      checkId: 'c1',
      recipient: 'jonas@regatta.example',
      until: 'reset',
    })
    finish[0]?.(ok(resultOf()))
    await running
    expect(check).toMatchObject({ phase: 'done', rungs: [{ state: 'passed' }] })
  })

  it('passes over what an older check still tells', async () => {
    const { check, tell, finish } = bench()
    const first = check.run(formOf())
    const second = check.run(formOf({ host: 'other.example' }))
    tell('c1', 9)
    expect(check.lines).toEqual([])
    finish[0]?.(ok(resultOf({ outcome: 'stopped' })))
    await first
    expect(check.phase).toBe('running')
    finish[1]?.(ok(resultOf()))
    await second
    expect(check.result?.outcome).toBe('passed')
  })

  it('stops what runs, and nothing else', async () => {
    const { check, calls, finish } = bench()
    await check.stop()
    expect(calls).toEqual([])
    const running = check.run(formOf())
    await check.stop()
    expect(calls.at(-1)).toEqual({ name: 'checks.stop', input: { checkId: 'c1' } })
    finish[0]?.(ok(resultOf({ outcome: 'stopped' })))
    await running
    expect(check.phase).toBe('done')
  })

  it('knows exactly which user name and password were refused', async () => {
    const { check, finish } = bench()
    const form = formOf({ user: 'secretary', password: 'typed' })
    const running = check.run(form)
    const explanation = { cause: 'auth-failed' } as EntryExplanation
    finish[0]?.(ok(resultOf({ outcome: 'failed', explanation })))
    await running
    expect(check.refusedAt(form)).toBe(77)
    expect(check.refusedAt({ ...form, user: 'secretary@rowing.example' })).toBeNull()
    expect(check.refusedAt({ ...form, password: 'another' })).toBeNull()
  })

  it('goes on being about a form that was saved', async () => {
    const { check, finish } = bench()
    const form = formOf({ user: 'secretary', password: 'typed' })
    const saved = { ...form, id: 's1', password: null }
    const running = check.run(form)
    const explanation = { cause: 'auth-failed' } as EntryExplanation
    finish[0]?.(ok(resultOf({ outcome: 'failed', explanation })))
    await running
    expect(check.isAbout(saved)).toBe(false)
    check.follow(form, saved)
    expect(check.isAbout(saved)).toBe(true)
    expect(check.refusedAt(saved)).toBe(77)
  })

  it('P13: blames no password for what failed elsewhere', async () => {
    const { check, finish } = bench()
    const form = formOf()
    const running = check.run(form)
    const explanation = { cause: 'sender-rejected' } as EntryExplanation
    finish[0]?.(ok(resultOf({ outcome: 'failed', explanation })))
    await running
    expect(check.refusedAt(form)).toBeNull()
  })

  it('P9: sends a test message apart from the ladder, which stands', async () => {
    const { check, tell, finish, calls } = bench()
    const running = check.run(formOf())
    finish[0]?.(ok(resultOf()))
    await running
    const sending = check.sendTest(formOf(), ['ann@example.org'])
    tell('c2', 5)
    expect(check).toMatchObject({ testPhase: 'running', phase: 'done', rungs: [{ state: 'passed' }] })
    expect(check.testLines).toHaveLength(1)
    expect(calls.at(-1)?.input).toMatchObject({ checkId: 'c2', to: ['ann@example.org'] })
    const result: Partial<TestMessageResult> = { outcome: 'accepted', lines: [line(1)] }
    finish[1]?.(ok(result))
    await sending
    expect(check).toMatchObject({ testPhase: 'done', testResult: { outcome: 'accepted' } })
  })

  it('keeps why a test message was not begun beside it', async () => {
    const { check, finish } = bench()
    const sending = check.sendTest(formOf(), [])
    const failure = { code: 'invalid-argument', message: 'There is no recipient.' }
    finish[0]?.({ ok: false, failure })
    await sending
    expect(check).toMatchObject({ testFailure: failure, failure: null, testPhase: 'idle' })
  })
})
