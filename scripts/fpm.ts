// Makes a .deb with dpkg-deb, or an .rpm with rpmbuild, from the arguments that electron-builder gives to fpm, where fpm cannot be
// downloaded. What it does not know it refuses, so that no option is lost in silence.
import { chmodSync, cpSync, lstatSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { parseArgs } from 'node:util'
import { makeDeb } from './support/make-deb.ts'
import { makeRpm } from './support/make-rpm.ts'

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
    'rpm-os': text,
    'rpm-compression': text,
    'rpm-summary': text,
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
if (values.s !== 'dir' || (values.t !== 'deb' && values.t !== 'rpm'))
  throw new Error('Only a .deb or an .rpm of folders is made here.')

const tree = mkdtempSync(join(tmpdir(), 'sendoff-fpm-'))
try {
  for (const mapping of positionals) place(mapping)
  normalise(tree)
  const facts = {
    name: values.name,
    version: values.version,
    architecture: values.architecture,
    license: values.license,
    vendor: values.vendor,
    maintainer: values.maintainer,
    url: values.url,
    category: values.category,
    description: values.description,
    depends: values.d,
    afterInstall: values['after-install'],
    afterRemove: values['after-remove'],
    file: values.package,
  }
  if (values.t === 'rpm') makeRpm(tree, { ...facts, summary: values['rpm-summary'] })
  else {
    const isQuick = values['deb-compression'] === 'gz'
    makeDeb(tree, {
      ...facts,
      isQuick,
      recommends: values['deb-recommends'],
      priority: values['deb-priority'],
    })
  }
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
