import { spawnSync } from 'node:child_process'
import {
  cpSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { PackageFacts } from './package-facts.ts'

export interface RpmFacts extends PackageFacts {
  readonly summary: string
}

/** Makes an .rpm of a tree of files with rpmbuild. @throws Error with its words where it fails, or is not there. */
export function makeRpm(tree: string, facts: RpmFacts): void {
  const top = mkdtempSync(join(tmpdir(), 'sendoff-rpm-'))
  try {
    const spec = join(top, 'sendoff.spec')
    writeFileSync(spec, toSpec(tree, facts))
    const defines = [`_topdir ${top}`, `_rpmdir ${join(top, 'made')}`, ...quiet].flatMap((one) => [
      '--define',
      one,
    ])
    const args = [
      '-bb',
      '--target',
      architectures[facts.architecture] ?? facts.architecture,
      '--buildroot',
      join(top, 'root'),
      ...defines,
      spec,
    ]
    const { status, stderr, error } = spawnSync('rpmbuild', args, { encoding: 'utf8', maxBuffer: 2 ** 26 })
    if (status !== 0) throw new Error(`rpmbuild: ${error?.message ?? stderr}`)
    const [made = ''] = readdirSync(join(top, 'made'), { recursive: true, encoding: 'utf8' }).filter((name) =>
      name.endsWith('.rpm'),
    )
    mkdirSync(join(facts.file, '..'), { recursive: true })
    cpSync(join(top, 'made', made), facts.file)
  } finally {
    rmSync(top, { recursive: true, force: true })
  }
}

/** Debian's names, which electron-builder gives, in RPM's. */
const architectures: Readonly<Record<string, string>> = { amd64: 'x86_64', arm64: 'aarch64' }

/** The files stay as they are: nothing is stripped, compiled or made links of; packed quickly. */
const quiet = [
  '__os_install_post %{nil}',
  'debug_package %{nil}',
  '_build_id_links none',
  '_binary_payload w1.gzdio',
  // The name of whoever's machine it was built on is nobody's business.
  '_buildhost localhost',
]

function toSpec(tree: string, facts: RpmFacts): string {
  const field = (name: string, value: string): string => (value === '' ? '' : `${name}: ${escaped(value)}\n`)
  const section = (name: string, path: string): string =>
    path === '' ? '' : `\n%${name}\n${escaped(readFileSync(path, 'utf8'))}\n`
  return [
    field('Name', facts.name),
    // RPM has no hyphen in a version, and a tilde for what comes before it.
    field('Version', facts.version.replaceAll('-', '~')),
    field('Release', '1'),
    field('Summary', facts.summary),
    field('License', facts.license),
    field('Vendor', facts.vendor),
    field('Packager', facts.maintainer),
    field('Group', facts.category),
    field('URL', facts.url),
    ...facts.depends.map((name) => field('Requires', name)),
    // What the program brings with it is nobody else's, and what it needs is listed above.
    'AutoReqProv: no\n',
    `\n%description\n${escaped(facts.description)}\n`,
    `\n%install\nmkdir -p %{buildroot}\ncp -a '${tree}/.' %{buildroot}/\n`,
    section('post', facts.afterInstall),
    section('postun', facts.afterRemove),
    '\n%files\n%defattr(-,root,root,-)\n',
    ...placesBelow(tree, '').map((place) => `${place}\n`),
  ].join('')
}

function escaped(text: string): string {
  return text.replaceAll('%', '%%')
}

/** All files, and the folders that are this program's alone. */
function placesBelow(tree: string, folder: string): readonly string[] {
  return readdirSync(join(tree, folder))
    .sort()
    .flatMap((name) => {
      const place = `${folder}/${name}`
      const quoted = `"${escaped(place)}"`
      if (!lstatSync(join(tree, place)).isDirectory()) return [quoted]
      const isOwn = place.startsWith('/opt/')
      return [...(isOwn ? [`%dir ${quoted}`] : []), ...placesBelow(tree, place)]
    })
}
