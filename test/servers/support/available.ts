import { existsSync } from 'node:fs'
import { unpackPackages, type PackageSet } from './packages.ts'

const onPath = (name: string): boolean =>
  (process.env.PATH ?? '').split(':').some((folder) => existsSync(`${folder}/${name}`))

/** What is missing to run a packaged server in a view (view.ts): names for the title of a skipped test; [] when all is there. */
function missingForServers(): readonly string[] {
  return [
    ...(process.getuid?.() === 0 ? [] : ['root']),
    ...['apt-get', 'dpkg', 'unshare', 'setpriv', 'openssl'].filter((name) => !onPath(name)),
  ]
}

export interface Available {
  /** Title for the server's tests; says what is missing where they are skipped. */
  readonly title: string
  readonly isSkipped: boolean
  /** The unpacked packages; empty where the tests are skipped. */
  readonly tree: string
}

/**
 * Makes the packages of a server ready, from the cache or from the package source, or says why its tests are skipped.
 * @param behind Another server that it needs.
 */
export async function makeAvailable(title: string, set: PackageSet, behind?: Available): Promise<Available> {
  if (behind?.isSkipped === true) return skipped(title, behind.title)
  const missing = missingForServers()
  if (missing.length > 0) return skipped(title, missing.join(', '))
  try {
    return { title, isSkipped: false, tree: await unpackPackages(set) }
  } catch (error) {
    console.log(error)
    return skipped(title, `packages of ${set.suite ?? 'Debian'}: ${set.packages[0] ?? ''}`)
  }
}

function skipped(title: string, missing: string): Available {
  return { title: `${title} (missing: ${missing})`, isSkipped: true, tree: '' }
}
