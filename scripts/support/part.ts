import { spawn } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { z } from 'zod'
import { inRoot, root } from './root.ts'

/** One part of `npm test`: a tool that passes or fails as a whole, or a project of vitest, whose tests are counted. */
export interface Part {
  readonly name: string
  readonly run: () => Promise<PartResult>
}

export interface PartResult {
  readonly passed: number
  readonly failed: number
  /** Full names of tests that were skipped. */
  readonly skipped: readonly string[]
  /** What was printed; shown where the part fails. */
  readonly output: string
}

interface Ran {
  readonly status: number | null
  readonly output: string
}

async function runNode(args: readonly string[]): Promise<Ran> {
  return await new Promise((resolve) => {
    const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    const keep = (chunk: Buffer): void => {
      output += chunk.toString()
    }
    child.stdout.on('data', keep)
    child.stderr.on('data', keep)
    child.once('error', (error) => resolve({ status: null, output: String(error) }))
    child.once('close', (status) => resolve({ status, output }))
  })
}

/** A part of tools, one after the other: counts as one that passed or failed. Each is a script of node_modules with its arguments. */
export function toolPart(name: string, ...commands: readonly (readonly string[])[]): Part {
  return {
    name,
    run: async () => {
      let output = ''
      for (const [script = '', ...args] of commands) {
        const ran = await runNode([inRoot('node_modules', script), ...args])
        output += ran.output
        if (ran.status !== 0) return { passed: 0, failed: 1, skipped: [], output }
      }
      return { passed: 1, failed: 0, skipped: [], output }
    },
  }
}

/** A part that runs in this process; it fails when `work` throws. */
export function ownPart(name: string, work: () => void): Part {
  return {
    name,
    run: () => {
      try {
        work()
        return Promise.resolve({ passed: 1, failed: 0, skipped: [], output: '' })
      } catch (error) {
        const output = error instanceof Error ? error.message : String(error)
        return Promise.resolve({ passed: 0, failed: 1, skipped: [], output })
      }
    },
  }
}

const reportSchema = z.object({
  success: z.boolean(),
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  testResults: z.array(
    z.object({
      assertionResults: z.array(z.object({ fullName: z.string(), status: z.string() })),
    }),
  ),
})

/** A part of vitest's projects. A run without a test, or one that ends without its report, has failed. */
export function vitestPart(name: string, projects: readonly string[]): Part {
  const file = inRoot('.cache', 'test', `${name}.json`)
  return {
    name,
    run: async () => {
      mkdirSync(inRoot('.cache', 'test'), { recursive: true })
      rmSync(file, { force: true })
      const { output } = await runNode([
        inRoot('node_modules', 'vitest', 'vitest.mjs'),
        ...['run', '--reporter=default', '--reporter=json', `--outputFile.json=${file}`],
        ...projects.map((project) => `--project=${project}`),
      ])
      return { ...readReport(file), output }
    },
  }
}

function readReport(file: string): Omit<PartResult, 'output'> {
  try {
    const report = reportSchema.parse(JSON.parse(readFileSync(file, 'utf8')))
    const skipped = report.testResults
      .flatMap(({ assertionResults }) => assertionResults)
      .filter(({ status }) => status !== 'passed' && status !== 'failed')
      .map(({ fullName }) => fullName)
    const fault = report.numFailedTests === 0 && (!report.success || report.numPassedTests === 0)
    return { passed: report.numPassedTests, failed: report.numFailedTests + (fault ? 1 : 0), skipped }
  } catch {
    return { passed: 0, failed: 1, skipped: [] }
  }
}
