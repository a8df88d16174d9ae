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
