import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Fixture, until } from './support.ts'

let host: Fixture
let page: Page
const dir = mkdtempSync(join(tmpdir(), 'sendoff-files-'))
const paths = ['one.txt', 'two ü.txt'].map((name) => join(dir, name))

beforeAll(async () => {
  for (const path of paths) writeFileSync(path, 'content')
  host = await Fixture.start()
  page = (await host.open()).page
})
afterAll(async () => {
  await host.stop()
  rmSync(dir, { recursive: true })
})

test('files: webUtils.getPathForFile gives the path of a chosen file, and nothing for one made in script', async () => {
  await page.setInputFiles('#file', paths)
  const seen = await page.evaluate(() => {
    const input = document.querySelector<HTMLInputElement>('#file')
    return [...(input?.files ?? []), new File(['x'], 'made.txt')].map((file) => fixture.pathOf(file))
  })
  expect(seen).toEqual([...paths, ''])
})

test('files: a dropped file has its path', async () => {
  await page.evaluate(() => {
    const zone = document.querySelector('#drop')
    zone?.addEventListener('dragover', (event) => event.preventDefault())
    const dropped = new Promise((resolve) =>
      zone?.addEventListener('drop', (event) => {
        event.preventDefault()
        resolve([...((event as DragEvent).dataTransfer?.files ?? [])].map((file) => fixture.pathOf(file)))
      }),
    )
    Object.assign(window, { dropped })
  })
  const box = await page.locator('#drop').boundingBox()
  const session = await page.context().newCDPSession(page)
  const at = {
    x: (box?.x ?? 0) + 5,
    y: (box?.y ?? 0) + 5,
    data: { items: [], files: paths, dragOperationsMask: 1 },
  }
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
    await session.send('Input.dispatchDragEvent', { type, ...at })
  expect(await page.evaluate(() => (window as unknown as { dropped: Promise<string[]> }).dropped)).toEqual(
    paths,
  )
})

test('dialogs: showOpenDialog opens a chooser that a test answers', async () => {
  // Choosers are intercepted from here on; the answer of the page says that it has begun.
  page.on('filechooser', () => undefined)
  await page.evaluate(() => document.readyState)
  const chooser = page.waitForEvent('filechooser')
  const answer = host.main(({ electron }) =>
    electron.dialog.showOpenDialog({ properties: ['openFile', 'multiSelections'] }),
  )
  expect((await chooser).isMultiple()).toBe(true)
  await (await chooser).setFiles(paths)
  expect(await answer).toEqual({ canceled: false, filePaths: paths })
})

test('dialogs: the others take a test’s answers, and are cancelled where nobody can answer', async () => {
  await host.host({
    ask: 'answer-dialog',
    member: 'showSaveDialog',
    answer: { canceled: false, filePath: '/tmp/x.eml' },
  })
  await host.host({ ask: 'answer-dialog', member: 'showMessageBox', answer: { response: 1 } })
  const seen = await host.main(async ({ electron }) => [
    await electron.dialog.showSaveDialog({}),
    await electron.dialog.showMessageBox({ message: 'Sure?', buttons: ['No', 'Yes'], cancelId: 0 }),
    await electron.dialog.showSaveDialog({}),
    await electron.dialog.showMessageBox({ message: 'Sure?', buttons: ['Yes', 'No'], cancelId: 1 }),
  ])
  expect(seen).toEqual([
    { canceled: false, filePath: '/tmp/x.eml' },
    { response: 1, checkboxChecked: false },
    { canceled: true, filePath: '' },
    { response: 1, checkboxChecked: false },
  ])
})

test('dialogs: an error box is recorded and said on standard error', async () => {
  await host.main(({ electron }) => electron.dialog.showErrorBox('Title', 'What happened'))
  expect(await host.records('dialog.showErrorBox')).toEqual([
    { member: 'dialog.showErrorBox', args: ['Title', 'What happened'] },
  ])
  await until(() => host.output.join('').includes('Title\nWhat happened'))
})

test('paper: printToPDF is Chromium’s own, print is noted and told as done', async () => {
  const seen = await host.main(async ({ electron }) => {
    const [window] = electron.BrowserWindow.getAllWindows()
    const pdf = await window?.webContents.printToPDF({ pageSize: 'A4' })
    const printed = await new Promise((done) =>
      window?.webContents.print({ printBackground: true }, (ok, reason) => done([ok, reason])),
    )
    return [pdf?.subarray(0, 5).toString(), printed]
  })
  expect(seen).toEqual(['%PDF-', [true, '']])
  expect(await host.records('webContents.print')).toHaveLength(1)
})

test('drags: a drag out of the window is noted; one of a file that is not there throws, as in Electron', async () => {
  const [file = '', icon = ''] = paths
  const drag = (item: { readonly file: string; readonly icon: string }) =>
    host.main(({ electron }, given) => {
      electron.BrowserWindow.getAllWindows()[0]?.webContents.startDrag(given)
    }, item)
  await drag({ file, icon })
  expect(await host.records('webContents.startDrag')).toEqual([
    { member: 'webContents.startDrag', args: [{ file, icon }] },
  ])
  await expect(drag({ file: '/gone', icon })).rejects.toThrow(/gone/)
})

