import { describe, expect, it } from 'vitest'
import type { ServerView } from '../../../main/api.ts'
import type { SignInView } from '../../../main/oauth/oauth.ts'
import { OAuthForm } from '../../../renderer/oauth/oauth-form.svelte.ts'
import { toHead, toSteps } from '../../../renderer/oauth/steps.ts'
import { ServerFormState } from '../../../renderer/servers/server-form.svelte.ts'
import { createFakeBridge, ok } from './fake-bridge.ts'

const running: SignInView = {
  id: 'g1',
  state: 'running',
  step: 'prepare',
  provider: 'Microsoft',
  host: 'login.microsoftonline.com',
  isKept: false,
}
const done: SignInView = { ...running, state: 'done', step: 'done', account: 'ann@mail.test' }

function formWith(server: Partial<ServerView> | null = null) {
  const fake = createFakeBridge({
    'oauth.providers': () => ok([]),
    'oauth.status': () => ok({ signedIn: true, at: 1, account: 'ann@mail.test' }),
    'oauth.begin': () => ok(running),
    'oauth.cancel': () => ok(undefined),
  })
  const form = new OAuthForm(fake.bridge, server as ServerView | null)
  const stop = form.start()
  return { ...fake, form, stop }
}

describe('OAuthForm', () => {
  it('is a password until a provider is chosen, and names only what that provider has', () => {
    const { form } = formWith()
    expect(form.value).toEqual({ oauth: null, oauthGrant: null })
    form.choose('google')
    form.clientId = ' id '
    form.tenant = 'contoso'
    form.issuer = 'https://id.example.org'
    expect(form.value.oauth).toEqual({ provider: 'google', clientId: 'id', clientSecret: '' })
    form.choose('microsoft')
    expect(form.value.oauth).toMatchObject({ provider: 'microsoft', tenant: 'contoso' })
  })

  it('keeps the stored client secret of the same provider, and none of another', () => {
    const { form } = formWith({ id: 's1', oauth: { provider: 'google', clientId: 'id' } })
    expect(form.value.oauth?.clientSecret).toBeNull()
    form.choose('yahoo')
    expect(form.value.oauth?.clientSecret).toBe('')
  })

  it('names the grant of a finished sign-in until the settings are others', async () => {
    const { form, bridge, emit } = formWith()
    form.choose('microsoft')
    form.clientId = 'id'
    const server = new ServerFormState(bridge, null, true)
    await form.begin(server.form, 'browser')
    emit('oauth.changed', { ...done, id: 'another' })
    expect(form.grant).toBeNull()
    emit('oauth.changed', done)
    expect(form.value.oauthGrant).toBe('g1')
    expect(form.isSignedIn).toBe(true)
    form.clientId = 'other'
    expect(form.grant).toBeNull()
  })

  it('cancels what runs when its form is left', async () => {
    const { form, bridge, calls, stop } = formWith()
    form.choose('microsoft')
    await form.begin(new ServerFormState(bridge, null, true).form, 'device')
    stop()
    expect(calls.at(-1)).toEqual({ name: 'oauth.cancel', input: { id: 'g1' } })
  })
})

describe('the steps of a sign-in', () => {
  const states = (view: SignInView) => toSteps(view, false).map(({ state }) => state)
  it.each([
    ['asking the provider', running, ['running', 'todo', 'todo']],
    ['waiting', { ...running, step: 'wait', openedAt: 1 }, ['done', 'running', 'todo']],
    ['no browser opened', { ...running, step: 'wait' }, ['bad', 'running', 'todo']],
    ['fetching', { ...running, step: 'fetch', openedAt: 1 }, ['done', 'done', 'running']],
    ['done', { ...done, openedAt: 1 }, ['done', 'done', 'done']],
  ] as const)('%s', (_, view, expected) => {
    expect(states(view)).toEqual(expected)
  })

  it('says what the person does meanwhile, and where the token is kept', () => {
    expect(toHead({ ...running, step: 'wait' }).text).toContain('Copy the address')
    expect(toHead(done).title).toBe('You are signed in as ann@mail.test')
    expect(toSteps(done, false).at(-1)?.text).toContain('keychain')
    expect(toSteps(done, true).at(-1)?.text).toContain('this session only')
  })
})
