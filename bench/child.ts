// Processes of a bench: each on one core where the system has `taskset`, and talking to its parent by JSON.
import { spawn, type ChildProcess } from 'node:child_process'
import { existsSync } from 'node:fs'
import { once } from 'node:events'
import { availableParallelism } from 'node:os'

const taskset = ['/usr/bin/taskset', '/bin/taskset'].find((path) => existsSync(path))

/** Starts a module of this folder with Node. @param core Number of the core to keep it on, if there is more than one; absent: any. */
export function startChild(module: string, words: readonly string[], core?: number): ChildProcess {
  const node = ['--expose-gc', new URL(module, import.meta.url).pathname, ...words]
  const stdio = ['ignore', 'inherit', 'inherit', 'ipc'] as const
  return taskset === undefined || core === undefined || availableParallelism() < 2
    ? spawn(process.execPath, node, { stdio: [...stdio] })
    : spawn(taskset, ['-c', String(core), process.execPath, ...node], { stdio: [...stdio] })
}

/** The first message that the child sends; rejects when it ends without one. */
export async function firstMessage(child: ChildProcess): Promise<unknown> {
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`A process of the bench ended with status ${String(code)}.`)
  })
  const [message] = (await Promise.race([once(child, 'message'), ended])) as [unknown]
  ended.catch(() => undefined)
  return message
}

/** Runs a module to its end and gives what it sent. */
export async function runChild(module: string, words: readonly string[], core?: number): Promise<unknown> {
  const child = startChild(module, words, core)
  const ended = once(child, 'exit')
  const message = await firstMessage(child)
  await ended
  return message
}
