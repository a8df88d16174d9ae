import { inspect } from 'node:util'
import { describe, expect, test } from 'vitest'
import { createSecretStore } from '../../../main/secrets/create-secret-store.ts'
import type { Keytar } from '../../../main/secrets/keytar.ts'
import { createFakeClock, settle } from '../../support/fake-clock.ts'
import { createFakeKeytar } from '../../support/fake-keytar.ts'

const never = () => new Promise<never>(() => undefined)
const clock = createFakeClock()
const openWith = (keytar: Keytar) =>
  createSecretStore({ loadKeytar: () => Promise.resolve(keytar), service: 'Test', clock })

describe('a keychain that works', () => {
  test('is used', async () => {
    const { keytar, kept } = createFakeKeytar()
    const secrets = await openWith(keytar)
    expect(secrets.kind).toBe('keychain')
    expect(secrets.reason).toBeUndefined()
    await secrets.set('server:a', 'hunter2')
    expect([...kept]).toEqual([['Test/server:a', 'hunter2']])
    expect(await secrets.get('server:a')).toBe('hunter2')
    await secrets.delete('server:a')
    expect(await secrets.get('server:a')).toBeNull()
  })

  test('nothing of the self-test stays in it', async () => {
    const { keytar, kept } = createFakeKeytar()
    await openWith(keytar)
    expect([...kept]).toEqual([])
  })

  test('deleting what is not there is no error', async () => {
    const secrets = await openWith(createFakeKeytar().keytar)
    await expect(secrets.delete('server:none')).resolves.toBeUndefined()
  })

  test('P25: an error of the keychain that quotes the password is passed on without it', async () => {
    const { keytar } = createFakeKeytar()
    const secrets = await openWith({
      ...keytar,
      setPassword: (service: string, account: string, password: string) =>
        password === 'hunter2'
          ? Promise.reject(new Error(`cannot store "hunter2" for ${account}`))
          : keytar.setPassword(service, account, password),
    })
    const error: unknown = await secrets.set('server:a', 'hunter2').catch((reason: unknown) => reason)
    expect(error).toMatchObject({ failure: { code: 'secret' } })
    expect(inspect(error, { depth: 9 })).toContain('cannot store "[hidden]"')
    expect(inspect(error, { depth: 9, showHidden: true })).not.toContain('hunter2')
  })

  test('a call that is never answered is refused after a minute', async () => {
    const { keytar } = createFakeKeytar()
    let locked = false
    const getPassword = (service: string, account: string) =>
      locked ? never() : keytar.getPassword(service, account)
    const secrets = await openWith({ ...keytar, getPassword })
    locked = true
    const read = secrets.get('server:a').catch((reason: unknown) => reason)
    await clock.advance(60_000)
    expect(await read).toMatchObject({
      failure: { code: 'secret', message: expect.stringContaining('unlock it, and try again') as string },
    })
  })
})

