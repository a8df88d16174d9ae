import { expect, test } from 'vitest'
import type { PlannedRoute, RouteRule } from '../../../main/api.ts'
import { viewRoute } from '../../../renderer/routes/route-view.ts'
import { RoutesState } from '../../../renderer/routes/routes-state.svelte.ts'
import { createFakeBridge, ok } from './fake-bridge.ts'

const rule = (id: string, domain: string): RouteRule => ({
  id,
  domain,
  on: true,
  route: { kind: 'mx', tls: 'opportunistic' },
})

async function open(first: readonly RouteRule[], where?: (address: string) => Promise<PlannedRoute>) {
  let rules = first
  const fake = createFakeBridge({
    'routes.list': () => ok(rules),
    'servers.list': () => ok([]),
    'identities.list': () => ok([]),
    'routes.save': (input: { readonly rules: readonly RouteRule[] }) => {
      const at = input.rules.findIndex(({ domain }) => domain === '')
      if (at !== -1)
        return ok({ problems: [{ field: `rules[${at}].domain`, message: 'A domain is missing.' }] })
      rules = input.rules
      return ok({ problems: [] })
    },
    'addresses.check': ({ text }: { readonly text: string }) =>
      ok(
        text
          .split(',')
          .map((each) => ({ text: each.trim(), ok: each.includes('@'), message: 'has no @ sign' })),
      ),
    'routes.where': async ({ addresses }: { readonly addresses: readonly string[] }) =>
      ok([await where?.(addresses[0] ?? '')]),
  })
  let ids = 0
  const state = new RoutesState(fake.bridge, () => `new${++ids}`)
  state.start()
  await expect.poll(() => state.loaded).toBe(true)
  return { state, fake, stored: () => rules.map(({ domain }) => domain) }
}

test('a new rule goes last; one with a problem is not stored and says so at its field', async () => {
  const { state, stored } = await open([rule('a', 'a.example')])
  state.edit(null)
  expect(await state.saveForm()).toBeNull()
  expect(state.form?.problemAt('domain')).toBe('A domain is missing.')
  if (state.form !== null) state.form.domain = 'b.example'
  expect(await state.saveForm()).toBe(2)
  expect(stored()).toEqual(['a.example', 'b.example'])
})

test('rules are moved and deleted; undo puts one back where it was, until something else is changed', async () => {
  const { state, stored } = await open([
    rule('a', 'a.example'),
    rule('b', 'b.example'),
    rule('c', 'c.example'),
  ])
  await state.move(2, -1)
  expect(stored()).toEqual(['a.example', 'c.example', 'b.example'])
  expect(await state.move(0, -1)).toBe(false)
  await state.delete(1)
  expect(stored()).toEqual(['a.example', 'b.example'])
  await state.undo()
  expect(stored()).toEqual(['a.example', 'c.example', 'b.example'])
  await state.delete(0)
  await state.switch(0)
  expect(state.deleted).toBeNull()
})

test('answers come one by one, and those of an earlier question are dropped', async () => {
  const waiting = new Map<string, (planned: PlannedRoute) => void>()
  const { state } = await open([], (address) => new Promise((resolve) => waiting.set(address, resolve)))
  const answer = (address: string) => waiting.get(address)?.({ address, route: null, rule: 0 })
  state.typed = 'a@a.example, b@b.example, c'
  const first = state.ask()
  await expect.poll(() => waiting.size).toBe(2)
  answer('b@b.example')
  await expect.poll(() => state.answers.map(({ planned }) => planned !== null)).toEqual([false, true, true])
  expect(state.answers[2]).toMatchObject({ isInvalid: true, planned: { problem: 'has no @ sign' } })
  state.typed = 'd@d.example'
  const second = state.ask()
  await expect.poll(() => waiting.has('d@d.example')).toBe(true)
  answer('a@a.example')
  answer('d@d.example')
  await Promise.all([first, second])
  expect(state.answers.map(({ typed, planned }) => [typed, planned?.address])).toEqual([
    ['d@d.example', 'd@d.example'],
  ])
})

test('a way straight to an MX says that nobody is verified and nobody signs in', () => {
  const view = viewRoute(
    {
      address: 'x@a.example',
      rule: 1,
      route: { kind: 'mx', ruleId: 'a', tls: 'opportunistic' },
      host: 'mx1.example',
      port: 25,
      exchangers: [
        { host: 'mx1.example', preference: 10, addresses: ['192.0.2.1', '192.0.2.2'] },
        { host: 'mx2.example', preference: 20, addresses: ['192.0.2.3'] },
      ],
    },
    { rules: [rule('a', 'a.example')], servers: [], identity: undefined },
  )
  expect(view.stops.map(({ name, detail }) => `${name}: ${detail}`)).toEqual([
    'Rule 1: a.example',
    'MX: 2 hosts',
    'Host: mx1.example:25',
    'TLS: if offered, unverified',
    'Sign-in: never',
    'Address: 192.0.2.1',
  ])
  expect(view.sentences[0]).toBe('Next, should it not answer: 192.0.2.2, mx2.example.')
  expect(view.loose).toBe('a')
})
