import { readFileSync } from 'node:fs'
import { z } from 'zod'

const assertionSchema = z.object({
  fullName: z.string(),
  status: z.string(),
  failureMessages: z
    .array(z.string())
    .nullish()
    .transform((messages) => messages ?? []),
})

const reportSchema = z.object({
  success: z.boolean(),
  numPassedTests: z.number(),
  testResults: z.array(
    z.object({ name: z.string(), status: z.string(), assertionResults: z.array(assertionSchema) }),
  ),
})

type Assertion = z.infer<typeof assertionSchema>
type FileReport = z.infer<typeof reportSchema>['testResults'][number]

/** A file of tests with what became of each. */
export interface TestFile {
  readonly path: string
  /** A test failed, or what all of them need. */
  readonly hasFailed: boolean
  readonly passed: readonly Assertion[]
  readonly failed: readonly Assertion[]
  readonly skipped: readonly Assertion[]
}

export interface Report {
  readonly files: readonly TestFile[]
  /** False where a test failed, where there was none, and where something failed outside of a test. */
  readonly isWhole: boolean
}

/** Reads what vitest's JSON reporter wrote; a report that is not there or not one is that of a run that failed. */
export function readReport(path: string): Report {
  try {
    const report = reportSchema.parse(JSON.parse(readFileSync(path, 'utf8')))
    return {
      files: report.testResults.map(toFile),
      isWhole: report.success && report.numPassedTests > 0,
    }
  } catch {
    return { files: [], isWhole: false }
  }
}

/** What holds after the files that failed ran once more. One that failed and is not in the second report has still failed. */
export function afterSecondRun(first: Report, second: Report): Report {
  const others = first.files.filter(({ hasFailed }) => !hasFailed)
  const missing = first.files.filter(
    ({ hasFailed, path }) => hasFailed && second.files.every((file) => file.path !== path),
  )
  return {
    files: [...others, ...missing, ...second.files],
    isWhole: second.isWhole && missing.length === 0,
  }
}

function toFile({ name, status, assertionResults: all }: FileReport): TestFile {
  return {
    path: name,
    hasFailed: status === 'failed',
    passed: all.filter((test) => test.status === 'passed'),
    failed: all.filter((test) => test.status === 'failed'),
    skipped: all.filter((test) => test.status !== 'passed' && test.status !== 'failed'),
  }
}
