import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import { expect, onTestFinished, test } from 'vitest'
import { Fixture, until } from './support.ts'

/** Processes below `pid`, by what /proc says. */
function descendants(pid: number): readonly number[] {
  const parents = new Map<number, number>()
  for (const name of readdirSync('/proc').filter((item) => /^\d+$/.test(item))) {
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8')
      parents.set(Number(name), Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]))
    } catch {
      // Gone in the meantime.
    }
  }
  const below = (parent: number): number[] =>
    [...parents].filter(([, of]) => of === parent).flatMap(([child]) => [child, ...below(child)])
  return below(pid)
}

function isAlive(pid: number): boolean {
  try {
    return !readFileSync(`/proc/${pid}/stat`, 'utf8').includes(') Z ')
  } catch {
    return false
  }
}

async function start(options?: Parameters<typeof Fixture.start>[0]): Promise<Fixture> {
  const host = await Fixture.start(options)
  onTestFinished(() => host.stop())
  return host
}

test('module: import and require share one instance, and a type of electron alone is no import', async () => {
  const host = await start()
  expect(
    await host.main(({ electron, require }) => {
      const required = require('electron') as typeof electron
      return [required.app === electron.app, required.BrowserWindow === electron.BrowserWindow]
    }),
  ).toEqual([true, true])
})

test('module: names, versions and paths are the app’s', async () => {
  const host = await start({ env: { XDG_CONFIG_HOME: '/nowhere' } })
  expect(
    await host.main(({ electron: { app } }) => {
      const before = app.getPath('userData')
      app.setPath('userData', '/elsewhere')
      return [
        app.getName(),
        app.getVersion(),
        app.isPackaged,
        before,
        app.getPath('userData'),
        'electron' in process.versions,
      ]
    }),
  ).toEqual(['Fixture', '1.2.3', false, '/nowhere/Fixture', '/elsewhere', false])
})

test('two clients: a second process clicks through the bridge, and a reload stays routed', async () => {
  const host = await start()
  const { page } = await host.open()
  await page.evaluate(() => {
    document.querySelector('#button')?.addEventListener('click', () => {
      void fixture.invoke('echo', 'clicked').then((answer) => Object.assign(window, { answer }))
    })
  })
  await page.click('#button')
  await page.waitForFunction(() => (window as unknown as { answer?: unknown }).answer === 'clicked')
  await page.reload()
  expect(await page.title()).toBe('Fixture page')
})

test('crash: SIGKILL of the host ends every process of Chromium', async () => {
  const host = await start()
  await host.open()
  const pids = descendants(host.child.pid ?? 0)
  expect(pids.length).toBeGreaterThan(2)
  host.child.kill('SIGKILL')
  await until(() => pids.every((pid) => !isAlive(pid)), 10_000)
})

test.for(['SIGTERM', 'SIGINT'] as const)(
  'quit: %s quits as the app wants, and Chromium ends with it',
  async (signal) => {
    const host = await start()
    await host.open()
    await host.main(({ electron }) => {
      for (const name of ['before-quit', 'will-quit', 'quit'] as const) {
        electron.app.on(name as 'quit', () => console.log(`heard ${name}`))
      }
    })
    const pids = descendants(host.child.pid ?? 0)
    host.child.kill(signal)
    expect(await host.exited).toBe(0)
    expect(host.output.join('').match(/heard .*/g)).toEqual([
      'heard before-quit',
      'heard will-quit',
      'heard quit',
    ])
    await until(() => pids.every((pid) => !isAlive(pid)), 10_000)
  },
)

test('quit: a window that refuses to close keeps the program', async () => {
  const host = await start()
  await host.open()
  const left = await host.main(({ electron }) => {
    electron.BrowserWindow.getAllWindows()[0]?.once('close', (event) => event.preventDefault())
    electron.app.quit()
    return electron.BrowserWindow.getAllWindows().length
  })
  expect(left).toBe(1)
})

test('quit: exit ends with its code and asks nobody', async () => {
  const host = await start()
  await host.open()
  await host.main(({ electron }) => {
    electron.BrowserWindow.getAllWindows()[0]?.on('close', (event) => event.preventDefault())
    setTimeout(() => electron.app.exit(3))
  })
  expect(await host.exited).toBe(3)
})

