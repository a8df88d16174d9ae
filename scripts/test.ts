// `npm test`: every part, timed, in two lanes side by side; the last line counts what passed, failed and was skipped.
// `--long` (npm run test:long) sets SENDOFF_LONG=1, which long tests read. SENDOFF_REQUIRE_ALL=1 makes a skipped test a
// failed one, but for those that need Electron's binary.
// First, what the system has to bring. In this process and not before it: npm's shell does not hand a signal on to the second of two commands.
import './ensure-system.mjs'
import { constants } from 'node:os'
import { buildIfStale } from './support/build.ts'
import { endChildren } from './support/children.ts'
import { endWithNpm } from './support/end-with-npm.ts'
import { inRoot } from './support/root.ts'
import { ownPart, toolPart, vitestPart, type Part, type PartResult } from './support/part.ts'

/** Stands in the name of a test that only Electron's binary can run. */
const needsElectron = "Electron's binary"

const tsc = ['typescript/bin/tsc', '-b'] as const
const svelteCheck = [
  'svelte-check/bin/svelte-check',
  '--tsconfig',
  'renderer/tsconfig.json',
  '--fail-on-warnings',
] as const

// Programs and threads are started some hundred times: each compiles the same modules.
process.env.NODE_COMPILE_CACHE ??= inRoot('.cache', 'compiled')

const isLong = process.argv.includes('--long')
if (isLong) process.env.SENDOFF_LONG = '1'

/** Windows and servers keep time and want a core; what else there is runs beside them. Both lanes are about as long. */
const lanes: readonly (readonly Part[])[] = [
  [
    ownPart('build', buildIfStale),
    vitestPart('host', ['host'], { secondChance: true }),
    vitestPart('e2e', ['e2e'], { secondChance: true }),
    vitestPart('servers', ['servers'], { secondChance: true }),
    // It makes packages first.
    ...(isLong ? [vitestPart('package', ['package'])] : []),
  ],
  [
    vitestPart('rules', ['rules']),
    vitestPart('unit', ['unit', 'windows']),
    toolPart('typecheck', tsc, svelteCheck),
    toolPart('lint', ['eslint/bin/eslint.js', '.', '--max-warnings', '0']),
    toolPart('format', ['prettier/bin/prettier.cjs', '--check', '.']),
    toolPart('knip', ['knip/bin/knip.js']),
    vitestPart('integration', ['integration'], { secondChance: true }),
    vitestPart('fuzz', ['fuzz']),
  ],
]

interface Total {
  passed: number
  failed: number
  skipped: number
}

// What the parts have started ends with them; a part may run for minutes.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => endChildren(() => process.exit(128 + constants.signals[signal])))
}
endWithNpm(() => endChildren(() => process.exit(1)))

const requireAll = process.env.SENDOFF_REQUIRE_ALL === '1'
const startedAt = performance.now()
const total: Total = { passed: 0, failed: 0, skipped: 0 }
await Promise.all(lanes.map(runLane))
console.log(`\nAll parts: ${seconds(startedAt)}`)
console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`)
process.exitCode = total.failed === 0 ? 0 : 1

async function runLane(parts: readonly Part[]): Promise<void> {
  for (const part of parts) {
    const partStartedAt = performance.now()
    const result = await part.run()
    account(part, result, seconds(partStartedAt))
  }
}

function account(part: Part, result: PartResult, time: string): void {
  const refused = result.skipped.filter((name) => requireAll && !name.includes(needsElectron))
  const failed = result.failed + refused.length
  const skipped = result.skipped.length - refused.length
  total.passed += result.passed
  total.failed += failed
  total.skipped += skipped
  if (failed > 0) console.log(`\n${result.output.trimEnd()}`)
  for (const name of result.skipped) {
    console.log(`${refused.includes(name) ? 'skipped, but required' : 'skipped'}: ${part.name}: ${name}`)
  }
  const mark = failed > 0 ? 'FAILED' : 'ok'
  console.log(
    `${mark.padEnd(7)}${part.name.padEnd(12)}${time.padStart(8)}   ${result.passed} passed, ${failed} failed, ${skipped} skipped`,
  )
}

function seconds(since: number): string {
  return `${((performance.now() - since) / 1000).toFixed(1)} s`
}
