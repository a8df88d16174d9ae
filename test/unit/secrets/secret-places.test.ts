import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inspect } from 'node:util'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Cipher } from '../../../main/secrets/cipher.ts'
import { createSecretStore } from '../../../main/secrets/create-secret-store.ts'
import type { Keytar } from '../../../main/secrets/keytar.ts'
import { createAesCipher } from '../../support/aes-cipher.ts'
import { createFakeClock } from '../../support/fake-clock.ts'
import { createFakeKeytar } from '../../support/fake-keytar.ts'

let dir = ''
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'sendoff-secrets-'))
})
afterEach(() => rm(dir, { recursive: true, force: true }))

const file = () => join(dir, 'secrets.json')
const clock = createFakeClock()

/** A keychain that may be locked, and what it holds. */
function createLockable() {
  const { keytar, kept } = createFakeKeytar()
  const state = { isLocked: false }
  const guard = <T>(run: () => Promise<T>) =>
    state.isLocked ? Promise.reject(new Error('the collection is locked')) : run()
  const lockable: Keytar = {
    getPassword: (service, account) => guard(() => keytar.getPassword(service, account)),
    setPassword: (service, account, text) => guard(() => keytar.setPassword(service, account, text)),
    deletePassword: (service, account) => guard(() => keytar.deletePassword(service, account)),
  }
  return { keytar: lockable, kept, state }
}

const open = (keytar: Keytar, cipher?: Cipher) =>
  createSecretStore({
    loadKeytar: () => Promise.resolve(keytar),
    service: 'Test',
    clock,
    file: file(),
    ...(cipher === undefined ? {} : { cipher }),
  })

describe('the encrypted file, where the keychain does not answer,', () => {
  test('keeps secrets from one start to the next, and none of them can be read in it (P25)', async () => {
    const { keytar, state } = createLockable()
    state.isLocked = true
    const cipher = createAesCipher()
    const secrets = await open(keytar, cipher)
    expect(secrets.kind).toBe('cipher')
    expect(secrets.reason).toMatch(/locked.*unlock it, then choose “Try the keychain again”/)
    await secrets.set('server:a', 'hunter2')
    expect(await readFile(file(), 'utf8')).not.toContain('hunter2')
    expect(await (await open(keytar, cipher)).get('server:a')).toBe('hunter2')
    await secrets.delete('server:a')
    expect(await secrets.get('server:a')).toBeNull()
    expect(await readdir(dir)).toEqual(['secrets.json'])
  })

  test('is not used where the cipher protects nothing (basic_text)', async () => {
    const { keytar, state } = createLockable()
    state.isLocked = true
    const problem = 'This desktop has no password store.'
    const cipher: Cipher = { ...createAesCipher(), problem: () => Promise.resolve(problem) }
    const secrets = await open(keytar, cipher)
    expect(secrets.kind).toBe('memory')
    expect(secrets.reason).toContain(problem)
  })

  test('nor where the cipher gives the text back as it was', async () => {
    const { keytar, state } = createLockable()
    state.isLocked = true
    const secrets = await open(keytar, {
      problem: () => Promise.resolve(undefined),
      encrypt: (text) => Promise.resolve(Buffer.from(text)),
      decrypt: (octets) => Promise.resolve({ text: Buffer.from(octets).toString(), isStale: false }),
    })
    expect(secrets.kind).toBe('memory')
    expect(secrets.reason).toContain('leaves the text readable')
  })

  test('P25: words of the cipher are not passed on', async () => {
    const { keytar, state } = createLockable()
    state.isLocked = true
    const cipher = createAesCipher()
    const secrets = await open(keytar, {
      ...cipher,
      encrypt: (text) =>
        text === 'hunter2' ? Promise.reject(new Error(`cannot encrypt hunter2`)) : cipher.encrypt(text),
    })
    const error: unknown = await secrets.set('server:a', 'hunter2').catch((reason: unknown) => reason)
    expect(error).toMatchObject({ failure: { code: 'secret' } })
    expect(inspect(error, { depth: 9, showHidden: true })).not.toContain('hunter2')
  })

  test('a secret is encrypted anew once the key has changed', async () => {
    const { keytar, state } = createLockable()
    state.isLocked = true
    const cipher = createAesCipher()
    const secrets = await open(keytar, cipher)
    await secrets.set('server:a', 'x')
    const before = await readFile(file(), 'utf8')
    cipher.turnKey()
    expect(await secrets.get('server:a')).toBe('x')
    const after = await readFile(file(), 'utf8')
    expect(after).not.toBe(before)
    expect(await secrets.get('server:a')).toBe('x')
    expect(await readFile(file(), 'utf8')).toBe(after)
  })

  test('one that its key no longer opens is as good as not there, and that is told', async () => {
    const { keytar, state } = createLockable()
    state.isLocked = true
    const cipher = createAesCipher()
    const secrets = await open(keytar, cipher)
    await secrets.set('server:a', 'x')
    cipher.loseKeys()
    expect(await secrets.get('server:a')).toBeNull()
    expect(secrets.places?.problems).toEqual([expect.stringContaining('server:a cannot be decrypted')])
    await secrets.set('server:a', 'y')
    expect(secrets.places?.problems).toEqual([])
  })
})

