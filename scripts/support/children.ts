// Processes that a script has started, and the end of all of them with it.
import { spawn, type ChildProcess } from 'node:child_process'
import { root } from './root.ts'

/** After this, ms, what has not ended by itself is killed. */
const graceMs = 5_000

/** In Windows a group of its own would open a console. */
const hasGroups = process.platform !== 'win32'

const running = new Set<ChildProcess>()
let isEnding = false

/** What a process printed, and how it ended; `status` is null where a signal ended it, or where it never began. */
export interface Ran {
  readonly status: number | null
  readonly output: string
}

/**
 * Runs a script in Node, at the head of a group of processes. Once `endChildren` was called nothing begins, and nobody is told any more.
 * @param args The script with its arguments.
 */
export async function runNode(args: readonly string[]): Promise<Ran> {
  return await new Promise((resolve) => {
    if (isEnding) return
    const child = spawn(process.execPath, args, {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: hasGroups,
    })
    running.add(child)
    let output = ''
    const keep = (chunk: Buffer): void => {
      output += chunk.toString()
    }
    child.stdout.on('data', keep)
    child.stderr.on('data', keep)
    child.once('error', (error) => {
      running.delete(child)
      resolve({ status: null, output: String(error) })
    })
    child.once('close', (status) => {
      running.delete(child)
      if (!isEnding) resolve({ status, output })
    })
  })
}

/** Ends every group with SIGTERM, and what is left of them after five seconds with SIGKILL. `ended` is called behind that. */
export function endChildren(ended: () => void): void {
  if (isEnding) return
  isEnding = true
  const children = [...running]
  for (const child of children) signalGroup(child, 'SIGTERM')
  const closed = children.map((child) => new Promise<void>((done) => child.once('close', () => done())))
  const late = new Promise<void>((done) => setTimeout(done, graceMs).unref())
  void Promise.race([Promise.all(closed), late]).then(() => {
    for (const child of children) signalGroup(child, 'SIGKILL')
    ended()
  })
}

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return
  try {
    process.kill(hasGroups ? -child.pid : child.pid, signal)
  } catch {
    // All of it is gone.
  }
}
