#!/usr/bin/env node
// The terminal program. Runs under any Node from 18 on: an older one than the engine needs hands over to the Node 24 that
// `npm ci` has put into node_modules.
import { spawn } from 'node:child_process'
import * as modules from 'node:module'
import { Socket } from 'node:net'
import { fileURLToPath } from 'node:url'
import { constants } from 'node:os'
import * as v8 from 'node:v8'

const NEEDED = 24
/** @type {NodeJS.Signals[]} */
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT', 'SIGUSR2', 'SIGCONT']

if (Number.parseInt(process.versions.node, 10) >= NEEDED) await run()
else handOver()

async function run() {
  watchLifeline()
  // Node strips types in WebAssembly that all threads share, and may crash where one of them optimises it (Node 24.21).
  v8.setFlagsFromString('--wasm-wrapper-tiering-budget=1000000000')
  // Types are stripped and modules compiled once, not at every start.
  modules.enableCompileCache(fileURLToPath(new URL('../../node_modules/.cache/sendoff', import.meta.url)))
  const { main } = await import('./main.ts')
  await main(process.argv.slice(2))
}

/** Ends with the older Node that has started this one, even if that was killed. */
function watchLifeline() {
  const descriptor = Number(process.env.SENDOFF_LIFELINE)
  if (!Number.isInteger(descriptor) || descriptor < 3) return
  delete process.env.SENDOFF_LIFELINE
  const lifeline = new Socket({ fd: descriptor, readable: true, writable: false })
  const stop = () => process.exit(128 + constants.signals.SIGTERM)
  lifeline.on('end', stop).on('error', stop).resume().unref()
}

/** No shell; stdio, signals and exit status are passed on. */
function handOver() {
  const child = spawn(nodePath(), [fileURLToPath(import.meta.url), ...process.argv.slice(2)], {
    stdio: ['inherit', 'inherit', 'inherit', 'pipe'],
    env: { ...process.env, SENDOFF_LIFELINE: '3' },
  })
  for (const signal of SIGNALS) process.on(signal, () => child.kill(signal))
  child.on('error', (error) => {
    process.stderr.write(`sendoff: Node ${NEEDED} could not be started: ${error.message}\n`)
    process.exit(70)
  })
  child.on('exit', (code, signal) => {
    if (signal === null) process.exit(code ?? 70)
    for (const name of SIGNALS) process.removeAllListeners(name)
    process.kill(process.pid, signal)
  })
}

function nodePath() {
  try {
    const name = process.platform === 'win32' ? 'node.exe' : 'node'
    return modules.createRequire(import.meta.url).resolve(`node/bin/${name}`)
  } catch {
    process.stderr.write(
      `sendoff: this is Node ${process.versions.node}; Node ${NEEDED} is needed. Run npm ci in the project first.\n`,
    )
    process.exit(70)
  }
}