describe('a file that is damaged', () => {
  test.each([
    ['no JSON', '{"version":1'],
    ['another version', '{"version":9,"chosen":false,"secrets":{},"forget":[]}'],
    ['a secret that is no base64', '{"version":1,"chosen":false,"secrets":{"a":"~"},"forget":[]}'],
    [
      'a name that is too long',
      JSON.stringify({ version: 1, chosen: false, secrets: { ['a'.repeat(201)]: '' }, forget: [] }),
    ],
    ['something that nobody wrote', '{"version":1,"chosen":false,"secrets":{},"forget":[],"more":1}'],
  ])('(%s) is set aside and told, and a new one is begun', async (_, text) => {
    await writeFile(file(), text)
    const { keytar, state } = createLockable()
    state.isLocked = true
    const secrets = await open(keytar, createAesCipher())
    expect(secrets.places?.problems).toEqual([
      expect.stringMatching(/damaged and was set aside as .*damaged-\d+/),
    ])
    await secrets.set('server:a', 'x')
    expect(await secrets.get('server:a')).toBe('x')
    const [first = '', second = ''] = (await readdir(dir)).toSorted()
    expect([first, second]).toEqual(['secrets.json', expect.stringContaining('secrets.json.damaged-')])
    expect(await readFile(join(dir, second), 'utf8')).toBe(text)
  })
})

