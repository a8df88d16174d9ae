import { mkdirSync, rmSync } from 'node:fs'
import { relative } from 'node:path'
import { runNode } from './children.ts'
import { inRoot, root } from './root.ts'
import { afterSecondRun, readReport, type Report, type TestFile } from './vitest-report.ts'

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

/**
 * A part of vitest's projects. A run without a test, or one that ends without its report, has failed.
 * With `secondChance`, files in which a test failed run once more, in a new process: tests that drive real processes and
 * browsers may wait in vain on a busy machine, and the tests of a file share a program, so that one test cannot be tried again
 * by itself. What failed first is printed in any case.
 */
export function vitestPart(name: string, projects: readonly string[], { secondChance = false } = {}): Part {
  return {
    name,
    run: async () => {
      const first = await runVitest(name, projects)
      const again = secondChance ? first.files.filter(({ hasFailed }) => hasFailed) : []
      if (again.length === 0) return resultOf(first)
      console.log(again.map(toNotice).join('\n'))
      const paths = again.map(({ path }) => path)
      const second = await runVitest(`${name}-again`, projects, paths)
      return resultOf({ ...afterSecondRun(first, second), output: `${first.output}\n${second.output}` })
    },
  }
}

function toNotice({ path, failed }: TestFile): string {
  const faults = failed.map(
    ({ fullName, failureMessages }) => `  ${fullName}\n    ${failureMessages.join('\n    ')}`,
  )
  return `runs again: ${relative(root, path)}\n${faults.join('\n')}`
}

interface VitestRun extends Report {
  readonly output: string
}

async function runVitest(
  name: string,
  projects: readonly string[],
  files: readonly string[] = [],
): Promise<VitestRun> {
  const report = inRoot('.cache', 'test', `${name}.json`)
  mkdirSync(inRoot('.cache', 'test'), { recursive: true })
  rmSync(report, { force: true })
  const { output } = await runNode([
    inRoot('node_modules', 'vitest', 'vitest.mjs'),
    ...['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`],
    ...projects.map((project) => `--project=${project}`),
    ...files,
  ])
  return { ...readReport(report), output }
}

function resultOf({ files, isWhole, output }: VitestRun): PartResult {
  const failed = files.flatMap((file) => file.failed).length
  return {
    passed: files.flatMap((file) => file.passed).length,
    failed: failed === 0 && !isWhole ? 1 : failed,
    skipped: files.flatMap((file) => file.skipped.map(({ fullName }) => fullName)),
    output,
  }
}
