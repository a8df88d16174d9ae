// `npm run sbom`: the parts that are in the program, as CycloneDX, in dist/packages/sbom.cdx.json. What is in it the build has
// noted (out/parts.json); what is known of each part npm reads from the lock file. npm's own choice would not do: what it marks as
// for development can be in a bundle (svelte, an optional peer of a dependency), and what it installs for the program need not.
import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { z } from 'zod'
import { buildIfStale } from './support/build.ts'
import { readParts } from './support/bundled-parts.ts'
import { selectShipped, type Bom } from './support/shipped-parts.ts'
import { inRoot, root } from './support/root.ts'

const bomSchema: z.ZodType<Bom> = z.looseObject({
  metadata: z.looseObject({ component: z.looseObject({ name: z.string() }) }),
  components: z.array(z.looseObject({ 'bom-ref': z.string(), name: z.string() })),
  dependencies: z.array(z.object({ ref: z.string(), dependsOn: z.array(z.string()) })),
})

/** Runs in a shell on Windows, where npm is a script. */
function askNpm(): string {
  const args = ['sbom', '--sbom-format', 'cyclonedx', '--sbom-type', 'application', '--package-lock-only']
  const shell = process.platform === 'win32'
  const { status, stdout, stderr } = spawnSync('npm', args, {
    cwd: root,
    encoding: 'utf8',
    shell,
    maxBuffer: 1 << 28,
  })
  if (status !== 0) throw new Error(`npm sbom failed: ${stderr}`)
  return stdout
}

buildIfStale()
const { main, preload, renderer, beside } = readParts(root)
const { name } = z
  .object({ name: z.string() })
  .parse(JSON.parse(readFileSync(inRoot('package.json'), 'utf8')))
const epoch = process.env.SOURCE_DATE_EPOCH
const bom = selectShipped(bomSchema.parse(JSON.parse(askNpm())), {
  name,
  refs: [...new Set([...main, ...preload, ...renderer, ...beside])],
  madeAt: epoch === undefined ? null : new Date(Number(epoch) * 1000),
})
const file = inRoot('dist', 'packages', 'sbom.cdx.json')
mkdirSync(inRoot('dist', 'packages'), { recursive: true })
writeFileSync(file, `${JSON.stringify(bom, null, 2)}\n`)
console.log(`${file}: ${bom.components.length} parts`)
