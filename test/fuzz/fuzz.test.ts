// Each parser of foreign octets under attack. `npm test` gives each five seconds; the long run a million inputs. One alone:
// `vitest run --project fuzz -t reply.ts`. SENDOFF_FUZZ_KEEP=1 writes what reached something new into the corpus.
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { attack } from './attack.ts'

const isLong = process.env.SENDOFF_LONG === '1'
const limits = isLong ? { executions: 1_000_000, forMs: 30 * 60_000 } : { executions: 2 ** 31, forMs: 5_000 }
const folder = new URL('./targets/', import.meta.url)

it.each(readdirSync(folder).toSorted())(
  '%s: no crash, no hang, no unbounded memory',
  async (file) => {
    const report = await attack({ module: new URL(file, folder).href, seed: 20_261_125, ...limits })
    console.log(
      `${file}: ${report.executions} inputs, ${report.outcomes} outcomes, slowest ${report.slowestMs.toFixed(1)} ms, heap ${report.heapMb} MB`,
    )
    if (process.env.SENDOFF_FUZZ_KEEP === '1') keep(file, report.kept)
    expect(report.executions).toBeGreaterThan(isLong ? 999_999 : 100)
    expect(report.outcomes).toBeGreaterThan(5)
  },
  limits.forMs + 60_000,
)

/** No more than a few, the older first: the attack breeds the rest anew. */
function keep(file: string, inputs: readonly Uint8Array[]): void {
  const path = new URL(`./fixture/corpus/${file.replace('.ts', '.txt')}`, import.meta.url)
  mkdirSync(new URL('.', path), { recursive: true })
  const before = existsSync(path) ? readFileSync(path, 'utf8').split('\n') : []
  const lines = [...before, ...inputs.map((input) => Buffer.from(input).toString('base64'))]
  writeFileSync(
    path,
    `${lines
      .filter((line) => line !== '')
      .slice(0, 60)
      .join('\n')}\n`,
  )
}
