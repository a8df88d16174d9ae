// A .deb is made, unpacked as dpkg would, and used: its command without a display, its windows on one. Electron's binary
// is not to be had here: in its place is the stand-in (README, Run where).
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { newMessage, sendLetter, writeLetter } from '../e2e/support/hands.ts'
import { createProfile, removeProfile, startProgram } from '../e2e/support/program.ts'
import { findFuses } from './support/fuses.ts'
import { listAsar } from './support/list-asar.ts'
import { openDisplay } from './support/x-display.ts'

const project = join(import.meta.dirname, '../..')
const made = join(project, 'dist/packages')
const root = mkdtempSync(join(tmpdir(), 'sendoff-deb-test-'))
const inside = (...path: readonly string[]) => join(root, ...path)

beforeAll(() => {
  const args = ['scripts/package.ts', '--stand-in', 'linux', 'dir', 'deb']
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: project, encoding: 'utf8' })
  expect(status, stdout + stderr).toBe(0)
  const deb = readdirSync(made).find((name) => name.endsWith('.deb')) ?? ''
  expect(spawnSync('dpkg-deb', ['-x', join(made, deb), root]).status).toBe(0)
}, 180_000)

afterAll(() => rmSync(root, { recursive: true, force: true }))

/** The command of the package, with nothing around it that could show a window. */
function sendoff(...args: readonly string[]) {
  const home = inside('home')
  mkdirSync(home, { recursive: true })
  return spawnSync(inside('usr/bin/sendoff'), args, {
    encoding: 'utf8',
    env: { PATH: '/usr/bin:/bin', HOME: home },
    timeout: 30_000,
  })
}

it('has the program, its command, and what the desktop knows of it', () => {
  const places = [
    'opt/Sendoff/sendoff',
    'opt/Sendoff/resources/app.asar',
    'opt/Sendoff/resources/guide/index.html',
    'opt/Sendoff/resources/guide/de/index.html',
    'opt/Sendoff/resources/notices.txt',
    'usr/bin/sendoff',
    'usr/share/applications/sendoff.desktop',
    'usr/share/doc/sendoff/copyright',
    'usr/share/icons/hicolor/256x256/apps/sendoff.png',
    'usr/share/icons/hicolor/scalable/apps/sendoff.svg',
    'usr/share/kio/servicemenus/sendoff.desktop',
    'usr/share/nautilus-python/extensions/sendoff.py',
    'usr/share/Thunar/sendto/sendoff.desktop',
  ]
  expect(places.filter((place) => !existsSync(inside(place)))).toEqual([])
  expect(readFileSync(inside('usr/share/doc/sendoff/copyright'), 'utf8')).toContain('\n\ndompurify ')
  expect(statSync(inside('usr/bin/sendoff')).mode & 0o777).toBe(0o755)
  const entry = readFileSync(inside('usr/share/applications/sendoff.desktop'), 'utf8')
  expect(entry).toContain('\nMimeType=message/rfc822;x-scheme-handler/mailto;\n')
  expect(entry).toContain('\nExec=/opt/Sendoff/sendoff -- %U\n')
  expect(entry).toContain('\nActions=compose;\n')
})

it('has nothing of this project in its archive but the built program', () => {
  const paths = listAsar(readFileSync(inside('opt/Sendoff/resources/app.asar')))
  const tops = new Set(paths.map((path) => path.split('/')[0]))
  // keytar is there where it was built.
  tops.delete('node_modules')
  expect([...tops].sort()).toEqual(['build', 'out', 'package.json'])
  expect(paths).toContain('out/main/index.js')
  expect(paths.filter((path) => path.startsWith('node_modules/') && !path.includes('keytar'))).toEqual([])
  expect(paths.filter((path) => path.endsWith('.ts'))).toEqual([])
})

it('has fuses set by electron-builder where Electron’s binary would have them', () => {
  expect(findFuses(readFileSync(inside('opt/Sendoff/sendoff')))).toEqual({
    runAsNode: false,
    cookieEncryption: true,
    nodeOptions: false,
    nodeCliInspect: false,
    asarIntegrity: true,
    onlyLoadAppFromAsar: true,
    browserSnapshot: false,
    fileProtocolPrivileges: false,
  })
})

it('runs a command without window and display', () => {
  const help = sendoff('send', '--help')
  expect(help.stderr).toBe('')
  expect(help.stdout).toContain('sendoff send  --server URL')
  expect(help.status).toBe(0)
  expect(sendoff('--version').stdout).toMatch(/^sendoff \d+\.\d+\.\d+\n$/)
  const check = sendoff('check', '--server', 'smtp://127.0.0.1:9', '--transcript', 'none')
  expect(check.stdout + check.stderr).toContain('no connection to 127.0.0.1:9')
  expect(check.status).toBe(75)
  expect(sendoff('send', '--server', 'smtp://127.0.0.1').status).toBe(64)
})

it('opens its window on a display and hands a message to the practice server', async () => {
  const display = await openDisplay()
  const dataDir = createProfile()
  try {
    const program = await startProgram({
      dataDir,
      command: [inside('usr/bin/sendoff')],
      env: { DISPLAY: display.name, SENDOFF_HEADLESS: '0' },
    })
    await program.main.getByRole('button', { name: 'Try it with the practice server' }).click()
    await program.main.getByRole('heading', { name: 'Practice server' }).first().waitFor()
    const page = await newMessage(program)
    await writeLetter(page, { to: ['you@practice.test'], subject: 'From a package' })
    await sendLetter(page)
    await program.main.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Sent' }).click()
    await program.main.getByText('From a package').first().waitFor()
    await program.main.screenshot({ path: join(project, '.cache/package-window.png') })
    // The queue of the same profile, from a terminal, beside the open window.
    const queue = spawnSync(inside('usr/bin/sendoff'), ['queue', 'list', '--json'], {
      encoding: 'utf8',
      env: { PATH: '/usr/bin:/bin', SENDOFF_DATA_DIR: dataDir },
    })
    expect(queue.stderr).toBe('')
    expect(queue.status).toBe(0)
    expect(program.faults()).toEqual([])
    await program.quit()
  } finally {
    display.stop()
    removeProfile(dataDir)
  }
})