describe('moving', () => {
  test('at start, what the file holds goes to the keychain that answers again', async () => {
    const { keytar, kept, state } = createLockable()
    const cipher = createAesCipher()
    state.isLocked = true
    await (await open(keytar, cipher)).set('server:a', 'x')
    state.isLocked = false
    const secrets = await open(keytar, cipher)
    expect(secrets.kind).toBe('keychain')
    expect(kept.get('Test/server:a')).toBe('x')
    expect(JSON.parse(await readFile(file(), 'utf8'))).toMatchObject({ secrets: {} })
    expect(await secrets.get('server:a')).toBe('x')
  })

  test('“Try the keychain again” moves what memory holds, and says why it could not before', async () => {
    const { keytar, kept, state } = createLockable()
    state.isLocked = true
    const secrets = await open(keytar)
    expect(secrets.kind).toBe('memory')
    await secrets.set('server:a', 'x')
    await expect(secrets.places?.useKeychain()).rejects.toMatchObject({
      failure: { code: 'secret', message: expect.stringContaining('unlock it') as string },
    })
    expect(await secrets.get('server:a')).toBe('x')
    state.isLocked = false
    await secrets.places?.useKeychain()
    expect(secrets.kind).toBe('keychain')
    expect(secrets.reason).toBeUndefined()
    expect(kept.get('Test/server:a')).toBe('x')
    expect(await secrets.get('server:a')).toBe('x')
  })

  test('nothing is deleted before the keychain has given it back', async () => {
    const { keytar, kept, state } = createLockable()
    const cipher = createAesCipher()
    state.isLocked = true
    const first = await open(keytar, cipher)
    await first.set('server:a', 'x')
    await first.set('server:b', 'y')
    state.isLocked = false
    const secrets = await open(
      {
        ...keytar,
        getPassword: (service, account) =>
          account === 'server:a' ? Promise.resolve(null) : keytar.getPassword(service, account),
      },
      cipher,
    )
    expect(secrets.kind).toBe('keychain')
    expect(secrets.places?.problems).toEqual([expect.stringContaining('The secret server:a was not moved')])
    expect(await secrets.get('server:a')).toBe('x')
    expect(kept.get('Test/server:b')).toBe('y')
    expect(Object.keys((JSON.parse(await readFile(file(), 'utf8')) as { secrets: object }).secrets)).toEqual([
      'server:a',
    ])
  })

  test('to the file on wish: it stays there after a start, until the keychain is wished for', async () => {
    const { keytar, kept } = createLockable()
    const cipher = createAesCipher()
    const secrets = await open(keytar, cipher)
    await secrets.set('server:a', 'x')
    await secrets.places?.useFile(['server:a', 'proxy:a'])
    expect(secrets.kind).toBe('cipher')
    expect([...kept]).toEqual([])
    expect(await secrets.get('server:a')).toBe('x')
    const again = await open(keytar, cipher)
    expect(again).toMatchObject({ kind: 'cipher', reason: undefined })
    expect(again.places?.isFileChosen).toBe(true)
    await again.set('server:b', 'y')
    expect([...kept]).toEqual([])
    await again.places?.useKeychain()
    expect([...kept].toSorted()).toEqual([
      ['Test/server:a', 'x'],
      ['Test/server:b', 'y'],
    ])
    expect((await open(keytar, cipher)).kind).toBe('keychain')
  })

  test('to the file: where the cipher does not work nothing moves', async () => {
    const { keytar, kept } = createLockable()
    const secrets = await open(keytar, {
      ...createAesCipher(),
      problem: () => Promise.resolve('Not available.'),
    })
    await secrets.set('server:a', 'x')
    await expect(secrets.places?.useFile(['server:a'])).rejects.toMatchObject({
      failure: { code: 'secret', message: 'Not available.' },
    })
    expect(secrets.kind).toBe('keychain')
    expect([...kept]).toEqual([['Test/server:a', 'x']])
  })

  test('a newer secret of a lower place takes the place of the old one in the keychain', async () => {
    const { keytar, kept, state } = createLockable()
    const cipher = createAesCipher()
    await (await open(keytar, cipher)).set('server:a', 'old')
    state.isLocked = true
    await (await open(keytar, cipher)).set('server:a', 'new')
    state.isLocked = false
    await open(keytar, cipher)
    expect(kept.get('Test/server:a')).toBe('new')
  })

  test('what is deleted while the keychain is locked is deleted there once it answers', async () => {
    const { keytar, kept, state } = createLockable()
    const cipher = createAesCipher()
    const first = await open(keytar, cipher)
    await first.set('server:a', 'x')
    await first.set('server:b', 'y')
    state.isLocked = true
    const locked = await open(keytar, cipher)
    await locked.delete('server:a')
    await locked.delete('server:b')
    await locked.set('server:b', 'z')
    state.isLocked = false
    await open(keytar, cipher)
    expect([...kept]).toEqual([['Test/server:b', 'z']])
    expect(JSON.parse(await readFile(file(), 'utf8'))).toMatchObject({ secrets: {}, forget: [] })
  })

  test('a change during a move follows it', async () => {
    const { keytar, kept, state } = createLockable()
    state.isLocked = true
    const secrets = await open(keytar)
    await secrets.set('server:a', 'old')
    state.isLocked = false
    await Promise.all([secrets.places?.useKeychain(), secrets.set('server:a', 'new')])
    expect(kept.get('Test/server:a')).toBe('new')
    expect(await secrets.get('server:a')).toBe('new')
  })

  test('without a cipher (the terminal) the file is left as it is, and words say where the secrets are', async () => {
    const { keytar, state } = createLockable()
    state.isLocked = true
    await (await open(keytar, createAesCipher())).set('server:a', 'x')
    const before = await readFile(file(), 'utf8')
    const terminal = await open(keytar)
    expect(terminal.kind).toBe('memory')
    expect(terminal.reason).toContain('only the program with windows can open')
    await terminal.delete('server:a')
    expect(await readFile(file(), 'utf8')).toBe(before)
  })
})

