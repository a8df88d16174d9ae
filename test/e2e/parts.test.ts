// What the built program holds of others: its notices and its bill of materials name all of it, and nothing else.
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { buildIfStale } from '../../scripts/support/build.ts'
import { readParts, type Parts } from '../../scripts/support/bundled-parts.ts'

const root = join(import.meta.dirname, '../..')
const read = (...path: readonly string[]) => readFileSync(join(root, ...path), 'utf8')
let parts: Parts
let refs: readonly string[]

beforeAll(() => {
  buildIfStale()
  parts = readParts(root)
  refs = [...new Set([...parts.main, ...parts.preload, ...parts.renderer, ...parts.beside])].sort()
}, 90_000)

const nameOf = (ref: string) => ref.slice(0, ref.lastIndexOf('@'))
const namesOf = (list: readonly string[]) => [...new Set(list.map(nameOf))].sort()

/** The bundler says in a comment where most modules come from, in a bundle that is not minified. */
function namesInComments(folder: string): readonly string[] {
  const files = readdirSync(join(root, folder)).filter((name) => /\.c?js$/.test(name))
  const found = files.flatMap((name) => [
    ...read(folder, name).matchAll(
      /^\s*\/\/ ?(?:#region )?\S*\bnode_modules\/((?:@[^/\s]+\/)?[^/\s]+)\/\S+$/gm,
    ),
  ])
  return [...new Set(found.map(([, name = '']) => name))].sort()
}

test('the list has what stands in the bundles themselves', () => {
  const inMain = namesInComments('out/main')
  expect(inMain.length).toBeGreaterThan(50)
  expect(inMain.filter((name) => !namesOf(parts.main).includes(name))).toEqual([])
  expect(namesInComments('out/preload')).toEqual(namesOf(parts.preload))
  expect(namesOf(parts.renderer)).toEqual(expect.arrayContaining(['dompurify', 'squire-rte', 'svelte']))
})

test('each dependency of the program is in it', () => {
  const about = JSON.parse(read('package.json')) as { readonly dependencies: object }
  expect(Object.keys(about.dependencies).filter((name) => !namesOf(refs).includes(name))).toEqual([])
  const hasKeytar = existsSync(join(root, 'node_modules/keytar/build/Release/keytar.node'))
  expect(namesOf(parts.beside)).toEqual(hasKeytar ? ['keytar', 'node-addon-api'] : [])
})

test('the notices have all of it, each with a licence, and two of our own', () => {
  const [, ...sections] = read('out', 'notices.txt').split(`\n\n${'-'.repeat(80)}\n\n`)
  const own = sections.slice(0, 2).map((text) => text.split('\n')[0])
  expect(own).toEqual(['Sendoff', 'German names of emoji, from Unicode CLDR 45'])
  const heads = sections.slice(2).map((text) => /^(\S+) (\S+)\nLicence: (.+)\n\n./.exec(text))
  expect(heads.map((head) => `${head?.[1] ?? ''}@${head?.[2] ?? ''}`).sort()).toEqual(refs)
  expect(heads.filter((head) => head?.[3] === 'not named')).toEqual([])
  // One more is a reason to look: what it asks for may be more than its name and author.
  expect(namesOf(parts.withoutText)).toEqual(['lazy-val', 'saxes'])
})

test('the bill of materials has all of it, the shell, and nothing else', () => {
  const { status, stderr } = spawnSync(process.execPath, ['scripts/sbom.ts'], { cwd: root, encoding: 'utf8' })
  expect(status, stderr).toBe(0)
  const bom = JSON.parse(read('dist', 'packages', 'sbom.cdx.json')) as {
    readonly components: readonly { readonly 'bom-ref': string }[]
  }
  const named = bom.components.map((one) => one['bom-ref'])
  expect(named.filter((ref) => nameOf(ref) !== 'electron').sort()).toEqual(refs)
  expect(named.length).toBe(refs.length + 1)
})
