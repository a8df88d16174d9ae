import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { inRoot } from './root.ts'

const about = z.object({
  name: z.string(),
  productName: z.string(),
  version: z.string(),
  description: z.string(),
  license: z.string(),
  author: z.string(),
  main: z.string(),
  type: z.string(),
  desktopName: z.string(),
  optionalDependencies: z.object({ keytar: z.string() }),
})

/** What updates are taken from and signed with; both are given when a release is built, or there are none. */
interface UpdateSource {
  readonly url: string
  /** Ed25519 public key, SPKI in base64. */
  readonly key: string
}

/** Files of keytar that run; the rest is its source. */
const keytarFiles = ['package.json', 'lib/keytar.js', 'build/Release/keytar.node', 'LICENSE.md']

/**
 * Fills dist/app with what goes into app.asar: the built program, its icons, keytar where it was built, and a package.json
 * of its own. Everything else of this project stays outside, whatever patterns say.
 */
export function stageApp(updates: UpdateSource | null): string {
  const folder = inRoot('dist', 'app')
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  for (const part of ['out/main', 'out/preload', 'out/renderer', 'build/icons'])
    cpSync(inRoot(part), join(folder, part), { recursive: true })
  const { optionalDependencies, ...rest } = about.parse(
    JSON.parse(readFileSync(inRoot('package.json'), 'utf8')),
  )
  const hasKeytar = stageKeytar(folder)
  const manifest = {
    ...rest,
    ...(hasKeytar ? { dependencies: { keytar: optionalDependencies.keytar } } : {}),
    ...(updates === null ? {} : { updates }),
  }
  writeFileSync(join(folder, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`)
  return folder
}

function stageKeytar(folder: string): boolean {
  const from = inRoot('node_modules', 'keytar')
  if (!existsSync(join(from, 'build/Release/keytar.node'))) return false
  for (const file of keytarFiles) cpSync(join(from, file), join(folder, 'node_modules/keytar', file))
  // Its own dependencies serve its installation alone.
  const manifest = z.looseObject({}).parse(JSON.parse(readFileSync(join(from, 'package.json'), 'utf8')))
  const { name, version, main, license } = manifest
  writeFileSync(
    join(folder, 'node_modules/keytar/package.json'),
    `${JSON.stringify({ name, version, main, license }, null, 2)}\n`,
  )
  return true
}
