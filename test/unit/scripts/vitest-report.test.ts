import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { afterSecondRun, readReport } from '../../../scripts/support/vitest-report.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'sendoff-report-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

type Statuses = Readonly<Record<string, readonly string[]>>

/** A report of vitest's with these files and what became of the tests of each. */
function reportOf(
  files: Statuses,
  success = Object.values(files)
    .flat()
    .every((status) => status !== 'failed'),
) {
  const path = join(folder, 'report.json')
  const testResults = Object.entries(files).map(([name, statuses]) => ({
    name,
    status: statuses.includes('failed') ? 'failed' : 'passed',
    assertionResults: statuses.map((status, index) => ({
      fullName: `${name} ${index}`,
      status,
      ...(status === 'failed' ? { failureMessages: ['too late'] } : {}),
    })),
  }))
  const numPassedTests = Object.values(files)
    .flat()
    .filter((status) => status === 'passed').length
  writeFileSync(path, JSON.stringify({ success, numPassedTests, testResults }))
  return readReport(path)
}

const names = (report: ReturnType<typeof readReport>) => report.files.map(({ path }) => path)

it('is not whole with a failed test, without a test, with a fault beside the tests, and without a report', () => {
  expect(reportOf({ a: ['passed', 'pending'] }).isWhole).toBe(true)
  expect(reportOf({ a: ['passed', 'failed'] }).isWhole).toBe(false)
  expect(reportOf({ a: ['pending'] }).isWhole).toBe(false)
  expect(reportOf({ a: ['passed'] }, false).isWhole).toBe(false)
  expect(readReport(join(folder, 'none.json'))).toEqual({ files: [], isWhole: false })
})

it('sorts the tests of a file by what became of them, with the reason of a failed one', () => {
  const [file] = reportOf({ a: ['passed', 'failed', 'skipped', 'todo'] }).files
  expect(file?.failed).toEqual([{ fullName: 'a 1', status: 'failed', failureMessages: ['too late'] }])
  expect([file?.passed.length, file?.skipped.length, file?.hasFailed]).toEqual([1, 2, true])
})

it('takes the second run for the files that failed, and the first for the others', () => {
  const first = reportOf({ a: ['passed'], b: ['passed', 'failed'] })
  const passed = afterSecondRun(first, reportOf({ b: ['passed', 'passed'] }))
  expect([passed.isWhole, names(passed)]).toEqual([true, ['a', 'b']])
  expect(passed.files.flatMap((file) => file.failed)).toEqual([])
  const failed = afterSecondRun(first, reportOf({ b: ['failed', 'passed'] }))
  expect([failed.isWhole, failed.files.flatMap((file) => file.failed).length]).toEqual([false, 1])
})

it('counts a file that failed and did not run again as failed', () => {
  const first = reportOf({ a: ['passed'], b: ['failed'], c: ['failed'] })
  const after = afterSecondRun(first, reportOf({ c: ['passed'] }))
  expect(after.isWhole).toBe(false)
  expect(after.files.flatMap((file) => file.failed.map(({ fullName }) => fullName))).toEqual(['b 0'])
})
