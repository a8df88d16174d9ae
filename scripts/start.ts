// `npm start`: the program in Electron, or, where its binary is neither there nor to be had, the same program with its
// windows in Chromium (host/). README.md lists the environment.
// First, what the system has to bring. In this process and not before it: npm's shell does not hand a signal on to the second of two commands.
import './ensure-system.mjs'
import { spawn } from 'node:child_process'
import { buildIfStale } from './support/build.ts'
import { downloadElectron, findElectron } from './support/electron-binary.ts'
import { endWithNpm } from './support/end-with-npm.ts'
import { findChromium } from './support/find-chromium.ts'
import { inRoot, root } from './support/root.ts'

/** For the program: `compose …`, a mailto: link. */
const given = process.argv.slice(2)

const say = (line: string): void => console.log(line)

interface Program {
  readonly file: string
  readonly args: readonly string[]
  readonly env?: Readonly<Record<string, string>>
}

/** Throws when SENDOFF_SHELL asks for what is not there. */
function chooseProgram(): Program {
  const wanted = process.env.SENDOFF_SHELL ?? ''
  if (!['', 'electron', 'chromium'].includes(wanted)) {
    throw new Error(`SENDOFF_SHELL is "${wanted}"; it can be "electron" or "chromium".`)
  }
  if (wanted === 'chromium') return inChromium()
  // Electron opens no window without a display; the windows in Chromium can do without.
  if (wanted === '' && !hasDisplay()) return inChromium()
  const electron = findElectron() ?? downloadElectron(say)
  if (electron !== null) return inElectron(electron)
  if (wanted === 'electron') throw new Error('Electron is not there (SENDOFF_SHELL=electron).')
  say('Electron is not there: Sendoff opens its windows in Chromium.')
  return inChromium()
}

function hasDisplay(): boolean {
  return process.platform !== 'linux' || Boolean(process.env.DISPLAY ?? process.env.WAYLAND_DISPLAY)
}

function inElectron(file: string): Program {
  // Chromium's sandbox refuses to run as root.
  return { file, args: [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), root, ...given] }
}

function inChromium(): Program {
  const chromium = findChromium()
  if (chromium === undefined) {
    throw new Error(
      'There is neither Electron nor Chromium to open a window: install Chromium, or set SENDOFF_CHROMIUM.',
    )
  }
  return {
    file: process.execPath,
    args: [inRoot('host', 'run.ts'), ...given],
    env: { SENDOFF_CHROMIUM: chromium },
  }
}

/** Ctrl C goes to every process of the terminal's job, and npm hands it on as well: that is one signal, ms. */
const oneSignalMs = 500

function run({ file, args, env }: Program): void {
  // In a group of its own it hears a signal once, from here: Electron ends at once at the second. In Windows that would open a console.
  const detached = process.platform !== 'win32'
  // The stand-in ends when the channel does, however this process came to its end.
  const stdio = file === process.execPath ? ([...inherited, 'ipc'] as const) : inherited
  const child = spawn(file, args, { cwd: root, stdio: [...stdio], detached, env: { ...process.env, ...env } })
  let lastAt = -Infinity
  const handOn = (signal: NodeJS.Signals): void => {
    if (performance.now() - lastAt < oneSignalMs) return
    lastAt = performance.now()
    child.kill(signal)
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => handOn(signal))
  endWithNpm(() => handOn('SIGTERM'))
  child.once('error', (error) => fail(error))
  child.once('exit', (code) => process.exit(code ?? 1))
}

const inherited = ['inherit', 'inherit', 'inherit'] as const

function fail(error: unknown): void {
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
}

try {
  buildIfStale()
  run(chooseProgram())
} catch (error) {
  fail(error)
}
