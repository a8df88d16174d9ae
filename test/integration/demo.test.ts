import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'

const demo = fileURLToPath(new URL('../../scripts/demo.ts', import.meta.url))

it('npm run demo hands one recipient over, explains the refused one, and exits with 0', async () => {
  const { stdout, stderr } = await promisify(execFile)(process.execPath, [demo])
  expect(stderr).toBe('')
  expect(stdout).toContain('anna@practice.test: accepted')
  expect(stdout).toContain('unknown@practice.test: rejected')
  expect(stdout).toContain('There is no mailbox unknown@practice.test')
  expect(stdout).toContain('AUTH PLAIN [hidden]')
  expect(stdout).toMatch(/< message +250 2\.0\.0/)
})
