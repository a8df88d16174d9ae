import { readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { unpackAsar } from './asar.ts'

/** What the stand-in was started with. */
export interface HostEnvironment {
  /** The folder of the app: holds package.json. */
  readonly appDir: string
  /** The app's built main file. */
  readonly entry: string
  readonly name: string
  readonly version: string
  readonly headless: boolean
  /** DevTools port of the windows; 0 lets Chromium choose; undefined opens none. */
  readonly debugPort: number | undefined
  readonly chromium: string
  /** The program as a person started it; null where it runs from its source. */
  readonly packaged: string | null
  /** The folder of app.asar, or of the app. */
  readonly resources: string
}

/**
 * Reads the start options: `--app=DIR` (default: the folder above host/; an app.asar is unpacked for this run), `--exe=FILE`
 * (the launcher of a package), DISPLAY or WAYLAND_DISPLAY, SENDOFF_HEADLESS=1, SENDOFF_DEBUG_PORT, SENDOFF_CHROMIUM. Throws
 * when the port is none.
 */
export function readEnvironment(argv: readonly string[], env: NodeJS.ProcessEnv): HostEnvironment {
  const given = (name: string): string | undefined =>
    argv.find((arg) => arg.startsWith(`--${name}=`))?.slice(name.length + 3)
  const app = resolve(given('app') ?? join(import.meta.dirname, '..'))
  const appDir = app.endsWith('.asar') ? unpackAsar(app) : app
  const file = JSON.parse(readFileSync(join(appDir, 'package.json'), 'utf8')) as Readonly<
    Record<string, unknown>
  >
  const text = (key: string, otherwise: string): string =>
    typeof file[key] === 'string' ? file[key] : otherwise
  const display = Boolean(env.DISPLAY ?? env.WAYLAND_DISPLAY) || process.platform !== 'linux'
  const headless = env.SENDOFF_HEADLESS === '1' || !display
  const port = parsePort(env.SENDOFF_DEBUG_PORT)
  return {
    appDir,
    entry: join(appDir, text('main', 'index.js')),
    name: text('productName', text('name', 'app')),
    version: text('version', '0.0.0'),
    headless,
    debugPort: port ?? (display ? undefined : 0),
    chromium: env.SENDOFF_CHROMIUM ?? '/usr/bin/chromium',
    packaged: given('exe') ?? null,
    resources: dirname(app),
  }
}

function parsePort(text: string | undefined): number | undefined {
  if (text === undefined || text === '') return undefined
  const port = Number(text)
  if (!Number.isInteger(port) || port < 0 || port > 65535)
    throw new Error(`SENDOFF_DEBUG_PORT is no port: ${text}`)
  return port
}

export const environment = readEnvironment(process.argv.slice(2), process.env)