test('clipboard: main writes through a window, without touching what is selected there, and Ctrl+V pastes it', async () => {
  await page.fill('#text', 'typed')
  await page.evaluate(() => document.querySelector<HTMLTextAreaElement>('#text')?.setSelectionRange(0, 5))
  await host.main(({ electron }) => electron.clipboard.writeText('250 2.0.0 Ok: queued'))
  expect(await page.evaluate(() => document.querySelector<HTMLTextAreaElement>('#text')?.selectionEnd)).toBe(
    5,
  )
  const pasted = page.evaluate(
    () =>
      new Promise((resolve) =>
        addEventListener('paste', (event) => resolve(event.clipboardData?.getData('text/plain')), {
          once: true,
        }),
      ),
  )
  await page.focus('#text')
  await page.keyboard.press('Control+v')
  expect(await pasted).toBe('250 2.0.0 Ok: queued')
})

test('notifications: they are kept in a list, and a test clicks them', async () => {
  await host.main(({ electron, state }) => {
    const notification = new electron.Notification({ title: 'Refused', body: 'nobody@example.org' })
    notification.on('click', () => state.events.push('clicked'))
    notification.show()
  })
  expect(await host.records('Notification.show')).toEqual([
    { member: 'Notification.show', args: ['Refused', 'nobody@example.org'] },
  ])
  expect(await host.host({ ask: 'click-notification', title: 'Refused' })).toBe(true)
  expect(await host.main(({ state }) => state.events)).toContain('clicked')
})

test('permissions: what the handler grants is granted, the rest is denied', async () => {
  const states = await page.evaluate(async () =>
    Promise.all(
      ['notifications', 'geolocation'].map(
        async (name) => (await navigator.permissions.query({ name: name as PermissionName })).state,
      ),
    ),
  )
  expect(states).toEqual(['granted', 'denied'])
})

test('power: events come from a test alone', async () => {
  await host.main(({ electron, state }) =>
    electron.powerMonitor.on('resume', () => state.events.push('resume')),
  )
  await host.host({ ask: 'power', event: 'resume' })
  expect(await host.main(({ state }) => state.events)).toContain('resume')
})

test('recorded calls: badge, openExternal and showItemInFolder have nothing to see', async () => {
  await host.main(async ({ electron }) => {
    electron.app.setBadgeCount(3)
    electron.shell.showItemInFolder('/tmp/x')
    await electron.shell.openExternal('https://example.org/')
  })
  expect(await host.records('app.setBadgeCount')).toEqual([{ member: 'app.setBadgeCount', args: [3] }])
  expect(await host.records('shell.showItemInFolder')).toEqual([
    { member: 'shell.showItemInFolder', args: ['/tmp/x'] },
  ])
  expect(await host.records('shell.openExternal')).toEqual([
    { member: 'shell.openExternal', args: ['https://example.org/'] },
  ])
})

test('recorded calls: the picture over the button of a window, and none', async () => {
  const isEmpty = await host.main(({ electron }) => {
    const [window] = electron.BrowserWindow.getAllWindows()
    const image = electron.nativeImage.createFromPath('/nowhere/badge-3.png')
    window?.setOverlayIcon(image, '3 need you')
    window?.setOverlayIcon(null, '')
    return image.isEmpty()
  })
  expect(isEmpty).toBe(true)
  expect((await host.records('BrowserWindow.setOverlayIcon')).map(({ args }) => args)).toEqual([
    ['/nowhere/badge-3.png', '3 need you'],
    [null, ''],
  ])
})

test.for([
  [
    'safeStorage.encryptStringAsync',
    () => host.main(({ electron }) => electron.safeStorage.encryptStringAsync('x')),
  ],
  ['autoUpdater.checkForUpdates', () => host.main(({ electron }) => electron.autoUpdater.checkForUpdates())],
  [
    'globalShortcut.register',
    () => host.main(({ electron }) => electron.globalShortcut.register('F1', () => undefined)),
  ],
  [
    'powerMonitor.getSystemIdleTime',
    () => host.main(({ electron }) => electron.powerMonitor.getSystemIdleTime()),
  ],
  [
    'session.fromPartition',
    () => host.main(({ electron }) => electron.session.fromPartition('x').isPersistent()),
  ],
  [
    'WebContents.capturePage',
    () =>
      host.main(async ({ electron }) => {
        await electron.BrowserWindow.getAllWindows()[0]?.webContents.capturePage()
      }),
  ],
  [
    'BrowserWindow.setProgressBar',
    () => host.main(({ electron }) => electron.BrowserWindow.getAllWindows()[0]?.setProgressBar(1)),
  ],
] as const)('cannot be stood in for: %s throws and is named', async ([member, use]) => {
  await expect(use()).rejects.toMatchObject({
    name: 'NotStoodIn',
    message: expect.stringContaining(`electron.${member}:`) as string,
  })
})

test('cannot be stood in for: safeStorage says that it does not encrypt', async () => {
  expect(await host.main(({ electron }) => electron.safeStorage.isAsyncEncryptionAvailable())).toBe(false)
  expect(await host.main(({ electron }) => electron.safeStorage.getSelectedStorageBackend())).toBe(
    'basic_text',
  )
})
