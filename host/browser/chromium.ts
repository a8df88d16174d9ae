import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import type { BrowserContext, Page, Route } from 'playwright-core'
import { chromium } from 'playwright-core'
import { environment } from '../environment.ts'
import { createProfileDir, removeProfileDir } from './profile-dir.ts'

/** How a new window looks before its page is there. */
export interface WindowLook {
  readonly width: number
  readonly height: number
  readonly title: string
  readonly backgroundColor: string
}

type RouteHandler = (route: Route) => Promise<void>

/**
 * The one Chromium behind all windows. It starts with the first window and, on a display, ends with the last one; the
 * next window starts it again.
 */
export class Chromium {
  #context: BrowserContext | undefined
  #profileDir: string | undefined
  #turn: Promise<unknown> = Promise.resolve()
  readonly #onRequest: RouteHandler

  constructor(onRequest: RouteHandler) {
    this.#onRequest = onRequest
  }

  readonly headless = environment.headless

  /** The open context, if there is one. */
  get context(): BrowserContext | undefined {
    return this.#context
  }

  /** Opens a window; windows open one after the other, so that each page goes to the window that asked for it. */
  open(look: WindowLook): Promise<Page> {
    const opened = this.#turn.then(() => this.#open(look))
    this.#turn = opened.catch(() => undefined)
    return opened
  }

  async close(): Promise<void> {
    await this.#context?.close().catch(() => undefined)
    this.#dropProfile()
  }

  #dropProfile(): void {
    const dir = this.#profileDir
    this.#profileDir = undefined
    if (dir !== undefined) removeProfileDir(dir)
  }

  async #open(look: WindowLook): Promise<Page> {
    const token = randomUUID()
    const start = startPage(look, token)
    const context = this.#context
    if (!context) return this.#launch(look, start)
    if (environment.headless) return context.newPage()
    const arrived = context.waitForEvent('page', (page) => page.url().includes(token))
    const flags = [...commonFlags(look), `--user-data-dir=${this.#profile()}`, `--app=${start}`]
    const child = spawn(environment.chromium, flags, { stdio: 'ignore' })
    child.on('error', (error) => console.error(`No further window: ${error.message}`))
    return arrived.catch(() => {
      // The last window was closing and Chromium ended with it.
      child.kill()
      return this.#launch(look, start)
    })
  }

  #profile(): string {
    this.#profileDir ??= createProfileDir()
    return this.#profileDir
  }

  async #launch(look: WindowLook, start: string): Promise<Page> {
    const { debugPort, headless } = environment
    const debug = debugPort === undefined ? [] : [`--remote-debugging-port=${debugPort}`]
    const context = await chromium.launchPersistentContext(this.#profile(), {
      executablePath: environment.chromium,
      headless,
      viewport: null,
      colorScheme: null,
      chromiumSandbox: process.getuid?.() !== 0,
      handleSIGINT: false,
      handleSIGTERM: false,
      handleSIGHUP: false,
      ignoreDefaultArgs: ['--enable-automation'],
      args: [...commonFlags(look), ...debug, `--app=${start}`],
    })
    this.#context = context
    context.on('close', () => {
      if (this.#context !== context) return
      this.#context = undefined
      this.#dropProfile()
    })
    await context.route('**/*', this.#onRequest)
    if (debugPort !== undefined) void this.#tellAddress(debugPort).catch(console.error)
    const page = context.pages()[0]
    return page ?? context.newPage()
  }

  async #tellAddress(debugPort: number): Promise<void> {
    const port = debugPort === 0 ? await chosenPort(this.#profile()) : debugPort
    const address = `DevTools at http://127.0.0.1:${port}`
    const noDisplay = environment.headless && process.env.SENDOFF_HEADLESS !== '1'
    console.log(noDisplay ? `No display: Sendoff runs headless; ${address}` : address)
  }
}

/** The DevTools port that Chromium chose: it writes it into its profile soon after the start. */
async function chosenPort(profileDir: string): Promise<number> {
  const file = join(profileDir, 'DevToolsActivePort')
  for (let attempt = 0; attempt < 100 && !existsSync(file); attempt += 1) await setTimeout(50)
  return Number.parseInt(readFileSync(file, 'utf8'), 10)
}

function commonFlags(look: WindowLook): readonly string[] {
  return [
    '--test-type',
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    '--disable-background-networking',
    '--no-first-run',
    `--window-size=${look.width},${look.height}`,
  ]
}

/** The page a window starts with, in the window's colour; the token tells which window asked for it. */
function startPage(look: WindowLook, token: string): string {
  const html = `<title>${escapeHtml(look.title)}</title><body style="background:${escapeHtml(look.backgroundColor)}"><!--${token}-->`
  return `data:text/html,${encodeURIComponent(html)}`
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
}
