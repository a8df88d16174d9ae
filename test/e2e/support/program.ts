// The whole program, started as `npm start` starts it, with a second client attached to its windows.
import axe from 'axe-core'
import { chromium, type Browser, type Page } from 'playwright-core'
import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import type { ControlRequest } from '../../../host/control.ts'
import { buildIfStale } from '../../../scripts/support/build.ts'
import { freePort } from '../../../scripts/support/free-port.ts'

type Asked<T> = T extends unknown ? Omit<T, 'host'> : never
export type HostQuestion = Asked<ControlRequest>

const root = join(import.meta.dirname, '../../..')
const startMs = 30_000

export interface Program {
  /** The main window. */
  readonly main: Page
  readonly dataDir: string
  readonly pid: number
  /** What it printed so far. */
  output(): string
  /** Errors that nobody caught in a page; there are none in a program that works. */
  faults(): readonly string[]
  /** Runs what opens a compose window, and gives that window once it can be written in. */
  compose(open: () => Promise<unknown>): Promise<Page>
  /** The compose windows that are open. */
  composeWindows(): readonly Page[]
  /** Asks the stand-in: what the desktop was told, or to choose from menu or tray (host/control.ts). */
  host(request: HostQuestion): Promise<unknown>
  /** Resolves when the process has ended by itself. */
  ended(): Promise<void>
  /** Quits as a person does who closes the session: SIGTERM. */
  quit(): Promise<void>
  /** SIGKILL: nothing in it can react. */
  kill(): Promise<void>
}

export interface ProgramOptions {
  /** Profile folder; a new one by default. */
  readonly dataDir?: string
  readonly env?: Readonly<Record<string, string>>
  /** Program and arguments in place of the built one in this folder: that of a package. */
  readonly command?: readonly [string, ...string[]]
}

/** A new, empty profile folder. */
export function createProfile(): string {
  return mkdtempSync(join(tmpdir(), 'sendoff-e2e-'))
}

export function removeProfile(dataDir: string): void {
  rmSync(dataDir, { recursive: true, force: true })
}

/** Builds where a source is newer, starts the program headless on the stand-in, attaches and waits for its main window. */
export async function startProgram(options: ProgramOptions = {}): Promise<Program> {
  if (options.command === undefined) buildIfStale()
  const dataDir = options.dataDir ?? createProfile()
  const port = await freePort()
  const [file, ...args] = options.command ?? [process.execPath, join(root, 'host/run.ts')]
  const child = spawn(file, args, {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    env: {
      ...process.env,
      SENDOFF_DATA_DIR: dataDir,
      SENDOFF_HEADLESS: '1',
      SENDOFF_DEBUG_PORT: String(port),
      ...options.env,
    },
  })
  let output = ''
  child.stdout?.on('data', (chunk: Buffer) => (output += chunk.toString()))
  child.stderr?.on('data', (chunk: Buffer) => (output += chunk.toString()))
  try {
    const { browser, main } = await attachToWindow(port, child, () => output)
    await main.waitForLoadState('domcontentloaded')
    return createProgram({ child, browser, main, dataDir, output: () => output })
  } catch (error) {
    child.kill('SIGKILL')
    throw error
  }
}

/**
 * A window that opens at the very moment of attaching may never be told to who attaches (seen once in some hundred starts): then it
 * is attached to anew.
 */
async function attachToWindow(
  port: number,
  child: ChildProcess,
  output: () => string,
): Promise<{ browser: Browser; main: Page }> {
  for (let left = 2; ; left -= 1) {
    const browser = await attach(port, child, output)
    try {
      return { browser, main: await waitForPage(browser, isMainWindow, output, startMs / 3) }
    } catch (error) {
      if (left === 0) throw error
    }
  }
}

