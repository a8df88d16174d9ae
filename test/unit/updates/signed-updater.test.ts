// electron-updater itself, with the network and the app injected: what it believes, and what it fetches before a word.
import { generateKeyPairSync, sign } from 'node:crypto'
import { tmpdir } from 'node:os'
import updater, { type AppUpdater } from 'electron-updater'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { withSignedFeed } from '../../../main/electron/signed-updater.ts'

const log = { info: () => undefined, warn: () => undefined, error: () => undefined }
const { publicKey, privateKey } = generateKeyPairSync('ed25519')
const key = publicKey.export({ format: 'der', type: 'spki' }).toString('base64')
const url = 'https://updates.example/sendoff'

const feedOf = (version: string) =>
  `version: ${version}\nfiles:\n  - url: Sendoff-${version}.AppImage\n    sha512: ${Buffer.alloc(64).toString('base64')}\n    size: 5\npath: Sendoff-${version}.AppImage\nsha512: ${Buffer.alloc(64).toString('base64')}\nreleaseDate: '2026-11-26T00:00:00.000Z'\n`
const signed = (feed: string) => sign(null, Buffer.from(feed), privateKey).toString('base64')

class Adapter {
  readonly version = '0.1.0'
  readonly name = 'sendoff'
  readonly isPackaged = true
  readonly appUpdateConfigPath = '/nowhere/app-update.yml'
  readonly userDataPath = tmpdir()
  readonly baseCachePath = tmpdir()
  whenReady = () => Promise.resolve()
  relaunch = () => undefined
  quit = () => undefined
  onQuit = () => undefined
}

/** An updater whose server has these files. */
function start(files: Readonly<Record<string, string>>) {
  const fetched: string[] = []
  const appUpdater: AppUpdater = new updater.AppImageUpdater(null, new Adapter())
  Object.assign(appUpdater, {
    httpExecutor: {
      request: async ({ hostname, path }: { readonly hostname: string; readonly path: string }) => {
        const address = `https://${hostname}${path.replace(/\?.*/, '')}`
        fetched.push(address)
        return files[address] ?? null
      },
    },
    // What AppImages of this machine would be staged by; it is read from the disk.
    getOrCreateStagingUserId: () => Promise.resolve('0'),
  })
  appUpdater.on('error', () => undefined)
  return { appUpdater, fetched, signedUpdater: withSignedFeed(appUpdater, { url, key }, log) }
}

const list = `${url}/latest-linux.yml`

beforeEach(() => void vi.stubEnv('APPIMAGE', '/home/x/Sendoff.AppImage'))
afterEach(() => void vi.unstubAllEnvs())

describe.skipIf(process.platform !== 'linux' || process.arch !== 'x64')('a feed', () => {
  test('with its signature is believed, and nothing but it is fetched', async () => {
    const feed = feedOf('9.9.9')
    const { signedUpdater, fetched, appUpdater } = start({ [list]: feed, [`${list}.sig`]: signed(feed) })
    expect(await signedUpdater.find()).toBe('9.9.9')
    expect(fetched).toEqual([list, `${list}.sig`])
    expect([appUpdater.autoDownload, appUpdater.autoInstallOnAppQuit]).toEqual([false, false])
  })

  test('of this version or an older one offers nothing', async () => {
    for (const version of ['0.1.0', '0.0.9']) {
      const feed = feedOf(version)
      expect(await start({ [list]: feed, [`${list}.sig`]: signed(feed) }).signedUpdater.find()).toBeNull()
    }
  })

  test('is not asked for where there is no AppImage, and that is said', async () => {
    vi.stubEnv('APPIMAGE', undefined)
    await expect(start({}).signedUpdater.find()).rejects.toThrow('cannot be updated from inside')
  })

  test.each([
    ['without a signature', undefined],
    ['with the signature of another feed', signed(feedOf('9.9.8'))],
    ['with something else in its place', '<html>'],
  ])('%s is not believed', async (_, signature) => {
    const { signedUpdater } = start({
      [list]: feedOf('9.9.9'),
      ...(signature === undefined ? {} : { [`${list}.sig`]: signature }),
    })
    await expect(signedUpdater.find()).rejects.toThrow('is not signed by Sendoff')
  })
})
