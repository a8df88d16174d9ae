// What the shell does with its windows: titles, one for each draft, saving on close, links, the policy of the pages.
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Page } from 'playwright-core'
import type {} from '../../renderer/client.ts'
import {
  createProfile,
  findViolations,
  removeProfile,
  startProgram,
  type Program,
} from './support/program.ts'

let program: Program
const dataDir = createProfile()

beforeAll(async () => {
  program = await startProgram({ dataDir })
}, 90_000)

afterAll(async () => {
  await program.quit()
  removeProfile(dataDir)
})

const newMessage = () => program.compose(() => program.main.keyboard.press('Control+n'))

const subjectOf = (page: Page) => page.getByRole('textbox', { name: 'Subject' })

it('the main window says Sendoff', async () => {
  // The list is read first; then it is known that this is the first run.
  await expect.poll(() => program.main.title()).toBe('Sendoff')
  expect(await program.main.evaluate(() => location.pathname)).toBe('/index.html')
})

it('axe is able to find what is wrong: a button without a name, text without contrast', async () => {
  const { main } = program
  expect(await findViolations(main)).toEqual([])
  await main.evaluate(() => {
    const wrong = document.createElement('div')
    wrong.id = 'wrong'
    const text = document.createElement('p')
    text.textContent = 'Hardly to be seen'
    text.style.cssText = 'color: rgb(200 200 200); background: white'
    wrong.append(document.createElement('button'), text)
    document.querySelector('main')?.append(wrong)
  })
  const found = (await findViolations(main)).map((each) => each.split(':')[0])
  await main.evaluate(() => document.querySelector('#wrong')?.remove())
  expect(found).toEqual(expect.arrayContaining(['button-name', 'color-contrast']))
})

it('a compose window is titled with its subject, and closing it saves what was typed last', async () => {
  const page = await newMessage()
  await subjectOf(page).fill('Closed at once')
  await page.waitForFunction(() => document.title.includes('Closed at once'))
  await Promise.all([page.waitForEvent('close'), page.close({ runBeforeUnload: true })])
  const drafts = await program.main.evaluate(() => window.sendoff.drafts.list())
  expect(drafts).toMatchObject({ ok: true, value: [{ content: { subject: 'Closed at once' } }] })
})

it('Ctrl+N opens one compose window', async () => {
  const before = program.composeWindows().length
  const page = await newMessage()
  expect(program.composeWindows()).toHaveLength(before + 1)
  // A second one would come after the first.
  const second = await program.compose(() => page.keyboard.press('Control+n'))
  expect(program.composeWindows()).toHaveLength(before + 2)
  for (const each of [page, second]) await each.close()
})

it('a page opens no window, leaves for no address and runs no foreign script', async () => {
  const { main } = program
  const address = main.url()
  const refused = await main.evaluate(async () => {
    const violated: string[] = []
    document.addEventListener('securitypolicyviolation', (event) => violated.push(event.effectiveDirective))
    const opened = window.open('http://127.0.0.1:9/')
    const script = document.createElement('script')
    const tries: (() => unknown)[] = [
      () => (script.src = 'https://127.0.0.1:9/x.js'),
      () => (document.createElement('div').innerHTML = '<b>x</b>'),
      () => fetch('https://127.0.0.1:9/').catch(() => null),
      () =>
        document.head.append(Object.assign(document.createElement('style'), { textContent: 'p { top: 0 }' })),
    ]
    for (const attempt of tries) {
      try {
        await attempt()
      } catch {
        // A refused assignment throws; the violation is what is looked at.
      }
    }
    location.href = 'https://127.0.0.1:9/'
    await new Promise((done) => setTimeout(done, 300))
    return { opened: opened === null, violated }
  })
  expect(refused.opened).toBe(true)
  expect(new Set(refused.violated)).toEqual(
    new Set(['require-trusted-types-for', 'connect-src', 'style-src-elem']),
  )
  expect(main.url()).toBe(address)
})

it('a page has the bridge, and nothing of Node or Electron', async () => {
  const found = await program.main.evaluate(() =>
    ['sendoff', 'require', 'process', 'module', 'ipcRenderer', 'electron', 'Buffer', '__dirname'].filter(
      (name) => name in window,
    ),
  )
  expect(found).toEqual(['sendoff'])
})

