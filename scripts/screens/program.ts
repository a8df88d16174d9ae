// The built program under the host stand-in, headless, with a second client attached to its windows.
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as delay } from 'node:timers/promises'
import { chromium, type Browser, type Page } from 'playwright-core'
import { inRoot, root } from '../support/root.ts'
import { freePort } from '../support/free-port.ts'

const startMs = 30_000
/** What the stand-in is asked over the process's channel; the whole list stands in host/control.ts. */
type HostQuestion =
  | { readonly ask: 'choose'; readonly from: 'menu'; readonly label: string }
  | { readonly ask: 'open-file'; readonly path: string }
  | {
      readonly ask: 'answer-dialog'
      readonly member: string
      readonly answer: Readonly<Record<string, unknown>>
    }

export interface Program {
  readonly main: Page
  readonly dataDir: string
  /** Runs what opens a compose window, and gives it once it can be written in. */
  compose(open: () => Promise<unknown>): Promise<Page>
  /** All windows but the main one. */
  others(): readonly Page[]
  host(request: HostQuestion): void
  end(): Promise<void>
}

/** @param env is added to this process's. @throws where no main window comes in time. */
export async function startProgram(
  dataDir: string,
  env: Readonly<Record<string, string>> = {},
): Promise<Program> {
  const port = await freePort()
  const child = spawn(process.execPath, [inRoot('host', 'run.ts')], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    env: {
      ...process.env,
      SENDOFF_DATA_DIR: dataDir,
      SENDOFF_HEADLESS: '1',
      SENDOFF_DEBUG_PORT: String(port),
      ...env,
    },
  })
  try {
    const browser = await within(() => chromium.connectOverCDP(`http://127.0.0.1:${port}`, { isLocal: true }))
    const main = await within(() => windowOf(browser, 'main', new Set()))
    return programOf(child, browser, main, dataDir)
  } catch (error) {
    child.kill('SIGKILL')
    throw error
  }
}

function programOf(child: ChildProcess, browser: Browser, main: Page, dataDir: string): Program {
  const others = () => pagesOf(browser).filter((page) => page !== main && !page.isClosed())
  // Without a listener playwright answers the question of a window that is asked to close, before the program can.
  const leave = (page: Page) => void page.on('dialog', () => undefined)
  leave(main)
  for (const context of browser.contexts()) context.on('page', leave)
  return {
    main,
    dataDir,
    others,
    compose: async (open) => {
      const before = new Set(others())
      await open()
      const page = await within(() => windowOf(browser, 'compose', before))
      page.setDefaultTimeout(8_000)
      await page.locator('main.compose .fields').waitFor()
      return page
    },
    host: (request) => void child.send({ ...request, host: Date.now() }),
    end: async () => {
      const exited = child.exitCode === null ? once(child, 'exit') : Promise.resolve()
      child.kill('SIGTERM')
      await exited
      await browser.close().catch(() => undefined)
    },
  }
}

async function windowOf(browser: Browser, kind: string, but: ReadonlySet<Page>): Promise<Page> {
  for (const page of pagesOf(browser))
    if (
      !but.has(page) &&
      (await page.evaluate('window.sendoff?.window.kind').catch(() => undefined)) === kind
    )
      return page
  throw new Error(`no ${kind} window`)
}

function pagesOf(browser: Browser): readonly Page[] {
  return browser.contexts().flatMap((context) => context.pages())
}

/** Tries again until it does not throw, or time is up. */
async function within<T>(work: () => Promise<T>): Promise<T> {
  for (const end = Date.now() + startMs; ;) {
    try {
      return await work()
    } catch (error) {
      if (Date.now() > end) throw error
      await delay(50)
    }
  }
}
