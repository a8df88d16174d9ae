// `npm run screenshots`: the README's pictures, of the real program with the practice server. Needs a build.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { chromium, type Browser, type Page } from 'playwright-core'
import { buildIfStale } from './support/build.ts'

const root = join(import.meta.dirname, '..')
const folder = join(root, 'docs', 'pictures')
const startMs = 30_000

buildIfStale()
mkdirSync(folder, { recursive: true })
const dataDir = mkdtempSync(join(tmpdir(), 'sendoff-screenshots-'))
const port = await freePort()
const program = spawn(process.execPath, [join(root, 'host/run.ts')], {
  cwd: root,
  stdio: 'ignore',
  env: {
    ...process.env,
    SENDOFF_DATA_DIR: dataDir,
    SENDOFF_HEADLESS: '1',
    SENDOFF_DEBUG_PORT: String(port),
  },
})
try {
  const browser = await attach()
  await takeAll(browser, await windowWith(browser, 'Try it with the practice server'))
  await browser.close().catch(() => undefined)
} finally {
  program.kill('SIGTERM')
  await once(program, 'exit')
  rmSync(dataDir, { recursive: true, force: true })
}

async function takeAll(browser: Browser, main: Page): Promise<void> {
  await setTheme(main, 'light')
  await take(main, 'first-run')
  const opened = otherWindow(browser, main)
  await main.getByRole('button', { name: 'Try it with the practice server' }).click()
  await send(await opened, {
    to: ['anna@practice.test', 'unknown@practice.test', 'bert@practice.test'],
    subject: 'Minutes of the November meeting',
  })
  for (const [to, subject] of [
    ['carl@practice.test', 'Keys of the boathouse'],
    ['busy@practice.test', 'Offer, revised drawings'],
    ['drops-after-dot@practice.test', 'Did it arrive'],
  ] as const) {
    const next = otherWindow(browser, main)
    await main.getByRole('button', { name: 'New message' }).click()
    await send(await next, { to: [to], subject })
  }
  await main.keyboard.press('Control+1')
  // There may be no keychain where the pictures are made.
  const banner = main.getByRole('button', { name: 'Dismiss' })
  if ((await banner.count()) > 0) await banner.first().click()
  await main.getByText('Unconfirmed').first().waitFor()
  await main.getByRole('link', { name: /Minutes of the November meeting/ }).click()
  await main.getByRole('region', { name: 'What happened' }).waitFor()
  await takeBoth(main, 'outbox')
  await main.getByRole('link', { name: /Did it arrive/ }).click()
  await main.getByRole('button', { name: 'It arrived' }).waitFor()
  await take(main, 'unconfirmed')
  await main.getByRole('link', { name: /Minutes of the November meeting/ }).click()
  await main.getByRole('button', { name: 'Open in full' }).click()
  await delay(300)
  await take(main, 'transcript')
  await main.keyboard.press('Escape')
  await main.keyboard.press('Control+5')
  await main.getByRole('heading', { name: 'Practice server' }).first().waitFor()
  await take(main, 'practice')
}

interface Letter {
  readonly to: readonly string[]
  readonly subject: string
}

/** Writes the letter in its window and sends it; resolves when the window is gone. */
async function send(page: Page, { to, subject }: Letter): Promise<void> {
  const field = page.getByRole('combobox', { name: 'To', exact: true })
  await field.waitFor()
  for (const address of to) {
    await field.fill(address)
    await page.keyboard.press('Enter')
  }
  await page.getByRole('textbox', { name: 'Subject' }).fill(subject)
  await page.getByRole('textbox', { name: 'Message body' }).fill('Dear all,\n\nhere they are.\n\nMarit')
  if (to.length > 1) await take(page, 'compose')
  const closed = page.waitForEvent('close')
  await page.getByRole('button', { name: 'Send', exact: true }).click()
  await closed
}

async function take(page: Page, name: string): Promise<void> {
  await page.evaluate('document.fonts.ready')
  await delay(200)
  await page.screenshot({ path: join(folder, `${name}.png`) })
  console.log(join('docs', 'pictures', `${name}.png`))
}

async function setTheme(page: Page, theme: 'light' | 'dark'): Promise<void> {
  await page.evaluate(`window.sendoff.settings.set({ theme: '${theme}' })`)
}

/** In both themes. */
async function takeBoth(page: Page, name: string): Promise<void> {
  await take(page, name)
  await setTheme(page, 'dark')
  await take(page, `${name}-dark`)
  await setTheme(page, 'light')
}

async function attach(): Promise<Browser> {
  for (const end = Date.now() + startMs; ;) {
    try {
      return await chromium.connectOverCDP(`http://127.0.0.1:${port}`)
    } catch (error) {
      if (Date.now() > end) throw error
      await delay(100)
    }
  }
}

async function windowWith(browser: Browser, button: string): Promise<Page> {
  for (const end = Date.now() + startMs; Date.now() < end;) {
    for (const page of pagesOf(browser))
      if ((await page.getByRole('button', { name: button }).count()) > 0) return page
    await delay(50)
  }
  throw new Error(`no window with ${button}`)
}

async function otherWindow(browser: Browser, main: Page): Promise<Page> {
  for (const end = Date.now() + startMs; Date.now() < end;) {
    const page = pagesOf(browser).find((one) => one !== main && !one.isClosed())
    if (page !== undefined && (await page.getByRole('textbox', { name: 'Subject' }).count()) > 0) return page
    await delay(50)
  }
  throw new Error('no compose window')
}

function pagesOf(browser: Browser): readonly Page[] {
  return browser.contexts().flatMap((context) => context.pages())
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return address.port
}
