import { spawn, type ChildProcess } from 'node:child_process'
import { createWriteStream } from 'node:fs'
import { mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'

export interface ViewOptions {
  /** Tree of the unpacked packages (packages.ts). */
  readonly tree: string
  /** Writable folder of this run: what the server writes under /etc and /var lands here. Not the lower layer of an overlay. */
  readonly stateDir: string
  /** Shell lines run inside the view before the server, as root; /etc and /var may be written. */
  readonly prepare: string
  /** Command that stays in the foreground. */
  readonly command: string
}

export interface View {
  /** Path, outside the view, of a file that the server sees under /etc or /var. */
  path(inside: string): string
  /** What the server and its preparation printed. */
  log(): Promise<string>
  /** Ends the server: TERM, and KILL after two seconds. */
  stop(): Promise<void>
}

/**
 * Runs a server inside a view of its own: the packages' tree overlaid on /usr, /etc and /var, a fresh /run, its own
 * process tree; the loopback interface is shared. Compiled-in paths are harmless there. Needs root.
 */
export async function startInView(options: ViewOptions): Promise<View> {
  const { tree, stateDir } = options
  for (const layer of ['etc', 'var', 'etc-work', 'var-work'])
    await mkdir(join(stateDir, layer), { recursive: true })
  const overlay = (folder: string) =>
    `mount -t overlay overlay -o lowerdir=${tree}/${folder}:/${folder},upperdir=${stateDir}/${folder},workdir=${stateDir}/${folder}-work /${folder}`
  const script = [
    'set -e',
    `mount -t overlay overlay -o lowerdir=${tree}/usr:/usr /usr`,
    overlay('etc'),
    overlay('var'),
    'mount -t tmpfs tmpfs /run',
    options.prepare,
    `exec ${options.command}`,
  ].join('\n')
  const logFile = join(stateDir, 'server.log')
  const child = spawn(
    'setpriv',
    // Ends with this process, however that ends.
    [
      '--pdeathsig',
      'KILL',
      'unshare',
      '--mount',
      '--pid',
      '--fork',
      '--kill-child',
      '--mount-proc',
      'sh',
      '-c',
      script,
    ],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  )
  const log = createWriteStream(logFile)
  child.stdout.pipe(log)
  child.stderr.pipe(log, { end: false })
  return {
    path: (inside) => join(stateDir, inside),
    log: () => readFile(logFile, 'utf8'),
    stop: () => stop(child),
  }
}

/** `unshare` ignores TERM: its child, process 1 of the view, is told; KILL to `unshare` ends the whole view. */
async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  for (const pid of await childrenOf(child.pid)) process.kill(pid, 'SIGTERM')
  const timer = setTimeout(() => child.kill('SIGKILL'), 2000)
  await ended
  clearTimeout(timer)
}

async function childrenOf(pid: number): Promise<readonly number[]> {
  const text = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8').catch(() => '')
  return text.split(' ').filter(Boolean).map(Number)
}
