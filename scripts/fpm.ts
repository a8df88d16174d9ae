// Makes a .deb with dpkg-deb from the arguments that electron-builder gives to fpm, where fpm cannot be downloaded. What
// it does not know it refuses, so that no option is lost in silence.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  chmodSync,
  cpSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'
import { parseArgs } from 'node:util'

const text = { type: 'string', default: '' } as const
const list = { type: 'string', multiple: true, default: [] as string[] } as const
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    s: { type: 'string', short: 's' },
    t: { type: 'string', short: 't' },
    d: { ...list, short: 'd' },
    force: { type: 'boolean' },
    'deb-recommends': list,
    'deb-compression': text,
    'deb-priority': text,
    architecture: text,
    'after-install': text,
    'after-remove': text,
    description: text,
    version: text,
    package: text,
    name: text,
    maintainer: text,
    vendor: text,
    url: text,
    category: text,
    license: text,
  },
})
if (values.s !== 'dir' || values.t !== 'deb') throw new Error('Only a .deb of folders is made here.')

const tree = mkdtempSync(join(tmpdir(), 'sendoff-deb-'))
try {
  for (const mapping of positionals) place(mapping)
  control()
  normalise(tree)
  build()
} finally {
  rmSync(tree, { recursive: true, force: true })
}

/** `source=place`; of a folder that ends in `/` the content. */
function place(mapping: string): void {
  const at = mapping.lastIndexOf('=')
  const target = join(tree, mapping.slice(at + 1))
  mkdirSync(dirname(target), { recursive: true })
  cpSync(mapping.slice(0, at), target, { recursive: true, verbatimSymlinks: true })
}

/** The permissions of whoever builds it do not get into the package. */
function normalise(path: string): void {
  const stats = lstatSync(path)
  if (stats.isSymbolicLink()) return
  chmodSync(path, stats.isDirectory() || (stats.mode & 0o111) !== 0 ? 0o755 : 0o644)
  if (stats.isDirectory()) for (const name of readdirSync(path)) normalise(join(path, name))
}

function filesBelow(path: string): readonly string[] {
  if (!lstatSync(path).isDirectory()) return lstatSync(path).isFile() ? [path] : []
  return readdirSync(path)
    .sort()
    .flatMap((name) => filesBelow(join(path, name)))
}

function control(): void {
  const files = filesBelow(tree)
  const octets = files.reduce((sum, file) => sum + statSync(file).size, 0)
  const [synopsis = '', ...more] = values.description.split('\n')
  const field = (name: string, value: string): string => (value === '' ? '' : `${name}: ${value}\n`)
  const folder = join(tree, 'DEBIAN')
  mkdirSync(folder)
  writeFileSync(
    join(folder, 'control'),
    [
      field('Package', values.name),
      field('Version', values.version),
      field('License', values.license),
      field('Vendor', values.vendor),
      field('Architecture', values.architecture),
      field('Maintainer', values.maintainer),
      field('Installed-Size', String(Math.ceil(octets / 1024))),
      field('Depends', values.d.join(', ')),
      field('Recommends', values['deb-recommends'].join(', ')),
      field('Section', values.category),
      field('Priority', values['deb-priority']),
      field('Homepage', values.url),
      `Description: ${[synopsis, ...more.map((line) => ` ${line.trim() || '.'}`)].join('\n')}\n`,
    ].join(''),
  )
  const sums = files.map(
    (file) => `${createHash('md5').update(readFileSync(file)).digest('hex')}  ${relative(tree, file)}\n`,
  )
  writeFileSync(join(folder, 'md5sums'), sums.join(''))
  script('postinst', values['after-install'])
  script('postrm', values['after-remove'])

  function script(name: string, source: string): void {
    if (source === '') return
    cpSync(source, join(folder, name))
    chmodSync(join(folder, name), 0o755)
  }
}

function build(): void {
  const compression = values['deb-compression'] === 'gz' ? ['-Zgzip', '-z1'] : ['-Zxz']
  const args = ['--root-owner-group', ...compression, '--build', tree, values.package]
  const { status, stderr } = spawnSync('dpkg-deb', args, { encoding: 'utf8' })
  if (status !== 0) throw new Error(`dpkg-deb: ${stderr}`)
}
