// Starts the fixture app on the stand-in: one process and one Chromium for the tests of a file.
import type { ChildProcess } from 'node:child_process'
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import type { Browser, Page } from 'playwright-core'
import { chromium } from 'playwright-core'
import type { ControlRequest } from '../../host/control.ts'
import type { HostRecord } from '../../host/record.ts'
import { freePort } from '../../scripts/support/free-port.ts'

const root = join(import.meta.dirname, '../..')

/** What a function that runs in the fixture's main process is given. */
export interface Kit {
  readonly electron: typeof Electron.CrossProcessExports
  readonly require: NodeJS.Require
  readonly state: {
    events: string[]
    calls: { url: string; origin: string; sender: number }[]
    kept?: unknown
  }
  readonly preload: string
  readonly openWindow: (
    options?: Electron.BrowserWindowConstructorOptions & { path?: string },
  ) => Promise<Electron.BrowserWindow>
}

type Asked = ControlRequest extends infer R ? (R extends unknown ? Omit<R, 'host'> : never) : never

/** The fixture app in its process, seen from a test. */
export class Fixture {
  readonly child: ChildProcess
  readonly port: number
  readonly output: string[] = []
  readonly exited: Promise<number | null>
  #browser: Browser | undefined
  #lastId = 0
  readonly #home: string

  private constructor(child: ChildProcess, port: number, home: string) {
    this.child = child
    this.port = port
    this.#home = home
    for (const stream of [child.stdout, child.stderr])
      stream?.on('data', (data) => this.output.push(String(data)))
    this.exited = new Promise((resolve) => child.once('exit', (code) => resolve(code)))
  }

  /** Starts it; resolves when the app is ready. */
  static async start(options: { env?: NodeJS.ProcessEnv; args?: readonly string[] } = {}): Promise<Fixture> {
    const port = await freePort()
    const home = mkdtempSync(join(tmpdir(), 'sendoff-fixture-'))
    const args = ['host/run.ts', '--app=test/host/fixture', ...(options.args ?? [])]
    const env = {
      ...process.env,
      SENDOFF_HEADLESS: '1',
      SENDOFF_DEBUG_PORT: String(port),
      XDG_CONFIG_HOME: home,
      ...options.env,
    }
    const child = spawn(process.execPath, args, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe', 'ipc'] })
    const fixture = new Fixture(child, port, home)
    await fixture.#heard((message) => 'ready' in message)
    return fixture
  }

  /** Runs a function in the app's main process; it sees nothing but its arguments. */
  async main<T>(run: (kit: Kit, arg: never) => T, arg?: unknown): Promise<Awaited<T>> {
    this.#lastId += 1
    const id = this.#lastId
    const answer = this.#heard((message) => message.run === id)
    this.child.send({ run: id, source: String(run), arg })
    const { ok, value, name, message } = await answer
    if (ok !== true) throw Object.assign(new Error(String(message)), { name })
    return value as Awaited<T>
  }

  /** Asks the host itself. */
  async host(request: Asked): Promise<unknown> {
    this.#lastId += 1
    const id = this.#lastId
    const answer = this.#heard((message) => message.host === id)
    this.child.send({ ...request, host: id })
    return (await answer).value
  }

  async records(member: string): Promise<readonly HostRecord[]> {
    return (await this.host({ ask: 'records', member })) as readonly HostRecord[]
  }

  /** The second client: every page of the app, through SENDOFF_DEBUG_PORT. */
  async pages(): Promise<readonly Page[]> {
    if (!this.#browser?.isConnected()) {
      this.#browser = await chromium.connectOverCDP(`http://127.0.0.1:${this.port}`, {
        isLocal: true,
        noDefaults: true,
      })
    }
    return this.#browser.contexts()[0]?.pages() ?? []
  }

  /** Opens a window of the fixture and returns its page as the second client sees it. */
  async open(
    options: Electron.BrowserWindowConstructorOptions & { path?: string } = {},
  ): Promise<{ page: Page; id: number }> {
    const before = !this.#browser?.isConnected() ? [] : await this.pages()
    const id = await this.main(async (kit, wanted: never) => (await kit.openWindow(wanted)).id, options)
    const page = await until(async () =>
      (await this.pages()).find((item) => !before.includes(item) && item.url().startsWith('https:')),
    )
    // Without a listener playwright would answer the beforeunload dialog in the host's place.
    page.on('dialog', () => undefined)
    await page.waitForLoadState()
    return { page, id }
  }

  /** Closes every window without asking. */
  async clear(): Promise<void> {
    await this.main(({ electron, state }) => {
      for (const window of electron.BrowserWindow.getAllWindows()) {
        window.removeAllListeners()
        window.destroy()
      }
      state.events.length = 0
      state.calls.length = 0
    })
  }

  async stop(): Promise<void> {
    await this.#browser?.close().catch(() => undefined)
    this.child.kill('SIGTERM')
    await this.exited
    rmSync(this.#home, { recursive: true, force: true })
  }

  #heard(wanted: (message: Record<string, unknown>) => boolean): Promise<Record<string, unknown>> {
    return new Promise((resolve, reject) => {
      const onMessage = (message: Record<string, unknown>): void => {
        if (!wanted(message)) return
        this.child.off('message', onMessage)
        this.child.off('exit', onExit)
        resolve(message)
      }
      const onExit = (): void => reject(new Error(`The fixture ended:\n${this.output.join('')}`))
      this.child.on('message', onMessage)
      this.child.once('exit', onExit)
    })
  }
}

/** Asks again until there is an answer; a process outside this one has no clock to advance. */
export async function until<T>(
  ask: () => T | undefined | false | Promise<T | undefined | false>,
  limitMs = 20_000,
): Promise<T> {
  const end = performance.now() + limitMs
  for (;;) {
    const answer = await ask()
    if (answer !== undefined && answer !== false) return answer
    if (performance.now() > end) throw new Error(`No answer within ${limitMs} ms: ${String(ask)}`)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}
