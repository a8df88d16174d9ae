// `npm run sbom`: the parts that are in the program, as CycloneDX, in dist/packages/sbom.cdx.json. Read from the lock file.
// `npm sbom --omit dev` would leave out what a development tool needs too (zod, for one), so everything is asked for, and what
// npm marks as for development alone is taken out here.
import { spawnSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { z } from 'zod'
import { selectShipped, type Bom } from './support/shipped-parts.ts'
import { inRoot, root } from './support/root.ts'

const bomSchema: z.ZodType<Bom> = z.looseObject({
  metadata: z.looseObject({}),
  components: z.array(
    z.looseObject({
      'bom-ref': z.string(),
      name: z.string(),
      properties: z.array(z.object({ name: z.string(), value: z.string() })).optional(),
    }),
  ),
  dependencies: z.array(z.object({ ref: z.string(), dependsOn: z.array(z.string()) })),
})

/** Runs in a shell on Windows, where npm is a script. */
function askNpm(): string {
  const args = ['sbom', '--sbom-format', 'cyclonedx', '--package-lock-only']
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

const epoch = process.env.SOURCE_DATE_EPOCH
const bom = selectShipped(
  bomSchema.parse(JSON.parse(askNpm())),
  epoch === undefined ? null : new Date(Number(epoch) * 1000),
)
const file = inRoot('dist', 'packages', 'sbom.cdx.json')
mkdirSync(inRoot('dist', 'packages'), { recursive: true })
writeFileSync(file, `${JSON.stringify(bom, null, 2)}\n`)
console.log(`${file}: ${bom.components.length} parts`)