async function attach(port: number, child: ChildProcess, output: () => string): Promise<Browser> {
  const end = Date.now() + startMs
  for (;;) {
    try {
      return await chromium.connectOverCDP(`http://127.0.0.1:${port}`, { isLocal: true })
    } catch (error) {
      if (child.exitCode !== null || Date.now() > end) {
        throw new Error(`The program did not start:\n${output()}`, { cause: error })
      }
      await delay(100)
    }
  }
}

function pagesOf(browser: Browser): readonly Page[] {
  return browser.contexts().flatMap((context) => context.pages())
}

/** Pages of the program carry a `main` landmark; which window they are, the bridge says. */
async function kindOf(page: Page): Promise<string | null> {
  return await page
    .evaluate(() => (window as { sendoff?: { window: { kind: string } } }).sendoff?.window.kind ?? null)
    .catch(() => null)
}

async function isMainWindow(page: Page): Promise<boolean> {
  return (await kindOf(page)) === 'main'
}

async function waitForPage(
  browser: Browser,
  matches: (page: Page) => Promise<boolean>,
  output: () => string,
  waitMs = startMs,
): Promise<Page> {
  const end = Date.now() + waitMs
  while (Date.now() < end) {
    for (const page of pagesOf(browser)) if (await matches(page)) return page
    await delay(50)
  }
  throw new Error(`No such window opened. The program printed:\n${output()}`)
}

interface Running {
  readonly child: ChildProcess
  readonly browser: Browser
  readonly main: Page
  readonly dataDir: string
  readonly output: () => string
}

function createProgram({ child, browser, main, dataDir, output }: Running): Program {
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    if (child.exitCode === null && child.signalCode === null) child.kill(signal)
    await ended
    await browser.close().catch(() => undefined)
  }
  const faults: string[] = []
  const watch = (page: Page): void => {
    page.on('pageerror', (error) => faults.push(error.stack ?? error.message))
    // Without a listener playwright answers the question of a window that is asked to close, before the program can.
    page.on('dialog', () => undefined)
  }
  watch(main)
  for (const context of browser.contexts()) context.on('page', watch)
  const others = () => pagesOf(browser).filter((page) => page !== main && !page.isClosed())
  return {
    main,
    dataDir,
    pid: child.pid ?? 0,
    output,
    faults: () => faults,
    compose: async (open) => {
      const before = new Set(others())
      await open()
      const page = await waitForPage(
        browser,
        async (candidate) => !before.has(candidate) && (await kindOf(candidate)) === 'compose',
        output,
      )
      await page.getByRole('textbox', { name: /^(Message body|Text der Nachricht|\[M.*)$/ }).waitFor()
      return page
    },
    composeWindows: others,
    host: askHost(child),
    ended: () => ended,
    quit: () => end('SIGTERM'),
    kill: () => end('SIGKILL'),
  }
}

function askHost(child: ChildProcess): Program['host'] {
  let lastId = 0
  return (request) => {
    lastId += 1
    const id = lastId
    return new Promise((resolve) => {
      const hear = (message: { readonly host?: number; readonly value?: unknown }) => {
        if (message.host !== id) return
        child.off('message', hear)
        resolve(message.value)
      }
      child.on('message', hear)
      child.send({ ...request, host: id })
    })
  }
}

/**
 * Violations that axe finds on the page as it stands, one line each; none is what is wanted. Axe is loaded into a window
 * once, and runs there whole: no window of ours has frames.
 */
export async function findViolations(page: Page): Promise<readonly string[]> {
  if (page.frames().length > 1) throw new Error('Axe is not run in frames, and the window has one')
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source)
  return page.evaluate(async () => {
    // Between two colours there is little contrast: what moves comes to its end first.
    const isEnding = (one: Animation) => Number.isFinite(one.effect?.getComputedTiming().endTime)
    await Promise.allSettled(
      document
        .getAnimations()
        .filter(isEnding)
        .map(({ finished }) => finished),
    )
    const loaded = (window as unknown as { axe: typeof axe }).axe
    const { violations } = await loaded.run({ resultTypes: ['violations'], preload: false })
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)
  })
}
