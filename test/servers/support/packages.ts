import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** Where downloaded packages and their trees are kept between runs. */
export const cacheDir = join(import.meta.dirname, '../../../.cache/mtas')

/** Folders of packages that still ship outside /usr; the view overlays /usr alone. */
const merged = ['lib', 'bin', 'sbin'] as const

/**
 * Downloads Debian packages and unpacks them into a folder, once; no maintainer script runs and nothing is installed.
 * @param name Name of the tree, for its folder.
 * @param packages Names of packages, those that the machine lacks.
 * @returns The folder with `usr`, `etc`, `var` of the packages.
 * @throws when a package cannot be downloaded; the message holds apt's words.
 */
export async function unpackPackages(name: string, packages: readonly string[]): Promise<string> {
  const home = join(cacheDir, name)
  const tree = join(home, 'tree')
  const stamp = join(home, 'packages')
  const wanted = packages.join('\n')
  if (existsSync(stamp) && (await readFile(stamp, 'utf8')) === wanted) return tree
  await rm(home, { recursive: true, force: true })
  const debs = join(home, 'debs')
  await mkdir(debs, { recursive: true })
  await run('apt-get', ['download', '-q', ...packages], { cwd: debs, timeout: 120_000 })
  for (const deb of await readdir(debs)) await run('dpkg', ['-x', join(debs, deb), tree])
  for (const folder of merged) {
    if (existsSync(join(tree, folder))) {
      await cp(join(tree, folder), join(tree, 'usr', folder), { recursive: true, verbatimSymlinks: true })
    }
  }
  await mkdir(join(tree, 'etc'), { recursive: true })
  await mkdir(join(tree, 'var'), { recursive: true })
  await writeFile(stamp, wanted)
  return tree
}