test('quit: an error box is read before the program that shows it ends', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'sendoff-zenity-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const at = (name: string) => join(folder, name)
  const script = [
    '#!/bin/sh',
    `echo "$@" > ${at('shown')}`,
    `while [ ! -e ${at('answer')} ]; do sleep 0.05; done`,
    `touch ${at('read')}`,
  ]
  writeFileSync(at('zenity'), script.join('\n'), { mode: 0o755 })
  const env = { DISPLAY: ':0', SENDOFF_HEADLESS: '', PATH: `${folder}:${process.env.PATH ?? ''}` }
  const host = await start({ env })
  await host.main(({ electron: { app, dialog } }) => {
    dialog.showErrorBox('Refused', 'It is locked.')
    setTimeout(() => app.exit(1))
  })
  await until(() => existsSync(at('shown')), 10_000)
  expect(readFileSync(at('shown'), 'utf8')).toContain('It is locked.')
  writeFileSync(at('answer'), '')
  expect(await host.exited).toBe(1)
  expect(existsSync(at('read'))).toBe(true)
})

test('single instance: a second process gets no lock, and the first hears its arguments', async () => {
  const first = await start()
  const userData = await first.main(({ electron, state }) => {
    electron.app.on('second-instance', (_, argv) => state.events.push(...argv))
    if (!electron.app.requestSingleInstanceLock()) throw new Error('no lock')
    return electron.app.getPath('userData')
  })
  const second = await start({ env: { XDG_CONFIG_HOME: join(userData, '..') }, args: ['--hello'] })
  const lock = ({ electron }: { readonly electron: typeof Electron.CrossProcessExports }): boolean =>
    electron.app.requestSingleInstanceLock()
  expect(await second.main(lock)).toBe(false)
  await until(async () => (await first.main(({ state }) => state.events)).includes('--hello'))
  await first.main(({ electron }) => electron.app.releaseSingleInstanceLock())
  expect(await second.main(lock)).toBe(true)
  await second.main(({ electron }) => electron.app.releaseSingleInstanceLock())
  expect(await first.main(lock)).toBe(true)
  expect(await second.main(lock)).toBe(false)
  first.child.kill('SIGKILL')
  await first.exited
  expect(await second.main(lock)).toBe(true)
})

test('no display: it says so in one line, with the address of its DevTools', async () => {
  const host = await start({
    env: { DISPLAY: '', WAYLAND_DISPLAY: '', SENDOFF_HEADLESS: '', SENDOFF_DEBUG_PORT: '' },
    args: ['--open'],
  })
  const line = /^No display: Sendoff runs headless; DevTools at (http:\/\/127\.0\.0\.1:\d+)$/m
  const address = await until(() => line.exec(host.output.join(''))?.[1], 10_000)
  const browser = await chromium.connectOverCDP(address, { isLocal: true })
  expect(browser.contexts()[0]?.pages()).toHaveLength(1)
  await browser.close()
})

/** Starts an X server of its own; undefined where there is none to start. */
async function startDisplay(): Promise<string | undefined> {
  const server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1600x1000x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  })
  onTestFinished(() => void server.kill())
  return new Promise((resolve) => {
    server.on('error', () => resolve(undefined))
    server.stdio[3]?.on('data', (data) => resolve(`:${String(data).trim()}`))
  })
}

test('windows: real ones under a display, without tabs, each in the size and place that was asked for', async (context) => {
  const display = await startDisplay()
  if (display === undefined) return context.skip('Xvfb is not installed')
  const host = await start({ env: { DISPLAY: display, WAYLAND_DISPLAY: '', SENDOFF_HEADLESS: '' } })
  const first = await host.open({ width: 1000, height: 700, x: 20, y: 30 })
  const second = await host.open({ width: 800, height: 500, x: 60, y: 90 })
  for (const [{ page }, bounds] of [
    [first, [1000, 700, 20, 30]],
    [second, [800, 500, 60, 90]],
  ] as const) {
    await until(async () => {
      const seen = await page.evaluate(() => [innerWidth, innerHeight, screenX, screenY])
      return seen.join() === bounds.join()
    })
    expect(await page.evaluate(() => matchMedia('(display-mode: standalone)').matches)).toBe(true)
  }
  expect(await second.page.evaluate(() => fixture.invoke('echo', 2))).toBe(2)
  await host.clear()
  const again = await host.open()
  expect(await again.page.evaluate(() => fixture.invoke('echo', 'a new Chromium'))).toBe('a new Chromium')
})
