import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { cp, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** Where downloaded packages and their trees are kept between runs. */
export const cacheDir = join(import.meta.dirname, '../../../.cache/mtas')

/** Folders of packages that still ship outside /usr; the view overlays /usr alone. */
const merged = ['lib', 'bin', 'sbin'] as const

export interface PackageSet {
  /** Name of the tree, for its folder. */
  readonly name: string
  /** Names of packages, those that the machine lacks. */
  readonly packages: readonly string[]
  /** A suite of Debian other than the machine's own. */
  readonly suite?: 'bookworm-backports' | 'trixie'
}

/**
 * Downloads Debian packages and unpacks them into a folder, once; no maintainer script runs and nothing is installed.
 * @returns The folder with `usr`, `etc`, `var` of the packages.
 * @throws when a package cannot be downloaded; the message holds apt's words.
 */
export async function unpackPackages({ name, packages, suite }: PackageSet): Promise<string> {
  const home = join(cacheDir, name)
  const tree = join(home, 'tree')
  const stamp = join(home, 'packages')
  const wanted = [...(suite === undefined ? [] : [suite]), ...packages].join('\n')
  if (existsSync(stamp) && (await readFile(stamp, 'utf8')) === wanted) return tree
  // Under another name until it is whole: another run may look for it meanwhile.
  const making = `${home}.${process.pid}`
  try {
    await makeTree(making, packages, suite)
    await writeFile(join(making, 'packages'), wanted)
    await rm(home, { recursive: true, force: true })
    await rename(making, home)
  } finally {
    await rm(making, { recursive: true, force: true })
  }
  return tree
}

async function makeTree(
  home: string,
  packages: readonly string[],
  suite: PackageSet['suite'],
): Promise<void> {
  const tree = join(home, 'tree')
  const debs = join(home, 'debs')
  await rm(home, { recursive: true, force: true })
  await mkdir(debs, { recursive: true })
  const options = suite === undefined ? [] : await suiteOptions(suite)
  await run('apt-get', ['download', '-q', ...options, ...packages], { cwd: debs, timeout: 120_000 })
  for (const deb of await readdir(debs)) await run('dpkg', ['-x', join(debs, deb), tree])
  for (const folder of merged) {
    if (existsSync(join(tree, folder))) {
      await cp(join(tree, folder), join(tree, 'usr', folder), { recursive: true, verbatimSymlinks: true })
    }
  }
  await mkdir(join(tree, 'etc'), { recursive: true })
  await mkdir(join(tree, 'var'), { recursive: true })
  await rm(debs, { recursive: true })
}

/** Options that give apt a list, a lists folder and a cache of our own for another suite; the machine's stay as they are. */
async function suiteOptions(suite: string): Promise<readonly string[]> {
  const home = join(cacheDir, 'suites', suite)
  await rm(home, { recursive: true, force: true })
  await mkdir(join(home, 'lists/partial'), { recursive: true })
  await mkdir(join(home, 'cache/archives/partial'), { recursive: true })
  const list = join(home, 'list')
  await writeFile(
    list,
    `deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] ${await archive()} ${suite} main\n`,
  )
  const options = [
    `Dir::Etc::sourcelist=${list}`,
    'Dir::Etc::sourceparts=-',
    `Dir::State::lists=${join(home, 'lists')}`,
    `Dir::Cache=${join(home, 'cache')}`,
    'APT::Sandbox::User=root',
    'Acquire::Languages=none',
  ].flatMap((option) => ['-o', option])
  await run('apt-get', ['update', '-q', '--error-on=any', ...options], { timeout: 120_000 })
  return options
}

/** Address from which this machine takes Debian: the one of its own suite. */
async function archive(): Promise<string> {
  const format = '$(ORIGIN) $(CODENAME) $(REPO_URI)'
  const { stdout } = await run('apt-get', ['indextargets', '--format', format])
  const lines = stdout.split('\n').map((line) => line.split(' '))
  const address = lines.find(([origin, codename]) => origin === 'Debian' && codename === 'bookworm')?.[2]
  if (address === undefined) throw new Error("The machine's list of package sources has no Debian 12.")
  return address
}
