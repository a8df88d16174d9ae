import { describe, expect, it } from 'vitest'
import type { DiscoveryView, FoundSettings } from '../../../main/discovery/discovery.ts'
import { discoverySources as sources } from '../../../main/discovery/discovery.ts'
import { DiscoveryState } from '../../../renderer/discovery/discovery-state.svelte.ts'
import { discoverySources } from '../../../renderer/discovery/sources.ts'
import { formatSignIn, formatState, toSteps } from '../../../renderer/discovery/step-view.ts'
import { ServerFormState } from '../../../renderer/servers/server-form.svelte.ts'
import { createFakeBridge, ok } from './fake-bridge.ts'

const sure: FoundSettings = {
  id: 'a',
  source: 'autoconfig',
  from: 'The settings that rowing.example publishes.',
  sure: 'certain',
  name: 'Rowing club',
  host: 'smtp.rowing.example',
  port: 465,
  security: 'implicit',
  user: 'marit@rowing.example',
  signIn: ['oauth', 'password'],
}
const doubtful: FoundSettings = {
  ...sure,
  id: 'b',
  source: 'srv',
  host: 'mail.harbour.example',
  confirm: 'Look.',
}

function viewOf(searchId: string, over: Partial<DiscoveryView> = {}): DiscoveryView {
  return {
    searchId,
    address: 'marit@rowing.example',
    domain: 'rowing.example',
    steps: [{ source: 'table', state: 'nothing', text: 'It is not in it.' }],
    found: [doubtful, sure],
    chosenId: 'a',
    isOver: true,
    ...over,
  }
}

function bench(find: (input: { readonly searchId: string }) => unknown) {
  let last = 0
  const fake = createFakeBridge({ 'discovery.find': find, 'discovery.cancel': () => ok(undefined) })
  const search = new DiscoveryState(fake.bridge, () => String((last += 1)))
  return { ...fake, search, stop: search.start() }
}

describe('DiscoveryState', () => {
  it('asks with the address alone, and picks what needs no word', async () => {
    const { search, calls } = bench(({ searchId }) => ok(viewOf(searchId)))
    await search.find('marit@rowing.example')
    expect(calls).toEqual([
      { name: 'discovery.find', input: { searchId: '1', address: 'marit@rowing.example' } },
    ])
    expect(search.picked).toBe(sure)
    expect(search.needsConfirmation).toBe(false)
  })

  it('another one is the person’s to choose, and to confirm each time', async () => {
    const { search } = bench(({ searchId }) => ok(viewOf(searchId)))
    await search.find('marit@rowing.example')
    search.pick('b')
    expect(search.needsConfirmation).toBe(true)
    search.confirmed = true
    expect(search.needsConfirmation).toBe(false)
    search.pick('b')
    expect(search.needsConfirmation).toBe(true)
  })

  it('hears its own search alone', async () => {
    let finish: (value: unknown) => void = () => undefined
    const { search, emit } = bench(() => new Promise((resolve) => (finish = resolve)))
    const finding = search.find('marit@rowing.example')
    emit('discovery.changed', viewOf('another'))
    expect(search.view).toBeNull()
    emit('discovery.changed', viewOf('1', { isOver: false }))
    expect(search.view?.isOver).toBe(false)
    expect(formatState(search.view, search.running)).toBe('looking')
    finish(ok(viewOf('1')))
    await finding
    expect(formatState(search.view, search.running)).toBe('settings found')
  })

  it('an answer that comes after a newer search is dropped', async () => {
    const answers: ((value: unknown) => void)[] = []
    const { search } = bench(() => new Promise((resolve) => answers.push(resolve)))
    const first = search.find('a@rowing.example')
    const second = search.find('b@rowing.example')
    answers[0]?.({ ok: false, failure: { code: 'internal', message: 'late' } })
    await first
    expect([search.failure, search.running]).toEqual([null, true])
    answers[1]?.(ok(viewOf('2')))
    await second
    expect(search.running).toBe(false)
  })

  it('ends the search with its page', async () => {
    const { search, calls, stop } = bench(() => new Promise(() => undefined))
    void search.find('marit@rowing.example')
    stop()
    expect(calls.at(-1)).toEqual({ name: 'discovery.cancel', input: { searchId: '1' } })
  })
})

describe('what is shown', () => {
  it('the sources are those of main, in their order', () => {
    expect(discoverySources).toEqual(sources)
  })

  it('before a search each step says what it would ask', () => {
    expect(toSteps(null).every(({ text, state }) => text !== '' && state === 'waiting')).toBe(true)
    expect(toSteps(viewOf('1'))[0]).toMatchObject({ text: 'It is not in it.', tone: 'no' })
  })

  it('tells apart nothing, a doubt and a stop', () => {
    expect(formatState(viewOf('1', { found: [], chosenId: null }), false)).toBe('nothing found')
    expect(formatState(viewOf('1', { chosenId: null }), false)).toBe('found, and yours to confirm')
    const steps = [{ source: 'srv', state: 'cancelled', text: '' }] as const
    expect(formatState(viewOf('1', { found: [], chosenId: null, steps }), false)).toBe('stopped')
    expect(formatSignIn(sure)).toBe('web sign-in or password')
  })

  it('fills the form, and leaves a name that was typed', () => {
    const form = new ServerFormState(createFakeBridge({}).bridge, null, true)
    form.password = 'typed'
    form.fillIn(sure)
    expect(form.form).toMatchObject({
      name: 'Rowing club',
      host: 'smtp.rowing.example',
      port: 465,
      security: 'implicit',
      user: 'marit@rowing.example',
      password: 'typed',
    })
    form.name = 'Mine'
    form.fillIn({ ...sure, name: 'Other' })
    expect(form.name).toBe('Mine')
  })
})