it('a page gets no permission of the browser, and no device', async () => {
  const states = await program.main.evaluate(async () => {
    const names = ['geolocation', 'notifications', 'camera', 'microphone', 'clipboard-read', 'midi']
    const asked = names.map(async (name) => {
      const { state } = await navigator.permissions.query({ name: name as PermissionName })
      return [name, state]
    })
    const read = await navigator.clipboard.readText().then(
      () => 'read',
      () => 'refused',
    )
    return { permissions: await Promise.all(asked), notification: Notification.permission, read }
  })
  expect(new Set(states.permissions.map(([, state]) => state))).toEqual(new Set(['denied']))
  expect([states.notification, states.read]).toEqual(['denied', 'refused'])
  const devices = (await program.host({ ask: 'records', member: 'session.setDevicePermissionHandler' })) as {
    readonly args: readonly unknown[]
  }[]
  expect(devices.map(({ args }) => args)).toEqual([
    ['hid', false],
    ['serial', false],
    ['usb', false],
  ])
})

it('no window embeds a page, and none finds a Bluetooth device', async () => {
  const page = await newMessage()
  const windows = program.composeWindows().length + 1
  expect(await program.host({ ask: 'page-asks', for: 'webview' })).toEqual(Array(windows).fill(true))
  expect(await program.host({ ask: 'page-asks', for: 'bluetooth' })).toEqual(Array(windows).fill(''))
  await page.close()
})

it('a page opens no web address: no window, no browser, no frame, no form, no base', async () => {
  const { main } = program
  const address = main.url()
  const left = await main.evaluate(async () => {
    const violated: string[] = []
    document.addEventListener('securitypolicyviolation', (event) => violated.push(event.effectiveDirective))
    window.open('https://elsewhere.test/popup')
    const add = (name: string, attributes: Readonly<Record<string, string>>) => {
      const element = document.createElement(name)
      for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value)
      document.body.append(element)
      return element
    }
    const made = [
      add('iframe', { src: 'https://elsewhere.test/' }),
      add('base', { href: 'https://elsewhere.test/' }),
      add('meta', { 'http-equiv': 'refresh', content: '0;url=https://elsewhere.test/' }),
      add('a', { href: 'https://elsewhere.test/a', target: '_blank' }),
      add('a', { href: 'https://elsewhere.test/b' }),
      add('link', { rel: 'stylesheet', href: 'https://elsewhere.test/x.css' }),
      add('img', { src: 'https://elsewhere.test/x.png' }),
    ]
    for (const link of made.slice(3, 5)) link.click()
    // Trusted Types come before `object-src`: the address is not even taken.
    let isTaken = true
    try {
      add('object', { data: 'https://elsewhere.test/x.swf' })
    } catch {
      isTaken = false
    }
    const form = add('form', { action: 'https://elsewhere.test/', method: 'post' }) as HTMLFormElement
    form.submit()
    new Image().src = 'http://elsewhere.test/y.png'
    await new Promise((done) => setTimeout(done, 500))
    for (const element of [...made, form]) element.remove()
    return { violated, base: document.baseURI, isTaken }
  })
  expect(new Set(left.violated)).toEqual(
    new Set([
      'require-trusted-types-for',
      'frame-src',
      'base-uri',
      'form-action',
      'style-src-elem',
      'img-src',
    ]),
  )
  expect(main.url()).toBe(address)
  expect([left.isTaken, left.base.includes('elsewhere')]).toEqual([false, false])
  expect(await program.host({ ask: 'records', member: 'shell.openExternal' })).toEqual([])
})

it('nothing of another host of our scheme, and nothing beside the bundle, is served', async () => {
  const answers = await program.main.evaluate(() =>
    Promise.all(
      ['/..%2f..%2fpackage.json', '/%2e%2e%2f%2e%2e%2fpackage.json', '//package.json', '/assets/'].map(
        async (path) => (await fetch(path).catch(() => null))?.status ?? 0,
      ),
    ),
  )
  expect(answers).toEqual([404, 404, 0, 404])
})
