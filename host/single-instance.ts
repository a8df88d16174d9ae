import { randomUUID } from 'node:crypto'
import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  watch,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'

/** A lock that is held, or held no longer. */
export interface InstanceLock {
  /** The next process gets it; nothing is heard any more. */
  release(): void
}

type SecondInstance = (argv: string[], directory: string, data: unknown) => void

interface Owner {
  readonly pid: number
  readonly startedAt: string
}

/**
 * A lock of ours in the profile folder, held while its process lives. A second process leaves its arguments there for
 * the first and gets null.
 */
export function takeInstanceLock(
  userData: string,
  data: unknown,
  onSecond: SecondInstance,
): InstanceLock | null {
  const lock = join(userData, 'instance.lock')
  const inbox = join(userData, 'instance.inbox')
  try {
    mkdirSync(inbox, { recursive: true })
    accessSync(userData, constants.W_OK)
  } catch {
    // A folder that nobody can write to is held by nobody; the app will say what is wrong with it.
    return { release: () => undefined }
  }
  if (!claim(lock)) {
    const letter = { argv: process.argv, directory: process.cwd(), data }
    writeFileSync(join(inbox, `${randomUUID()}.json`), JSON.stringify(letter))
    return null
  }
  const drop = (): void => rmSync(lock, { force: true })
  process.once('exit', drop)
  const watcher = watch(inbox, () => readLetters(inbox, onSecond)).unref()
  return {
    release: () => {
      process.off('exit', drop)
      watcher.close()
      drop()
    },
  }
}

function claim(lock: string): boolean {
  const own: Owner = { pid: process.pid, startedAt: startOf(process.pid) }
  for (let attempt = 0; attempt < 2; attempt += 1) {
    try {
      writeFileSync(lock, JSON.stringify(own), { flag: 'wx' })
      return true
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
      if (isHeld(lock)) return false
      rmSync(lock, { force: true })
    }
  }
  return false
}

function isHeld(lock: string): boolean {
  try {
    const owner = JSON.parse(readFileSync(lock, 'utf8')) as Owner
    process.kill(owner.pid, 0)
    return startOf(owner.pid) === owner.startedAt
  } catch {
    return false
  }
}

/** When the process started, so that a number used again is not taken for its former owner; '' where that is unknown. */
function startOf(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? ''
  } catch {
    return ''
  }
}

function readLetters(inbox: string, onSecond: SecondInstance): void {
  // The app may have removed its profile.
  for (const name of existsSync(inbox) ? readdirSync(inbox) : []) {
    try {
      const letter = JSON.parse(readFileSync(join(inbox, name), 'utf8')) as Parameters<typeof toArguments>[0]
      rmSync(join(inbox, name), { force: true })
      onSecond(...toArguments(letter))
    } catch {
      // Half written: the end of the write wakes the watcher again.
    }
  }
}

function toArguments(letter: {
  argv: string[]
  directory: string
  data: unknown
}): [string[], string, unknown] {
  return [letter.argv, letter.directory, letter.data]
}
