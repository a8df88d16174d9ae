import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { Fixture, until } from './support.ts'

let host: Fixture

beforeAll(async () => {
  host = await Fixture.start()
})
afterEach(() => host.clear())
afterAll(() => host.stop())

test('windows: each has its page in the same context, its size and its title', async () => {
  const first = await host.open({ width: 900, height: 600 })
  const second = await host.open({ width: 700, height: 500 })
  expect(await first.page.evaluate(() => [innerWidth, innerHeight])).toEqual([900, 600])
  expect(await second.page.evaluate(() => [innerWidth, innerHeight])).toEqual([700, 500])
  await second.page.evaluate(() => {
    document.title = 'A new subject'
  })
  await until(
    async () =>
      (await host.main(
        ({ electron }, id: number) => electron.BrowserWindow.fromId(id)?.getTitle(),
        second.id,
      )) === 'A new subject',
  )
  await host.main(
    ({ electron }, id: number) => electron.BrowserWindow.fromId(id)?.setBounds({ width: 640, height: 480 }),
    first.id,
  )
  await first.page.waitForFunction(() => innerWidth === 640 && innerHeight === 480)
})

test('windows: events come in Electron’s order', async () => {
  const seen = await host.main(async ({ electron, preload }) => {
    const heard: string[] = []
    electron.app.once('web-contents-created', () => heard.push('web-contents-created'))
    const window = new electron.BrowserWindow({ show: false, webPreferences: { preload } })
    for (const name of ['ready-to-show', 'show', 'focus', 'closed'] as const)
      window.on(name as 'show', () => heard.push(name))
    await window.loadURL('app://fixture/')
    window.show()
    window.destroy()
    heard.push(String(window.isDestroyed()))
    return heard
  })
  expect(seen).toEqual(['web-contents-created', 'ready-to-show', 'show', 'focus', 'closed', 'true'])
})

test('windows: preferences that would loosen the sandbox are refused', async () => {
  for (const loose of [
    { sandbox: false },
    { contextIsolation: false },
    { nodeIntegration: true },
    { webSecurity: false },
    { nodeIntegrationInWorker: true },
    { nodeIntegrationInSubFrames: true },
    { allowRunningInsecureContent: true },
    { experimentalFeatures: true },
    { webviewTag: true },
    { plugins: true },
    { navigateOnDragDrop: true },
    { enableBlinkFeatures: 'CSSVariables' },
  ]) {
    await expect(
      host.main(
        ({ electron }, webPreferences: never) => new electron.BrowserWindow({ webPreferences }).id,
        loose,
      ),
    ).rejects.toThrow(`electron.webPreferences.${Object.keys(loose)[0]}`)
  }
})

test('pages: a webview and a Bluetooth device come, unless the app refuses them', async () => {
  await host.open()
  const asks = async () => [
    await host.host({ ask: 'page-asks', for: 'webview' }),
    await host.host({ ask: 'page-asks', for: 'bluetooth' }),
  ]
  expect(await asks()).toEqual([[false], ['first']])
  await host.main(({ electron }) => {
    const contents = electron.BrowserWindow.getAllWindows()[0]?.webContents
    contents?.on('will-attach-webview', (event) => event.preventDefault())
    contents?.on('select-bluetooth-device', (event, _devices, choose) => {
      event.preventDefault()
      choose('')
    })
  })
  expect(await asks()).toEqual([[true], ['']])
})

