import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  chmodSync,
  cpSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join, relative } from 'node:path'
import type { PackageFacts } from './package-facts.ts'

export interface DebFacts extends PackageFacts {
  readonly recommends: readonly string[]
  readonly priority: string
  /** Packed quickly rather than small. */
  readonly isQuick: boolean
}

/** Makes a .deb of a tree of files with dpkg-deb. @throws Error with its words where it fails. */
export function makeDeb(tree: string, facts: DebFacts): void {
  control(tree, facts)
  // Whatever the mask of whoever builds it says.
  const folder = join(tree, 'DEBIAN')
  chmodSync(folder, 0o755)
  for (const name of ['control', 'md5sums']) chmodSync(join(folder, name), 0o644)
  build(tree, facts)
}

function filesBelow(path: string): readonly string[] {
  if (!lstatSync(path).isDirectory()) return lstatSync(path).isFile() ? [path] : []
  return readdirSync(path)
    .sort()
    .flatMap((name) => filesBelow(join(path, name)))
}

function control(tree: string, facts: DebFacts): void {
  const files = filesBelow(tree)
  const octets = files.reduce((sum, file) => sum + statSync(file).size, 0)
  const [synopsis = '', ...more] = facts.description.split('\n')
  const field = (name: string, value: string): string => (value === '' ? '' : `${name}: ${value}\n`)
  const folder = join(tree, 'DEBIAN')
  mkdirSync(folder)
  writeFileSync(
    join(folder, 'control'),
    [
      field('Package', facts.name),
      field('Version', facts.version),
      field('License', facts.license),
      field('Vendor', facts.vendor),
      field('Architecture', facts.architecture),
      field('Maintainer', facts.maintainer),
      field('Installed-Size', String(Math.ceil(octets / 1024))),
      field('Depends', facts.depends.join(', ')),
      field('Recommends', facts.recommends.join(', ')),
      field('Section', facts.category),
      field('Priority', facts.priority),
      field('Homepage', facts.url),
      `Description: ${[synopsis, ...more.map((line) => ` ${line.trim() || '.'}`)].join('\n')}\n`,
    ].join(''),
  )
  const sums = files.map(
    (file) => `${createHash('md5').update(readFileSync(file)).digest('hex')}  ${relative(tree, file)}\n`,
  )
  writeFileSync(join(folder, 'md5sums'), sums.join(''))
  script('postinst', facts.afterInstall)
  script('postrm', facts.afterRemove)

  function script(name: string, source: string): void {
    if (source === '') return
    cpSync(source, join(folder, name))
    chmodSync(join(folder, name), 0o755)
  }
}

function build(tree: string, facts: DebFacts): void {
  const compression = facts.isQuick ? ['-Zgzip', '-z1'] : ['-Zxz']
  const args = ['--root-owner-group', ...compression, '--build', tree, facts.file]
  const { status, stderr } = spawnSync('dpkg-deb', args, { encoding: 'utf8' })
  if (status !== 0) throw new Error(`dpkg-deb: ${stderr}`)
}