describe('the newest one wins,', () => {
  /** A keychain with an old secret, and one that was typed while it was locked. */
  const typedWhileLocked = async (cipher?: Cipher) => {
    const { keytar, kept, state } = createLockable()
    kept.set('Test/server:a', 'old')
    state.isLocked = true
    const secrets = await open(keytar, cipher)
    await secrets.set('server:a', 'new')
    state.isLocked = false
    return { keytar, kept, state, secrets }
  }
  /** A keychain that reads, and writes nothing but the self-test. */
  const readOnly = (keytar: Keytar): Keytar => {
    const only = <T>(account: string, run: () => Promise<T>) =>
      account === 'self-test' ? run() : Promise.reject(new Error('it is read only'))
    return {
      ...keytar,
      setPassword: (service, account, text) =>
        only(account, () => keytar.setPassword(service, account, text)),
      deletePassword: (service, account) => only(account, () => keytar.deletePassword(service, account)),
    }
  }

  test('also where the keychain opens and does not take it: its own old one is not read', async () => {
    const cipher = createAesCipher()
    const { keytar, kept } = await typedWhileLocked(cipher)
    const secrets = await open(readOnly(keytar), cipher)
    expect(secrets.kind).toBe('keychain')
    expect(kept.get('Test/server:a')).toBe('old')
    expect(await secrets.get('server:a')).toBe('new')
  })

  test('also where memory has it, and the keychain is tried again in vain', async () => {
    const { keytar, state } = createLockable()
    const flaky: Keytar = { ...readOnly(keytar) }
    await keytar.setPassword('Test', 'server:a', 'old')
    state.isLocked = true
    const secrets = await open(flaky)
    await secrets.set('server:a', 'new')
    state.isLocked = false
    await expect(secrets.places?.useKeychain()).rejects.toMatchObject({ failure: { code: 'secret' } })
    expect(secrets.kind).toBe('keychain')
    expect(await secrets.get('server:a')).toBe('new')
  })

  test('what memory alone had is gone after a restart, and the old one of the keychain is not taken for it', async () => {
    const noCipher: Cipher = { ...createAesCipher(), problem: () => Promise.resolve('Not here.') }
    const { keytar, kept } = await typedWhileLocked(noCipher)
    const secrets = await open(keytar, noCipher)
    expect(secrets.kind).toBe('keychain')
    expect(await secrets.get('server:a')).toBeNull()
    expect([...kept]).toEqual([])
  })

  test('a file that does not open hides the old one of the keychain, in the terminal too', async () => {
    const { keytar } = await typedWhileLocked(createAesCipher())
    // A terminal has no key of the file.
    expect(await (await open(keytar)).get('server:a')).toBeNull()
    const broken: Cipher = { ...createAesCipher(), problem: () => Promise.resolve('Not today.') }
    const secrets = await open(keytar, broken)
    expect(await secrets.get('server:a')).toBeNull()
    await secrets.set('server:a', 'newest')
    expect(await secrets.get('server:a')).toBe('newest')
    expect(JSON.parse(await readFile(file(), 'utf8'))).toMatchObject({ secrets: {} })
  })

  test('one in the file that its key does not open any more is entered again; the old one is not used', async () => {
    const cipher = createAesCipher()
    const { keytar } = await typedWhileLocked(cipher)
    cipher.loseKeys()
    const secrets = await open(readOnly(keytar), cipher)
    expect(await secrets.get('server:a')).toBeNull()
    expect(secrets.places?.problems).toContainEqual(expect.stringContaining('enter it again'))
  })

  test('a move to the file does not put an old one over it, and takes what memory has', async () => {
    const cipher = createAesCipher()
    const { keytar } = await typedWhileLocked(cipher)
    const secrets = await open(readOnly(keytar), cipher)
    await secrets.places?.useFile(['server:a'])
    expect(await secrets.get('server:a')).toBe('new')
    let isThere = false
    const late: Cipher = { ...cipher, problem: () => Promise.resolve(isThere ? undefined : 'Later.') }
    const { keytar: locked, state } = createLockable()
    state.isLocked = true
    const inMemory = await open(locked, late)
    await inMemory.set('server:b', 'b')
    isThere = true
    await inMemory.places?.useFile(['server:b'])
    expect(inMemory.kind).toBe('cipher')
    expect(await (await open(locked, cipher)).get('server:b')).toBe('b')
  })
})

