// What the bundles hold of others, seen by the bundler itself: out/parts.json lists it, out/notices.txt has the licences.
import { existsSync, mkdirSync, readFileSync, realpathSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { Plugin } from 'vite'
import { z } from 'zod'
import { moduleOwner, type Places } from './module-owner.ts'
import { formatNotices, refOf } from './notices.ts'
import { readPartFacts, type PartFacts } from './part-facts.ts'

const bundles = ['main', 'preload', 'renderer'] as const
type BundleName = (typeof bundles)[number]

const refs = z.array(z.string())
/** `name@version` of the packages in each bundle, beside the bundles, and of those that bring no text of their licence. */
const partsSchema = z.object({ main: refs, preload: refs, renderer: refs, beside: refs, withoutText: refs })
export type Parts = z.infer<typeof partsSchema>

/** @throws Error where the program was not built. */
export function readParts(root: string): Parts {
  return partsSchema.parse(JSON.parse(readFileSync(join(root, 'out', 'parts.json'), 'utf8')))
}

/** Files of these leave no module in a chunk. */
const isAsset = /\.(css|svg|png|gif|jpe?g|webp|woff2?)(\?|$)/

/**
 * A plugin for each bundle. The last one that is made writes both files.
 * @param root the project's folder: the configuration of the build is bundled, and does not know where this file lies
 */
export function collectParts(root: string): (bundle: BundleName) => Plugin {
  const real = (path: string): string => realpathSync(path).replaceAll('\\', '/')
  const places: Places = { root: real(root), packages: real(join(root, 'node_modules')) }
  const found = new Map<BundleName, readonly PartFacts[]>()
  return (bundle) => ({
    name: `parts-of-${bundle}`,
    generateBundle(_options, files) {
      const inChunks = Object.values(files).flatMap((file) => (file.type === 'chunk' ? file.moduleIds : []))
      const ids = [...inChunks, ...[...this.getModuleIds()].filter((id) => isAsset.test(id))]
      const folders = new Set(ids.map((id) => moduleOwner(id, places)).filter((folder) => folder !== null))
      found.set(bundle, [...folders].map(readPartFacts))
      if (!bundles.every((name) => found.has(name))) return
      const { withoutText } = write(root, found)
      if (withoutText.length > 0) this.warn(`no licence text in ${withoutText.join(', ')}`)
    },
  })
}

function write(root: string, found: ReadonlyMap<BundleName, readonly PartFacts[]>): Parts {
  const beside = besideBundles(root)
  const all = [...new Map([...found.values(), beside].flat().map((part) => [refOf(part), part])).values()]
  // One version may lie in two places.
  const listed = (parts: readonly PartFacts[] = []): string[] => [...new Set(parts.map(refOf))].sort()
  const parts: Parts = {
    main: listed(found.get('main')),
    preload: listed(found.get('preload')),
    renderer: listed(found.get('renderer')),
    beside: listed(beside),
    withoutText: listed(all.filter(({ texts }) => texts.length === 0)),
  }
  mkdirSync(join(root, 'out'), { recursive: true })
  writeFileSync(join(root, 'out', 'parts.json'), `${JSON.stringify(parts, null, 2)}\n`)
  writeFileSync(join(root, 'out', 'notices.txt'), formatNotices(ownTexts(root), all))
  return parts
}

/** keytar is not bundled, and holds what its C++ is compiled with (scripts/support/stage.ts). */
function besideBundles(root: string): readonly PartFacts[] {
  const keytar = join(root, 'node_modules', 'keytar')
  if (!existsSync(join(keytar, 'build/Release/keytar.node'))) return []
  const headers = createRequire(join(realpathSync(keytar), 'package.json')).resolve(
    'node-addon-api/package.json',
  )
  return [keytar, dirname(headers)].map(readPartFacts)
}

function ownTexts(root: string): readonly { readonly title: string; readonly text: string }[] {
  const read = (...path: readonly string[]): string => readFileSync(join(root, ...path), 'utf8')
  return [
    { title: 'Sendoff', text: read('LICENSE') },
    {
      title: 'German names of emoji, from Unicode CLDR 45\nLicence: Unicode-3.0',
      text: read('renderer', 'compose', 'editor', 'emoji-de.LICENSE'),
    },
  ]
}
