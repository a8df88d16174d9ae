import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { findChromium } from '../../../scripts/support/find-chromium.ts'

const script = join(import.meta.dirname, '../../../scripts/ensure-system.mjs')
let project = ''

beforeEach(() => {
  project = mkdtempSync(join(tmpdir(), 'sendoff-ensure-'))
  mkdirSync(join(project, 'scripts'))
  mkdirSync(join(project, 'bin'))
  cpSync(script, join(project, 'scripts/ensure-system.mjs'))
})
afterEach(() => rmSync(project, { recursive: true, force: true }))

/** Runs the script in a project of its own that sees only the programs of `bin`. */
function run(env: Readonly<Record<string, string>> = {}) {
  return spawnSync(process.execPath, [join(project, 'scripts/ensure-system.mjs')], {
    encoding: 'utf8',
    env: { PATH: join(project, 'bin'), ...env },
  })
}

function buildKeytar(): void {
  const folder = join(project, 'node_modules/keytar/build/Release')
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'keytar.node'), '')
}

const addProgram = (name: string) => symlinkSync('/bin/true', join(project, 'bin', name))

it('names what is missing in one line, and goes on', () => {
  const { status, stdout } = run({ SENDOFF_NO_INSTALL: '1' })
  expect(status).toBe(0)
  expect(stdout.trim().split('\n')).toHaveLength(1)
  expect(stdout).toMatch(/^Going on without: chromium \(.*xvfb \(.*gnome-keyring \(.*keytar \(/)
})

it('says nothing where all is there', () => {
  buildKeytar()
  for (const name of ['chromium', 'Xvfb', 'python3', 'gnome-keyring-daemon', 'dbus-run-session', 'openssl'])
    addProgram(name)
  expect(run({ SENDOFF_NO_INSTALL: '1' })).toMatchObject({ status: 0, stdout: '', stderr: '' })
})

it('names only what is missing', () => {
  buildKeytar()
  for (const name of ['google-chrome', 'Xvfb', 'python3', 'gnome-keyring-daemon', 'dbus-run-session'])
    addProgram(name)
  expect(run({ SENDOFF_NO_INSTALL: '1' }).stdout).toBe(
    'Going on without: openssl (no tests with real mail servers).\n',
  )
})

it('finds the Chromium that is named, else the first on the path', () => {
  const PATH = join(project, 'bin')
  expect(findChromium({ PATH })).toBeUndefined()
  addProgram('google-chrome')
  expect(findChromium({ PATH })).toBe(join(PATH, 'google-chrome'))
  addProgram('chromium')
  expect(findChromium({ PATH })).toBe(join(PATH, 'chromium'))
  expect(findChromium({ PATH, SENDOFF_CHROMIUM: '/opt/chromium' })).toBe('/opt/chromium')
})