test('closing: close can be refused, whether the app or the person asks', async () => {
  const { page, id } = await host.open()
  await host.main(({ electron, state }, wanted: number) => {
    const window = electron.BrowserWindow.fromId(wanted)
    let asked = 0
    window?.on('close', (event) => {
      asked += 1
      state.events.push('close')
      if (asked < 3) event.preventDefault()
    })
    window?.on('closed', () => state.events.push('closed'))
    window?.close()
  }, id)
  // Chromium asks only a page that was touched: the host touches it behind its load, this surely does.
  expect(await page.evaluate(() => fixture.invoke('echo', 'there'))).toBe('there')
  await page.close({ runBeforeUnload: true })
  await until(
    async () =>
      (await host.main(({ state }) => state.events)).filter((item) => item === 'close').length === 2,
  )
  expect(await page.evaluate(() => fixture.invoke('echo', 'open'))).toBe('open')
  await page.close({ runBeforeUnload: true })
  await until(async () => (await host.main(({ state }) => state.events)).includes('closed'))
})

test('closing: destroy does not ask', async () => {
  const { id } = await host.open()
  const asked = await host.main(({ electron }, wanted: number) => {
    let heard = false
    const window = electron.BrowserWindow.fromId(wanted)
    window?.on('close', () => {
      heard = true
    })
    window?.destroy()
    return heard
  }, id)
  expect(asked).toBe(false)
})

test('closing: the last window raises window-all-closed, and the next window opens again', async () => {
  await host.open()
  await host.main(({ electron }) => electron.BrowserWindow.getAllWindows()[0]?.close())
  expect(await host.main(({ state }) => state.events)).toContain('window-all-closed')
  const { page } = await host.open()
  expect(await page.evaluate(() => fixture.invoke('echo', 'again'))).toBe('again')
})

test('focus: the host keeps it: a click moves it, and blur and focus are told', async () => {
  const first = await host.open()
  const second = await host.open()
  const focused = (): Promise<number | undefined> =>
    host.main(({ electron }) => electron.BrowserWindow.getFocusedWindow()?.id)
  expect(await focused()).toBe(second.id)
  await first.page.click('#button')
  await until(async () => (await focused()) === first.id)
  await host.main(({ electron }, id: number) => electron.BrowserWindow.fromId(id)?.focus(), second.id)
  expect(await focused()).toBe(second.id)
})

test('keys: an accelerator of the menu runs, unless the page took the key', async () => {
  const { page } = await host.open()
  await host.main(({ electron, state }) => {
    const click = (): void => {
      state.events.push('new message')
    }
    electron.Menu.setApplicationMenu(
      electron.Menu.buildFromTemplate([
        { label: 'File', submenu: [{ label: 'New', accelerator: 'CmdOrCtrl+N', click }] },
      ]),
    )
  })
  const count = async (): Promise<number> =>
    (await host.main(({ state }) => state.events)).filter((item) => item === 'new message').length
  await page.focus('#text')
  await until(async () => {
    await page.keyboard.press('Control+n')
    return (await count()) > 0
  })
  const before = await count()
  await page.evaluate(() => addEventListener('keydown', (event) => event.preventDefault()))
  await page.keyboard.press('Control+n')
  await page.evaluate(() => fixture.invoke('echo', 'after the key'))
  expect(await count()).toBe(before)
})

test('keys: what Chromium would do with a key and Electron would not is held back', async () => {
  const { page } = await host.open()
  const held = page.evaluate(
    () =>
      new Promise((resolve) => {
        addEventListener(
          'keydown',
          (event) => setTimeout(() => resolve([event.key, event.defaultPrevented])),
          { once: true },
        )
      }),
  )
  await page.focus('#text')
  await page.keyboard.press('F5')
  expect(await held).toEqual(['F5', true])
})

test('theme: themeSource reaches the pages', async () => {
  const { page } = await host.open()
  const before = await host.main(({ electron }) => electron.nativeTheme.themeSource)
  expect(before).toBe('system')
  // The second client has a scheme of its own by default; without one it sees the host's.
  await page.emulateMedia({ colorScheme: null })
  await host.main(({ electron }) => {
    electron.nativeTheme.themeSource = 'dark'
  })
  await page.waitForFunction(() => matchMedia('(prefers-color-scheme: dark)').matches)
  expect(await host.main(({ electron }) => electron.nativeTheme.shouldUseDarkColors)).toBe(true)
})
