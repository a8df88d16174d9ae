// Each parser of foreign octets under attack. `npm test` gives each five seconds; the long run a million inputs.
import { readdirSync } from 'node:fs'
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
      `${file}: ${report.executions} inputs, ${report.outcomes} outcomes, slowest ${report.slowestMs.toFixed(1)} ms`,
    )
    expect(report.executions).toBeGreaterThan(isLong ? 999_999 : 100)
    expect(report.outcomes).toBeGreaterThan(5)
  },
  limits.forMs + 60_000,
)
