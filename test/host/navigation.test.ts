import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { Fixture, until } from './support.ts'

let host: Fixture

beforeAll(async () => {
  host = await Fixture.start()
})
afterEach(() => host.clear())
afterAll(() => host.stop())

/** Notes what the first window's page asks for, and refuses it. */
function refuseNavigations(): Promise<void> {
  return host.main(({ electron, state }) => {
    electron.BrowserWindow.getAllWindows()[0]?.webContents.on('will-navigate', (event) => {
      state.events.push(`will-navigate ${event.url}`)
      event.preventDefault()
    })
  })
}

const events = (): Promise<string[]> => host.main(({ state }) => state.events)

test('scheme: an app:// page is served by protocol.handle, and the app sees app:// addresses only', async () => {
  const { page } = await host.open({ path: 'some/page.html?a=1#b' })
  expect(page.url()).toBe('https://fixture.app.localhost/some/page.html?a=1#b')
  expect(
    await host.main(({ electron }) => electron.BrowserWindow.getAllWindows()[0]?.webContents.getURL()),
  ).toBe('app://fixture/some/page.html?a=1#b')
  expect(await events()).toContain('request app://fixture/page.js')
})

test('scheme: a scheme that was not registered, or too late, is refused', async () => {
  await expect(
    host.main(({ electron }) => electron.protocol.handle('other', () => new Response(''))),
  ).rejects.toThrow('electron.protocol.handle: other was not registered as privileged')
  await expect(
    host.main(({ electron }) => electron.protocol.registerSchemesAsPrivileged([{ scheme: 'late' }])),
  ).rejects.toThrow('before app is ready')
})

test('window.open and links: nothing opens, and the handler hears the address', async () => {
  const { page } = await host.open()
  await host.main(({ electron, state }) => {
    electron.BrowserWindow.getAllWindows()[0]?.webContents.setWindowOpenHandler(({ url }) => {
      state.events.push(`open ${url}`)
      return { action: 'deny' }
    })
  })
  expect(await page.evaluate(() => window.open('https://elsewhere.test/popup'))).toBeNull()
  await page.click('#blank')
  await until(async () => (await events()).filter((item) => item.startsWith('open ')).length === 2)
  expect((await events()).filter((item) => item.startsWith('open '))).toEqual([
    'open https://elsewhere.test/popup',
    'open https://elsewhere.test/blank',
  ])
  expect((await host.pages()).filter((item) => item.url().includes('elsewhere'))).toEqual([])
})

test('window.open and links: the policy that the stand-in adds leaves origin and storage as they were', async () => {
  const { page } = await host.open()
  expect(
    await page.evaluate(() => {
      localStorage.setItem('key', 'value')
      return [location.origin, window.origin, localStorage.getItem('key')]
    }),
  ).toEqual(['https://fixture.app.localhost', 'https://fixture.app.localhost', 'value'])
})

test('navigation: will-navigate is asked, and a refused page stays', async () => {
  const { page } = await host.open()
  await refuseNavigations()
  await page.click('#away', { noWaitAfter: true })
  await until(async () => (await events()).includes('will-navigate https://elsewhere.test/'))
  await page.evaluate(() => location.assign('/other.html'))
  await until(async () => (await events()).includes('will-navigate app://fixture/other.html'))
  expect(page.url()).toBe('https://fixture.app.localhost/index.html')
  expect(await page.evaluate(() => fixture.invoke('echo', 'still here'))).toBe('still here')
})

test('navigation: will-frame-navigate comes first, and is asked for frames inside too', async () => {
  const { page } = await host.open()
  await host.main(({ electron, state }) => {
    const contents = electron.BrowserWindow.getAllWindows()[0]?.webContents
    contents?.on('will-frame-navigate', (event) => {
      state.events.push(`frame ${event.isMainFrame} ${event.url}`)
      event.preventDefault()
    })
    contents?.on('will-navigate', (event) => state.events.push(`will-navigate ${event.url}`))
  })
  await page.click('#away', { noWaitAfter: true })
  await until(async () => (await events()).includes('frame true https://elsewhere.test/'))
  await page.evaluate(() => {
    const frame = document.createElement('iframe')
    frame.src = '/inside.html'
    document.body.append(frame)
  })
  await until(async () => (await events()).includes('frame false app://fixture/inside.html'))
  const all = await events()
  expect(all.filter((item) => item.startsWith('will-navigate'))).toEqual([])
  expect(all).not.toContain('request app://fixture/inside.html')
  expect(page.url()).toBe('https://fixture.app.localhost/index.html')
})

test('navigation: loadURL and reload of the app’s own are not asked about', async () => {
  const { page } = await host.open()
  await refuseNavigations()
  await host.main(({ electron }) =>
    electron.BrowserWindow.getAllWindows()[0]?.loadURL('app://fixture/second.html'),
  )
  // The address that the attached client knows follows the load.
  await page.waitForURL('https://fixture.app.localhost/second.html')
  await page.evaluate(() => Object.assign(window, { old: true }))
  await host.main(({ electron }) => electron.BrowserWindow.getAllWindows()[0]?.webContents.reload())
  await page.waitForFunction(() => !('old' in window) && document.readyState === 'complete')
  expect((await events()).filter((item) => item.startsWith('will-navigate'))).toEqual([])
})

test('navigation: an address that cannot be loaded rejects', async () => {
  await host.open()
  await expect(
    host.main(({ electron }) => electron.BrowserWindow.getAllWindows()[0]?.loadURL('unknown://nowhere/')),
  ).rejects.toThrow("ERR_FAILED (-2) loading 'unknown://nowhere/'")
})