describe('what was deleted does not come back', () => {
  test('from a file that could not be opened when it was deleted', async () => {
    const cipher = createAesCipher()
    const { keytar, kept, state } = createLockable()
    state.isLocked = true
    await (await open(keytar, cipher)).set('server:a', 'x')
    state.isLocked = false
    const broken: Cipher = { ...cipher, problem: () => Promise.resolve('Not today.') }
    await (await open(keytar, broken)).delete('server:a')
    const secrets = await open(keytar, cipher)
    expect(await secrets.get('server:a')).toBeNull()
    expect([...kept]).toEqual([])
  })

  test('from a keychain that refused to delete it: not now, and not after the next start', async () => {
    const { keytar, kept } = createLockable()
    let refuses = false
    const stubborn: Keytar = {
      ...keytar,
      deletePassword: (service, account) =>
        refuses && account !== 'self-test'
          ? Promise.reject(new Error('the collection is locked'))
          : keytar.deletePassword(service, account),
    }
    const secrets = await open(stubborn, createAesCipher())
    await secrets.set('server:a', 'x')
    refuses = true
    await expect(secrets.delete('server:a')).rejects.toMatchObject({ failure: { code: 'secret' } })
    expect(await secrets.get('server:a')).toBeNull()
    const still = await open(stubborn, createAesCipher())
    expect(await still.get('server:a')).toBeNull()
    expect(kept.get('Test/server:a')).toBe('x')
    refuses = false
    const after = await open(stubborn, createAesCipher())
    expect(await after.get('server:a')).toBeNull()
    expect([...kept]).toEqual([])
    await after.set('server:a', 'anew')
    expect(await after.get('server:a')).toBe('anew')
  })

  test('nor is one deleted that was entered after it', async () => {
    const { keytar, kept, state } = createLockable()
    const cipher = createAesCipher()
    kept.set('Test/server:a', 'old')
    state.isLocked = true
    const secrets = await open(keytar, cipher)
    await secrets.delete('server:a')
    await secrets.set('server:a', 'new')
    state.isLocked = false
    await secrets.places?.useKeychain()
    expect([...kept]).toEqual([['Test/server:a', 'new']])
    expect(await (await open(keytar, cipher)).get('server:a')).toBe('new')
  })
})

describe('a Secret Service that is locked, and says only that it has no such entry,', () => {
  /** As libsecret answers where its prompt is dismissed: reads and deletions find nothing, writes are refused. */
  const dismissed = () => {
    const { keytar, kept } = createFakeKeytar()
    const state = { isLocked: false }
    const silent: Keytar = {
      getPassword: (service, account) =>
        state.isLocked ? Promise.resolve(null) : keytar.getPassword(service, account),
      setPassword: (service, account, text) =>
        state.isLocked
          ? Promise.reject(new Error('Cannot create an item in a locked collection'))
          : keytar.setPassword(service, account, text),
      deletePassword: (service, account) =>
        state.isLocked ? Promise.resolve(false) : keytar.deletePassword(service, account),
    }
    return { keytar: silent, kept, state }
  }

  test('is not believed: a read is refused, and a deletion is owed', async () => {
    const { keytar, kept, state } = dismissed()
    const secrets = await open(keytar, createAesCipher())
    await secrets.set('server:a', 'x')
    state.isLocked = true
    await expect(secrets.get('server:a')).rejects.toMatchObject({
      failure: { code: 'secret', message: expect.stringContaining('unlock it, and try again') as string },
    })
    await expect(secrets.delete('server:a')).rejects.toMatchObject({ failure: { code: 'secret' } })
    expect(kept.get('Test/server:a')).toBe('x')
    state.isLocked = false
    expect(await secrets.get('server:a')).toBeNull()
    await secrets.places?.useKeychain()
    expect([...kept]).toEqual([])
    expect(await secrets.get('server:b')).toBeNull()
  })

  test('several reads at once share the test', async () => {
    const { keytar, kept } = dismissed()
    const secrets = await open(keytar)
    expect(await Promise.all(['a', 'b', 'c'].map((name) => secrets.get(name)))).toEqual([null, null, null])
    expect([...kept]).toEqual([])
  })
})

test('a keychain that is locked says so, as long as it is wanted', async () => {
  const { keytar, state } = createLockable()
  const cipher = createAesCipher()
  state.isLocked = true
  const secrets = await open(keytar, cipher)
  expect(secrets.isLocked).toBe(true)
  await secrets.places?.useFile([])
  expect(secrets.isLocked).toBe(false)
  const absent = await createSecretStore({
    loadKeytar: () => Promise.reject(new Error('not installed')),
    service: 'Test',
    clock,
  })
  expect(absent.isLocked).toBe(false)
  state.isLocked = false
  await secrets.places?.useKeychain()
  expect(secrets.isLocked).toBe(false)
})
