import { describe, expect, it } from 'vitest'
import type { Preflight, PreflightFinding } from '../../../main/api.ts'
import { emptyContent } from '../../../main/drafts/drafts.ts'
import { PreflightState } from '../../../renderer/compose/preflight-state.svelte.ts'
import { createFakeBridge, ok } from './fake-bridge.ts'

const finding = (id: string, grade: PreflightFinding['grade']): PreflightFinding => ({
  id,
  grade,
  text: id,
  short: id,
})

function createState(...rounds: readonly (readonly PreflightFinding[])[]) {
  let round = 0
  const timers: { run: () => void }[] = []
  const fake = createFakeBridge({
    'preflight.check': (): unknown => {
      const findings = rounds[Math.min(round++, rounds.length - 1)] ?? []
      return ok<Preflight>({ findings, size: { octets: 1 } })
    },
  })
  const state = new PreflightState(fake.bridge, () => emptyContent, {
    setTimeout: (run) => timers.push({ run }),
    clearTimeout: () => void timers.splice(0),
    now: () => 0,
  })
  return { state, timers, ...fake }
}

describe('PreflightState', () => {
  it('looks once after several changes', () => {
    const { state, timers, calls } = createState([])
    state.touch()
    state.touch()
    expect(timers).toHaveLength(1)
    timers[0]?.run()
    expect(calls).toHaveLength(1)
  })

  it('lets a message go about which there is nothing to ask', async () => {
    const { state } = createState([finding('a', 'doubt'), finding('b', 'note')])
    expect(await state.mayGo()).toBe(true)
    expect(state.findings).toHaveLength(2)
  })

  it.each(['refused', 'reminder'] as const)('asks once about what is %s', async (grade) => {
    const { state } = createState([finding('a', grade)])
    expect(await state.mayGo()).toBe(false)
    expect(state.asking).toBe(true)
    state.accept()
    expect(state.asking).toBe(false)
    expect(await state.mayGo()).toBe(true)
  })

  it('asks again where something else is found', async () => {
    const { state } = createState(
      [finding('a', 'reminder')],
      [finding('a', 'reminder'), finding('b', 'refused')],
    )
    await state.mayGo()
    state.accept()
    expect(await state.mayGo()).toBe(false)
  })

  it('stops asking when the trouble is gone', async () => {
    const { state } = createState([finding('a', 'reminder')], [])
    await state.mayGo()
    await state.look()
    expect(state.asking).toBe(false)
  })

  it('hears what a save found, unless a later look went over it', async () => {
    const { state } = createState([finding('looked', 'note')])
    const [first, second] = [state.expect(), state.expect()]
    second({ findings: [finding('second', 'note')], size: { octets: 1 } })
    first({ findings: [finding('first', 'note')], size: { octets: 1 } })
    expect(state.findings.map(({ id }) => id)).toEqual(['second'])
    const saved = state.expect()
    await state.look()
    saved({ findings: [], size: { octets: 1 } })
    expect(state.findings.map(({ id }) => id)).toEqual(['looked'])
  })

  it('hinders nobody where it cannot look', async () => {
    const { bridge } = createFakeBridge({})
    const state = new PreflightState(bridge, () => emptyContent, {
      setTimeout: () => 1,
      clearTimeout: () => undefined,
      now: () => 0,
    })
    expect(await state.mayGo()).toBe(true)
  })
})

it('Send is not let go by a look that a later change has made old', async () => {
  const answers: ((findings: readonly PreflightFinding[]) => void)[] = []
  const fake = createFakeBridge({
    'preflight.check': () =>
      new Promise((done) =>
        answers.push((findings) => done(ok<Preflight>({ findings, size: { octets: 1 } }))),
      ),
  })
  const state = new PreflightState(fake.bridge, () => emptyContent, {
    setTimeout: () => 1,
    clearTimeout: () => undefined,
    now: () => 0,
  })
  const going = state.mayGo()
  const later = state.look()
  answers[0]?.([])
  answers[1]?.([])
  await later
  await expect.poll(() => answers.length).toBe(3)
  answers[2]?.([finding('a', 'refused')])
  expect(await going).toBe(false)
})
