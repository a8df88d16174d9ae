// The place of the administrator's policy file, and the reading of it.
import { lstat, open } from 'node:fs/promises'
import { win32 } from 'node:path'
import type { PolicySource, PolicyText } from '../policy/policy-book.ts'

const maxOctets = 1_000_000

export interface PolicyPlace {
  readonly platform: NodeJS.Platform
  /** A variable of the environment; undefined where it is not set. */
  readonly env: (name: string) => string | undefined
  /** Of an installed program, variables of a person never move the file. */
  readonly isPackaged: boolean
}

/**
 * Paths of the file, in the order of looking: the first that is there holds. Only an administrator can write there. `SENDOFF_POLICY` is
 * for development, comes last, and is not read by an installed program.
 */
export function policyPaths({ platform, env, isPackaged }: PolicyPlace): readonly string[] {
  const given = isPackaged ? undefined : env('SENDOFF_POLICY')
  const own = given === undefined || given === '' ? [] : [given]
  return [...systemPaths(platform, env), ...own]
}

function systemPaths(platform: NodeJS.Platform, env: PolicyPlace['env']): readonly string[] {
  if (platform === 'darwin') return ['/Library/Application Support/Sendoff/policy.json']
  if (platform !== 'win32') return ['/etc/sendoff/policy.json']
  // A person can set %ProgramData% for a program; the usual place is looked at first, whatever it says.
  const folders = ['C:\\ProgramData', env('ProgramData') ?? 'C:\\ProgramData']
  return [...new Set(folders)].map((folder) => win32.join(folder, 'Sendoff', 'policy.json'))
}

/** The first of the files that is there; of the system's own, whether somebody else could have written it is looked at. */
export function createPolicySource(place: PolicyPlace): PolicySource & { readonly path: string } {
  const paths = policyPaths(place)
  const system = systemPaths(place.platform, place.env)
  const [usual = ''] = paths
  let path = usual
  return {
    get path() {
      return path
    },
    read: async () => {
      path = (await firstThere(paths)) ?? usual
      return { path, found: await readPolicy(path, system.includes(path) && place.platform !== 'win32') }
    },
  }
}

async function firstThere(paths: readonly string[]): Promise<string | undefined> {
  for (const path of paths) if (await isThere(path)) return path
  return undefined
}

async function isThere(path: string): Promise<boolean> {
  try {
    await lstat(path)
    return true
  } catch (error) {
    // What cannot be looked at may be there: it is then refused, not passed over.
    return !isMissing(error)
  }
}

function isMissing(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  return code === 'ENOENT' || code === 'ENOTDIR'
}

/**
 * Reads the file. On Linux and macOS it must belong to root, and nobody else may write it; on Windows the folder's own rights decide.
 * @param isSystems Whether its owner matters.
 */
export async function readPolicy(path: string, isSystems: boolean): Promise<PolicyText> {
  let file
  try {
    file = await open(path)
  } catch (error) {
    if (isMissing(error)) return { kind: 'none' }
    return { kind: 'refused', problem: messageOf(error) }
  }
  try {
    const info = await file.stat()
    if (!info.isFile()) return { kind: 'refused', problem: 'It is no regular file.' }
    if (info.size > maxOctets) return { kind: 'refused', problem: `It has more than ${maxOctets} octets.` }
    const isOthers = info.uid !== 0 || (info.mode & 0o022) !== 0
    if (isSystems && isOthers) return { kind: 'refused', problem: ownerProblem(info.uid, info.mode) }
    return { kind: 'text', text: await file.readFile('utf8') }
  } catch (error) {
    return { kind: 'refused', problem: messageOf(error) }
  } finally {
    await file.close()
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

function ownerProblem(uid: number, mode: number): string {
  const octal = (mode & 0o777).toString(8)
  return `Others than the administrator can write it: its owner is user ${uid}, its mode ${octal}. It has to belong to root, with mode 644.`
}
