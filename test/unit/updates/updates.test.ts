import { generateKeyPairSync, sign } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { isSigned, readFeedSource } from '../../../main/updates/feed.ts'
import { Updates, type Updater } from '../../../main/updates/updates.ts'
import type { UpdatesInfo } from '../../../main/updates/updates-info.ts'
import { whyOff, type Installation } from '../../../main/updates/why-off.ts'

const log = { info: () => undefined, warn: () => undefined, error: () => undefined }

describe('whose updates are', () => {
  const appImage: Installation = {
    platform: 'linux',
    isPackaged: true,
    hasFeed: true,
    packageType: null,
    env: { APPIMAGE: '/home/x/Sendoff.AppImage' },
  }
  test.each<[string, Partial<Installation>, ReturnType<typeof whyOff>]>([
    ['an AppImage with a feed', {}, null],
    ['Windows with a feed', { platform: 'win32', env: {} }, null],
    ['macOS with a feed', { platform: 'darwin', env: {} }, null],
    ['a clone', { isPackaged: false }, 'source'],
    ['a .deb', { packageType: 'deb', env: {} }, 'package'],
    ['an .rpm', { packageType: 'rpm' }, 'package'],
    ['a snap', { env: { SNAP: '/snap/sendoff/1' } }, 'snap'],
    ['a flatpak', { env: { FLATPAK_ID: 'org.sendoff.Sendoff' } }, 'flatpak'],
    ['a folder', { env: {} }, 'folder'],
    ['no feed', { hasFeed: false }, 'no-feed'],
    ['no feed on Windows', { hasFeed: false, platform: 'win32', env: {} }, 'no-feed'],
  ])('%s', (_, over, expected) => {
    expect(whyOff({ ...appImage, ...over })).toBe(expected)
  })
})

describe('the feed', () => {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  const key = publicKey.export({ format: 'der', type: 'spki' }).toString('base64')
  const feed = 'version: 9.9.9\npath: Sendoff.AppImage\nsha512: abc\n'
  const signature = sign(null, Buffer.from(feed), privateKey).toString('base64')

  test('is believed with the signature of its key', () => {
    expect(isSigned(feed, signature, key)).toBe(true)
    expect(isSigned(feed, `${signature}\n`, key)).toBe(true)
  })

  test('is not believed when it was changed, signed by another, or not signed', () => {
    expect(isSigned(feed.replace('9.9.9', '9.9.8'), signature, key)).toBe(false)
    const other = generateKeyPairSync('ed25519')
    expect(isSigned(feed, sign(null, Buffer.from(feed), other.privateKey).toString('base64'), key)).toBe(
      false,
    )
    expect(isSigned(feed, '', key)).toBe(false)
    expect(isSigned(feed, '<html>', key)).toBe(false)
    expect(isSigned(feed, signature, 'AAAA')).toBe(false)
  })

  test('takes no key of another kind', () => {
    const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 })
    const of = rsa.publicKey.export({ format: 'der', type: 'spki' }).toString('base64')
    expect(isSigned(feed, sign('sha256', Buffer.from(feed), rsa.privateKey).toString('base64'), of)).toBe(
      false,
    )
  })

  test.each([
    '',
    '{}',
    'no JSON',
    '{"updates":{"url":"http://x.example","key":"AAAA"}}',
    '{"updates":{"url":"https://x.example"}}',
  ])('package.json %j names none', (text) => expect(readFeedSource(text)).toBeNull())

  test('stands in package.json', () => {
    const updates = { url: 'https://x.example/feed', key }
    expect(readFeedSource(JSON.stringify({ name: 'sendoff', updates }))).toEqual(updates)
  })
})

describe('the steps', () => {
  function start(over: Partial<Updater> = {}) {
    const did: string[] = []
    const seen: UpdatesInfo[] = []
    const updater: Updater = {
      find: async () => '9.9.9',
      load: async (progress) => {
        did.push('load')
        for (const percent of [0.2, 40.6, 40.9, 140]) progress(percent)
      },
      install: () => did.push('install'),
      ...over,
    }
    const updates = new Updates({
      off: null,
      createUpdater: async () => {
        did.push('create')
        return updater
      },
      quitThen: (last) => {
        did.push('quit')
        last()
      },
      log,
    })
    updates.listen((info) => seen.push(info))
    return { updates, did, seen }
  }

  test('nothing is asked before the word, nothing loaded, nothing installed', async () => {
    const { updates, did, seen } = start()
    expect(updates.info()).toEqual({ state: 'idle' })
    expect(did).toEqual([])
    await updates.check()
    expect(did).toEqual(['create'])
    await updates.load()
    expect(did).toEqual(['create', 'load'])
    expect(seen).toEqual([
      { state: 'checking' },
      { state: 'found', version: '9.9.9' },
      { state: 'loading', version: '9.9.9', percent: 0 },
      { state: 'loading', version: '9.9.9', percent: 40 },
      { state: 'loading', version: '9.9.9', percent: 100 },
      { state: 'ready', version: '9.9.9' },
    ])
    updates.install()
    expect(did).toEqual(['create', 'load', 'quit', 'install'])
  })

  test('no step is made before the one that it needs', async () => {
    const { updates, did } = start({ find: async () => null })
    await expect(updates.load()).rejects.toThrow('no newer version')
    expect(() => updates.install()).toThrow('no newer version')
    await updates.check()
    expect(updates.info()).toEqual({ state: 'current' })
    await expect(updates.load()).rejects.toThrow('no newer version')
    expect(did).toEqual(['create'])
  })

  test('a fault is said in one line and can be tried again', async () => {
    let tries = 0
    const { updates } = start({
      find: async () => {
        tries += 1
        if (tries === 1) throw new Error('net::ERR\n    at stack')
        return '9.9.9'
      },
      load: async () => {
        throw new Error('sha512 mismatch')
      },
    })
    await updates.check()
    expect(updates.info()).toEqual({ state: 'failed', message: 'net::ERR' })
    await updates.check()
    await updates.load()
    expect(updates.info()).toEqual({ state: 'failed', message: 'sha512 mismatch' })
    expect(() => updates.install()).toThrow('no newer version')
  })

  test('are refused where updates are not ours', async () => {
    const updates = new Updates({
      off: 'package',
      createUpdater: () => Promise.reject(new Error('nobody asks')),
      quitThen: () => undefined,
      log,
    })
    expect(updates.info()).toEqual({ state: 'off', why: 'package' })
    await expect(updates.check()).rejects.toThrow('does not update itself')
  })
})
