// The program with its main window in Chromium, as `npm start` opens it, without a display.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { chromium, type Page } from 'playwright-core'
import { freePort } from '../scripts/support/free-port.ts'

const root = join(import.meta.dirname, '..')
const startMs = 60_000

export interface OpenWindow {
  readonly page: Page
  close(): Promise<void>
}

/** Needs a build (`npm run build`). @param app Folder of another app in place of the built one. */
export async function openWindow(dataDir: string, app?: string): Promise<OpenWindow> {
  const port = await freePort()
  const words = [join(root, 'host/run.ts'), ...(app === undefined ? [] : [`--app=${app}`])]
  const child = spawn(process.execPath, words, {
    cwd: root,
    stdio: 'ignore',
    env: {
      ...process.env,
      SENDOFF_DATA_DIR: dataDir,
      SENDOFF_HEADLESS: '1',
      SENDOFF_DEBUG_PORT: String(port),
    },
  })
  const browser = await attach(port, child.exitCode)
  const end = Date.now() + startMs
  for (;;) {
    const [page] = browser.contexts().flatMap((context) => context.pages())
    if (page !== undefined && (await page.locator('main, nav').count()) > 0) {
      return {
        page,
        close: async () => {
          child.kill('SIGTERM')
          await once(child, 'exit')
          await browser.close().catch(() => undefined)
        },
      }
    }
    if (Date.now() > end) throw new Error('no window opened')
    await delay(20)
  }
}

async function attach(port: number, exitCode: number | null) {
  const end = Date.now() + startMs
  for (;;) {
    try {
      return await chromium.connectOverCDP(`http://127.0.0.1:${port}`)
    } catch (error) {
      if (exitCode !== null || Date.now() > end)
        throw new Error('the program did not start', { cause: error })
      await delay(50)
    }
  }
}