describe('a long secret, in a keychain that takes 2560 octets at most (Windows)', () => {
  const long = `${'kéy '.repeat(2000)}end`
  const open = async () => {
    const { keytar, kept } = createFakeKeytar({}, 2560)
    return { secrets: await openWith(keytar), kept }
  }

  test('goes in parts and comes back whole', async () => {
    const { secrets, kept } = await open()
    await secrets.set('certificate:a', long)
    expect(await secrets.get('certificate:a')).toBe(long)
    expect(kept.size).toBeGreaterThan(4)
  })

  test.each([['short'], [`${long}${long}`], [long]])(
    'another one in its place leaves no part behind',
    async (next) => {
      const { secrets, kept } = await open()
      await secrets.set('certificate:a', next)
      const entries = kept.size
      await secrets.set('certificate:a', long)
      await secrets.set('certificate:a', next)
      expect(await secrets.get('certificate:a')).toBe(next)
      expect(kept.size).toBe(entries)
      await secrets.delete('certificate:a')
      expect([...kept]).toEqual([])
    },
  )

  test('one that looks like the word for parts is a secret all the same', async () => {
    const { secrets } = await open()
    await secrets.set('server:a', 'sendoff-parts:1:a:3')
    expect(await secrets.get('server:a')).toBe('sendoff-parts:1:a:3')
  })

  test('the old one is whole until the new one is', async () => {
    const { keytar, kept } = createFakeKeytar({}, 2560)
    let isFull = false
    const setPassword: Keytar['setPassword'] = (service, account, password) =>
      isFull && !account.includes('#')
        ? Promise.reject(new Error('full'))
        : keytar.setPassword(service, account, password)
    const secrets = await openWith({ ...keytar, setPassword })
    await secrets.set('certificate:a', long)
    isFull = true
    await expect(secrets.set('certificate:a', `${long}!`)).rejects.toMatchObject({
      failure: { code: 'secret' },
    })
    expect(await secrets.get('certificate:a')).toBe(long)
    expect(kept.size).toBeGreaterThan(0)
  })

  test('with a part gone it is refused, not cut', async () => {
    const { secrets, kept } = await open()
    await secrets.set('certificate:a', long)
    kept.delete('Test/certificate:a#a2')
    await expect(secrets.get('certificate:a')).rejects.toMatchObject({
      failure: { message: expect.stringContaining('a part of it is missing') as string },
    })
  })

  test('P25: an error that quotes a part of it is passed on without it', async () => {
    const { keytar } = createFakeKeytar()
    const setPassword: Keytar['setPassword'] = (service, account, password) =>
      account.includes('#')
        ? Promise.reject(new Error(`cannot store ${password}`))
        : keytar.setPassword(service, account, password)
    const secrets = await openWith({ ...keytar, setPassword })
    const error: unknown = await secrets.set('certificate:a', long).catch((reason: unknown) => reason)
    expect(inspect(error, { depth: 9, showHidden: true })).not.toContain('kéy kéy')
    expect(inspect(error)).toContain('[hidden]')
  })
})

describe('memory is used, and one sentence says why,', () => {
  const expectMemory = async (keytar: Keytar, reason: RegExp) => {
    const secrets = await openWith(keytar)
    expect(secrets.kind).toBe('memory')
    expect(secrets.reason).toMatch(reason)
    expect(secrets.reason).toMatch(/^[A-Z][^.]*\.$/)
    await secrets.set('server:a', 'x')
    expect(await secrets.get('server:a')).toBe('x')
    await secrets.delete('server:a')
    expect(await secrets.get('server:a')).toBeNull()
  }

  test('where keytar is not installed', async () => {
    const loadKeytar = () => Promise.reject(new Error('Cannot find package keytar'))
    const secrets = await createSecretStore({ loadKeytar, service: 'Test', clock })
    expect(secrets).toMatchObject({
      kind: 'memory',
      reason: expect.stringContaining('not installed') as string,
    })
  })

  test('where no keychain service answers', () => {
    const setPassword = () => Promise.reject(new Error('Cannot autolaunch D-Bus without X11 $DISPLAY'))
    return expectMemory(createFakeKeytar({ setPassword }).keytar, /Cannot autolaunch D-Bus/)
  })

  test('where a call throws at once', () => {
    const setPassword = () => {
      throw new Error('no backend')
    }
    return expectMemory(createFakeKeytar({ setPassword }).keytar, /no backend/)
  })

  test('where it forgets what was written', () =>
    expectMemory(createFakeKeytar({ getPassword: () => Promise.resolve(null) }).keytar, /did not give back/))

  test('where it hangs on a prompt for five seconds', async () => {
    const opening = openWith(createFakeKeytar({ setPassword: never }).keytar)
    await settle()
    expect(clock.pending()).toEqual([5_000])
    await clock.advance(5_000)
    expect(await opening).toMatchObject({
      kind: 'memory',
      reason: expect.stringMatching(
        /no answer in 5 s\. It is locked, it seems: unlock it, then choose/,
      ) as string,
    })
  })
})
